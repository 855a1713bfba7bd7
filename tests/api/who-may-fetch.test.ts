import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Room, RoomChild } from '../../server/contract/attendance.ts';
import type { PickupCode } from '../../server/contract/pickups.ts';
import type { z } from 'zod';
import { bodyOf, familyAtTheDoor, openDoor, type Asker, type Door } from '../support/door.ts';
import { GRANDMOTHER } from '../support/door-objects.ts';
import { makePerson, makeStaff, type Family } from '../support/nursery.ts';

let door: Door;
let tablet: Asker;
let mother: Asker;
let family: Family;

beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());
beforeEach(async () => {
  ({ family, mother, tablet } = await familyAtTheDoor(door));
});

const name = async (who = GRANDMOTHER) =>
  bodyOf<{ pickupId: string }>(await mother('POST', '/api/pickups', { ...who, childId: family.childId })).pickupId;
const code = async (who = GRANDMOTHER) =>
  bodyOf<z.infer<typeof PickupCode>>(await mother('POST', '/api/pickups/codes', { ...who, childId: family.childId }));
const check = (digits: string, from = tablet) =>
  from('POST', '/api/pickups/codes/check', { childId: family.childId, code: digits });
const tap = () => ({ eventId: randomUUID(), childId: family.childId, happenedAt: door.clock.now.toISOString() });
const arrive = () => tablet('POST', '/api/attendance/check-ins', tap());
const leaveWith = (withPickupId: string, from = tablet) => {
  door.wait(1_000);
  return from('POST', '/api/attendance/check-outs', { ...tap(), withUserId: null, withPickupId });
};
const inRoom = async (): Promise<RoomChild> => {
  const { children } = bodyOf<z.infer<typeof Room>>(await tablet('GET', '/api/room'));
  return children.find(({ childId }) => childId === family.childId)!;
};
const listed = async () => (await inRoom()).pickups;
const announce = (withPickupId: string) =>
  mother('POST', '/api/day-notices', {
    ...{ noticeId: randomUUID(), childId: family.childId, kind: 'pick_up', day: '2026-06-03', withPickupId },
  });

test('a departure that was corrected to somebody else uses no code up, and one moved in time does', async () => {
  const { pickupId, code: digits } = await code();
  await arrive();
  await check(digits);
  door.wait(1_000);
  const left = { ...tap(), withUserId: null, withPickupId: pickupId };
  await tablet('POST', '/api/attendance/check-outs', left);
  const classroomId = door.nursery.toddlerRoomId;
  const happenedAt = new Date(Date.parse(left.happenedAt) + 30_000).toISOString();
  const correct = (correctsId: string, who: object) => {
    const eventId = randomUUID();
    const to = { kind: 'checked_out', happenedAt, classroomId, ...who };
    const body = { eventId, childId: family.childId, correctsId, to, reason: '点错了人' };
    return tablet('POST', '/api/attendance/corrections', body).then((answer) => ({ eventId, code: answer.code }));
  };
  door.wait(60_000);
  const moved = await correct(left.eventId, { withUserId: null, withPickupId: pickupId });
  expect([moved.code, (await check(digits)).code]).toEqual(['ok', 'wrong-pickup-code']);
  const other = await correct(moved.eventId, { withUserId: family.guardianId, withPickupId: null });
  expect([other.code, (await check(digits)).code]).toEqual(['ok', 'ok']);
});

test('without a tablet a code that was right is good for the one who checked it, and not for a colleague', async () => {
  const { pickupId, code: digits } = await code();
  await arrive();
  const own = await door.as(door.nursery.caregiverId);
  const scope = { classroomId: door.nursery.toddlerRoomId };
  const colleague = await door.as(await makeStaff(door.db, '任老师', 'caregiver', scope));
  expect((await check(digits, own)).code).toBe('ok');
  expect((await leaveWith(pickupId, colleague)).code).toBe('forbidden');
  expect((await leaveWith(pickupId, own)).code).toBe('ok');
});

test('after an order on the father the tablet and the family read none of those he named, and a namesake as blocked', async () => {
  const fatherId = await makePerson(door.db, '周强', { phone: '13600003333' });
  const link = await door.db.guardianship.create({
    data: { childId: family.childId, userId: fatherId, relation: '爸爸' },
  });
  const father = await door.as(fatherId);
  const uncle = { childId: family.childId, name: '周叔', relation: '叔叔', phone: '137 0000 4444' };
  const { pickupId: uncleId } = bodyOf<{ pickupId: string }>(await father('POST', '/api/pickups', uncle));
  door.wait(1_000);
  const namesakeId = await name({ name: '周 强', relation: '舅舅', phone: '137 0000 5555' });
  door.wait(1_000);
  const grandmotherId = await name();
  const before = await listed();
  expect(before.map(({ pickupId, blocked }) => [pickupId, blocked])).toEqual([
    [uncleId, false],
    [namesakeId, false],
    [grandmotherId, false],
  ]);
  expect((await announce(uncleId)).code).toBe('ok');

  await door.db.guardianship.update({ where: { id: link.id }, data: { custodyBlockedAt: new Date() } });

  const after = await listed();
  expect(after.map(({ pickupId, blocked }) => [pickupId, blocked])).toEqual([
    [namesakeId, true],
    [grandmotherId, false],
  ]);
  const notices = bodyOf<{ people: { withPickupId: string | null }[] }>(
    await mother('GET', `/api/day-notices?childId=${family.childId}`),
  );
  expect(notices.people.map(({ withPickupId }) => withPickupId)).toEqual([null, grandmotherId]);
  expect((await announce(uncleId)).code).toBe('may-not-fetch');
  expect((await announce(namesakeId)).code).toBe('may-not-fetch');
  expect((await announce(grandmotherId)).code).toBe('ok');
});

test('a used code is on no list any more, and the day still says who took the child', async () => {
  const { pickupId, code: digits } = await code();
  expect((await listed()).map(({ needsCode }) => needsCode)).toEqual([true]);
  await arrive();
  await check(digits);
  await leaveWith(pickupId);
  expect(await listed()).toEqual([]);
  expect((await inRoom()).lines.at(-1)).toMatchObject({
    withPickupId: pickupId,
    withPickup: { name: '王奶奶', relation: '奶奶' },
  });
  expect((await announce(pickupId)).code).toBe('may-not-fetch');
});
