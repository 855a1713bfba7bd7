import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { DOOR_WAITS_MINUTES, type DoorVisit, type DoorWaiting, type KioskScreen } from '../../server/contract/kiosk.ts';
import { blockFrom, bodyOf, openDoor, type Asker, type Door } from '../support/door.ts';
import { makeFamily, makePerson, type Family } from '../support/nursery.ts';
import { cookieOf } from '../support/office.ts';

const MINUTE = 60_000;
let door: Door;
let screen: Asker;
let tablet: Asker;
let mother: Asker;
let family: Family;

beforeAll(async () => {
  door = await openDoor();
  const { siteId, siteAdminId } = door.nursery;
  const director = await door.as(siteAdminId);
  const { code } = bodyOf<{ code: string }>(await director('POST', '/api/admin/kiosks', { siteId, name: '大门' }));
  const paired = await door.nobody('POST', '/api/kiosk/pair', { code });
  screen = door.screen(cookieOf({ 'set-cookie': paired.headers.getSetCookie() }));
});
afterAll(() => door.close());
beforeEach(async () => {
  door.wait(DOOR_WAITS_MINUTES * MINUTE);
  const { siteId, toddlerRoomId: classroomId } = door.nursery;
  family = await makeFamily(door.db, { siteId, classroomId, child: '周小满', guardian: '周敏' });
  mother = await door.as(family.guardianId);
  tablet = await door.tablet(classroomId, null);
  await door.db.attendanceEvent.create({
    data: {
      ...{ id: randomUUID(), childId: family.childId, classroomId, kind: 'checked_in', actorId: family.guardianId },
      ...{ happenedAt: door.clock.now, recordedAt: door.clock.now, day: new Date('2026-06-03') },
    },
  });
  door.wait(1_000);
});

/** A tap at the entrance, which can be sent again as it is. */
async function fetching(who: Asker) {
  const { token } = bodyOf<KioskScreen>(await screen('GET', '/api/kiosk'));
  const { visit } = bodyOf<DoorVisit>(await who('POST', '/api/door/visits', { token }));
  const body = { visit, eventId: randomUUID(), childId: family.childId, what: 'fetching' };
  return async () => (await who('POST', '/api/door/records', body)).code;
}
const waitingIn = async (asker = tablet) =>
  bodyOf<DoorWaiting>(await asker('GET', '/api/room/door-waiting')).waiting.filter(
    ({ childId }) => childId === family.childId,
  );
const told = async (type: string) => door.db.event.count({ where: { type, childId: family.childId } });

/** While this lasts nothing of this type is written into the log, and so nothing of its transaction. */
async function withoutEvents(type: string, act: () => Promise<unknown>): Promise<void> {
  await door.db.$executeRawUnsafe(
    `CREATE FUNCTION refuse_event() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$`,
  );
  await door.db.$executeRawUnsafe(
    `CREATE TRIGGER refuse_event BEFORE INSERT ON event FOR EACH ROW WHEN (NEW.type = '${type}') EXECUTE FUNCTION refuse_event()`,
  );
  await act().finally(() => door.db.$executeRawUnsafe('DROP FUNCTION refuse_event CASCADE'));
}

test('a tap at the entrance whose record failed tells the room when it is sent again, and once however often', async () => {
  const tap = await fetching(mother);
  await withoutEvents('door:waiting', async () => {
    await expect(tap()).rejects.toThrow('internal');
  });
  expect(await told('door:waiting')).toBe(0);
  expect(await Promise.all([tap(), tap(), tap()])).toEqual(['ok', 'ok', 'ok']);
  expect(await told('door:waiting')).toBe(1);
});

test('a call for the director that failed is made with the next try, and then no more for five minutes', async () => {
  const fatherId = await makePerson(door.db, '周强');
  await blockFrom(door.db, family.childId, fatherId);
  const tap = await fetching(await door.as(fatherId));
  await withoutEvents('pickup:alarm', async () => {
    await expect(tap()).rejects.toThrow('internal');
  });
  expect(await Promise.all([tap(), tap()])).toEqual(['ask-the-nursery', 'ask-the-nursery']);
  expect(await told('pickup:alarm')).toBe(1);
  door.wait(2 * MINUTE);
  await (
    await fetching(await door.as(fatherId))
  )();
  expect(await told('pickup:alarm')).toBe(1);
  door.wait(4 * MINUTE);
  await (
    await fetching(await door.as(fatherId))
  )();
  expect(await told('pickup:alarm')).toBe(2);
});

test('a room that is opened anew reads who waits for twenty minutes, its own children’s alone', async () => {
  await (
    await fetching(mother)
  )();
  const line = { childName: '满满', relation: '妈妈', by: '周敏', at: door.clock.now.toISOString() };
  expect(await waitingIn()).toMatchObject([line]);
  door.wait(MINUTE);
  await (
    await fetching(mother)
  )();
  expect(await waitingIn()).toHaveLength(1);
  const otherRoom = await door.tablet(door.nursery.seniorRoomId, null);
  expect(await waitingIn(otherRoom)).toEqual([]);
  const asked = `/api/room/door-waiting?classroomId=${door.nursery.toddlerRoomId}`;
  expect((await otherRoom('GET', asked)).code).toBe('not-found');
  expect((await mother('GET', asked)).code).not.toBe('ok');
  door.wait((DOOR_WAITS_MINUTES - 1) * MINUTE);
  expect(await waitingIn()).toHaveLength(1);
  door.wait(2 * MINUTE);
  expect(await waitingIn()).toEqual([]);
});

test('what one tablet answered is answered in the whole room, once, until somebody comes again', async () => {
  const tell = async () => {
    const tap = await fetching(mother);
    await tap();
  };
  await tell();
  door.wait(MINUTE);
  await tell();
  const answer = async (asker: Asker, waitingId: string) =>
    (await asker('POST', '/api/room/door-waiting/answers', { waitingId })).code;
  const [line] = await waitingIn();
  const waitingId = line?.waitingId ?? '';
  const otherRoom = await door.tablet(door.nursery.seniorRoomId, null);
  expect(await answer(otherRoom, waitingId)).toBe('ok'); // of its own room nothing has this id
  expect(await waitingIn()).toHaveLength(1);
  expect(await Promise.all([answer(tablet, waitingId), answer(tablet, waitingId)])).toEqual(['ok', 'ok']);
  expect(await told('door:answered')).toBe(1);
  expect(await waitingIn()).toEqual([]); // not the one before it either
  const { toddlerRoomId: classroomId, caregiverId } = door.nursery;
  const caregiver = await door.as(caregiverId);
  const seen = bodyOf<DoorWaiting>(await caregiver('GET', `/api/room/door-waiting?classroomId=${classroomId}`));
  expect(seen.waiting.filter(({ childId }) => childId === family.childId)).toEqual([]);
  expect((await caregiver('POST', '/api/room/door-waiting/answers', { waitingId, classroomId })).code).toBe('ok');
  door.wait(MINUTE);
  await tell();
  expect(await waitingIn()).toHaveLength(1);
  expect(await door.db.auditEntry.count({ where: { action: 'door-answered', childId: family.childId } })).toBe(1);
});

test('whoever may not fetch any more waits for nobody', async () => {
  await (
    await fetching(mother)
  )();
  await door.db.guardianship.update({
    where: { id: family.guardianshipId },
    data: { custodyBlockedAt: door.clock.now },
  });
  expect(await waitingIn()).toEqual([]);
});
