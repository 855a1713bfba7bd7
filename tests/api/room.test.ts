import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Room } from '../../server/contract/attendance.ts';
import { openCare, type Care } from '../support/care.ts';
import { checkInChild, LEASE_MS, makeFamily, makePerson, makeRunningView } from '../support/nursery.ts';
import { outcome } from '../support/office.ts';

let care: Care;
beforeAll(async () => {
  care = await openCare();
});
afterAll(() => care.close());

const read = async (by: Awaited<ReturnType<Care['as']>>, query = '') =>
  Room.parse((await by.get(`/api/room${query}`).expect(200)).body);
const tablet = () => care.tablet(care.nursery.toddlerRoomId, care.nursery.caregiverId);
const childIn = (room: Room, childId: string) => room.children.find((row) => row.childId === childId);

test('a tablet sees its own room: who comes today and when, with the people around each child', async () => {
  const { nursery } = care;
  const room = await read(await tablet());
  expect(room).toMatchObject({
    classroomId: nursery.toddlerRoomId,
    name: '小雨滴班',
    kind: 'toddler',
    siteName: '海棠园',
    timeZone: 'Asia/Shanghai',
    lateAfterMinutes: 15,
    otherRooms: [{ classroomId: nursery.seniorRoomId, name: '大树班' }],
    watching: [],
  });
  expect(room.children.map(({ childId }) => childId).sort()).toEqual(
    [nursery.duoduo.childId, nursery.shitou.childId].sort(),
  );
  expect(childIn(room, nursery.duoduo.childId)).toMatchObject({
    name: '李朵朵',
    state: 'expected',
    at: null,
    expectedAt: null,
    guardians: [{ userId: nursery.duoduo.guardianId, name: '王芳', relation: '妈妈', mayPickUp: true, blocked: false }],
  });
  expect(room.cameras).toMatchObject([{ cameraId: nursery.toddlerCameraId, phase: 'live', pausedUntil: null }]);
});

test('a tablet shows its room before anyone acts on it, and no other room to anyone', async () => {
  const { toddlerRoomId, seniorRoomId } = care.nursery;
  const idle = await care.tablet(toddlerRoomId, null);
  expect((await read(idle)).classroomId).toBe(toddlerRoomId);
  expect(outcome(await idle.get(`/api/room?classroomId=${seniorRoomId}`))).toBe('not-found');
});

test('staff name one of their rooms; foreign and unknown rooms answer alike, and parents have none', async () => {
  const { nursery } = care;
  const caregiver = await care.as(nursery.caregiverId);
  expect((await read(caregiver, `?classroomId=${nursery.toddlerRoomId}`)).name).toBe('小雨滴班');
  expect((await read(await care.as(nursery.siteAdminId), `?classroomId=${nursery.seniorRoomId}`)).name).toBe('大树班');
  for (const classroomId of [nursery.seniorRoomId, nursery.otherRoomId, randomUUID()]) {
    expect(outcome(await caregiver.get(`/api/room?classroomId=${classroomId}`))).toBe('not-found');
  }
  const parent = await care.as(nursery.duoduo.guardianId);
  expect(outcome(await parent.get(`/api/room?classroomId=${nursery.toddlerRoomId}`))).toBe('forbidden');
  expect((await caregiver.get('/api/room')).status).toBe(400);
  expect((await caregiver.get('/api/room?classroomId=__proto__')).status).toBe(400);
});

test('present children say since when, people who may not fetch are marked, whoever left is still listed', async () => {
  const { nursery, db, clock } = care;
  const { toddlerRoomId: classroomId, siteId, caregiverId: actorId } = nursery;
  const family = await makeFamily(db, { siteId, classroomId, child: '冬冬', guardian: '冬青' });
  const grandma = await makePerson(db, '冬奶奶');
  await db.guardianship.create({
    data: { userId: grandma, childId: family.childId, relation: '奶奶', custodyBlockedAt: clock.now },
  });
  await checkInChild(db, { childId: family.childId, classroomId, actorId, at: clock.now, day: '2026-06-03' });
  const row = childIn(await read(await tablet()), family.childId);
  expect(row).toMatchObject({ state: 'present', at: clock.now.toISOString(), expectedAt: null });
  expect(row?.guardians.map(({ name, mayPickUp, blocked }) => ({ name, mayPickUp, blocked }))).toEqual([
    { name: '冬青', mayPickUp: true, blocked: false },
    { name: '冬奶奶', mayPickUp: false, blocked: true },
  ]);
});

test('who is enrolled but does not come on this weekday is not expected; on a closed day nobody is', async () => {
  const { nursery, db } = care;
  const { toddlerRoomId: classroomId, siteId } = nursery;
  const { childId } = await makeFamily(db, { siteId, classroomId, child: '周一', guardian: '周妈' });
  await db.enrolment.updateMany({ where: { childId }, data: { weekdays: [1] } });
  expect(childIn(await read(await tablet()), childId)?.state).toBe('not-today');
  await db.closedDay.create({ data: { siteId, day: new Date('2026-06-03') } });
  expect(childIn(await read(await tablet()), nursery.duoduo.childId)).toMatchObject({
    state: 'not-today',
    expectedAt: null,
  });
  await db.closedDay.deleteMany({});
});

test('a child that has moved on to another room is present there, and not here', async () => {
  const { nursery, db, clock } = care;
  const { seniorRoomId, siteId, seniorCaregiverId: actorId } = nursery;
  const { childId } = await makeFamily(db, {
    siteId,
    classroomId: nursery.toddlerRoomId,
    child: '换换',
    guardian: '换妈',
  });
  await checkInChild(db, { childId, classroomId: nursery.toddlerRoomId, actorId, at: clock.now, day: '2026-06-03' });
  await checkInChild(db, { childId, classroomId: seniorRoomId, actorId, at: care.wait(60_000), day: '2026-06-03' });
  expect(childIn(await read(await tablet()), childId)?.state).toBe('expected');
  const there = await read(await care.as(nursery.siteAdminId), `?classroomId=${seniorRoomId}`);
  expect(childIn(there, childId)?.state).toBe('present');
});

test('the room sees who is watching it now: family by the child, staff by their role; not who watched before', async () => {
  const { nursery, db } = care;
  const view = { cameraId: nursery.toddlerCameraId, now: care.clock.now };
  const mother = await makeRunningView(db, {
    ...view,
    userId: nursery.duoduo.guardianId,
    childId: nursery.duoduo.childId,
  });
  const head = await makeRunningView(db, { ...view, userId: nursery.siteAdminId, childId: null });
  await makeRunningView(db, {
    ...view,
    userId: nursery.anan.guardianId,
    childId: null,
    cameraId: nursery.seniorCameraId,
  });
  const room = await read(await tablet());
  expect(room.watching).toMatchObject([
    { viewId: mother, name: '王芳', relation: '朵朵妈妈', cameraId: nursery.toddlerCameraId },
    { viewId: head, name: '陈园长', relation: 'site_admin' },
  ]);
  care.wait(LEASE_MS + 1); // nobody renewed them
  expect((await read(await tablet())).watching).toEqual([]);
});

test('names with markup and shell characters come back as they are, as text', async () => {
  const { nursery, db } = care;
  const name = `<img src=x onerror=alert(1)>;$(reboot)"'`;
  const { childId } = await makeFamily(db, {
    siteId: nursery.siteId,
    classroomId: nursery.toddlerRoomId,
    child: name,
    guardian: name,
  });
  const row = childIn(await read(await tablet()), childId);
  expect([row?.name, row?.guardians[0]?.name]).toEqual([name, name]);
});
