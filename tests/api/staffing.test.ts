import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { StaffRecorded, StaffRoom } from '../../server/contract/staffing.ts';
import type { UserId } from '../../server/contract/ids.ts';
import { DEVICE_LIMITS } from '../../server/devices/device-deps.ts';
import { openCare, type Care } from '../support/care.ts';
import { makeStaff, PIN } from '../support/nursery.ts';
import { outcome } from '../support/office.ts';
import { problemOf } from '../support/problem-of.ts';
import { recordStaff } from '../support/staffing.ts';

type Tablet = Awaited<ReturnType<Care['tablet']>>;

let care: Care;
let tablet: Tablet;
let caregiver: UserId;
beforeAll(async () => {
  care = await openCare();
});
beforeEach(async () => {
  tablet = await care.tablet(care.nursery.toddlerRoomId, null);
  caregiver = await makeStaff(care.db, '田老师', 'caregiver', { classroomId: care.nursery.toddlerRoomId });
});
afterAll(() => care.close());

const say = (kind: string, more: object = {}, ms = 0) => recordStaff(care, tablet, caregiver, kind, { ...more, ms });
const told = (answer: { body: unknown }) => answer.body as StaffRecorded;
const at = (ms = 0) => new Date(care.clock.now.getTime() + ms).toISOString();
const rows = () => care.db.staffEvent.count({ where: { userId: caregiver } });
const person = async (by: { get: Tablet['get'] } = tablet) => {
  const room = (await by.get('/api/staffing/room').expect(200)).body as StaffRoom;
  return room.people.find(({ userId }) => userId === caregiver);
};

test('by their PIN somebody arrives on the tablet of the room, whoever acts on it, and it is in the audit and the log', async () => {
  const answer = await say('arrived').expect(200);
  expect(told(answer)).toMatchObject({ state: 'working', classroomId: care.nursery.toddlerRoomId, since: at() });
  const { toddlerRoomId: classroomId, siteId } = care.nursery;
  expect(await care.db.staffEvent.findFirst({ where: { userId: caregiver } })).toMatchObject({
    ...{ classroomId, kind: 'arrived', actorId: caregiver, deviceId: tablet.deviceId },
  });
  expect(await care.db.auditEntry.findFirst({ where: { subjectId: caregiver } })).toMatchObject({
    ...{ action: 'staff-recorded', actorId: caregiver, siteId, deviceId: tablet.deviceId },
  });
  const event = await care.db.event.findFirst({ where: { type: 'staffing:changed' }, orderBy: { id: 'desc' } });
  expect(event).toMatchObject({ classroomId, siteId, payload: { by: caregiver } });
});

test('the room says who works, who rests and who is planned, and counts those alone who work', async () => {
  await say('arrived').expect(200);
  expect(await person()).toMatchObject({ state: 'working', arrivedAt: at(), isOfRoom: true, counts: true });
  const count = async () => ((await tablet.get('/api/staffing/room')).body as StaffRoom).staff;
  const before = await count();
  await say('break_began', {}, 1_000).expect(200);
  expect(await person()).toMatchObject({ state: 'break', since: at(1_000) });
  care.wait(2_000);
  expect(await count()).toBe(before - 1);
});

test('a volunteer records their day and does not count', async () => {
  const volunteer = await makeStaff(care.db, '小志', 'volunteer', { classroomId: care.nursery.toddlerRoomId });
  const before = ((await tablet.get('/api/staffing/room')).body as StaffRoom).staff;
  await recordStaff(care, tablet, volunteer, 'arrived').expect(200);
  const room = (await tablet.get('/api/staffing/room').expect(200)).body as StaffRoom;
  expect(room.people.find(({ userId }) => userId === volunteer)).toMatchObject({ state: 'working', counts: false });
  expect(room.staff).toBe(before);
});

test('who helps out in another room of the site arrives there, and works in one room at a time', async () => {
  await say('arrived').expect(200);
  const senior = await care.tablet(care.nursery.seniorRoomId, null);
  const answer = await recordStaff(care, senior, caregiver, 'arrived', { ms: 1_000 }).expect(200);
  expect(told(answer)).toMatchObject({ state: 'working', classroomId: care.nursery.seniorRoomId });
  expect(await person()).toMatchObject({ classroomId: care.nursery.seniorRoomId, isOfRoom: true });
});

test('a move leads into a room of the same site, and to a room elsewhere nobody moves', async () => {
  await say('arrived').expect(200);
  const { seniorRoomId, otherRoomId } = care.nursery;
  expect(outcome(await say('moved', { classroomId: otherRoomId }, 1_000))).toBe('not-found');
  expect(told(await say('moved', { classroomId: seniorRoomId }, 1_000).expect(200)).classroomId).toBe(seniorRoomId);
});

test('the same record sent twice is one, and its id used for something else is refused', async () => {
  const eventId = randomUUID();
  await say('arrived', { eventId }).expect(200);
  expect(told(await say('arrived', { eventId }).expect(200)).state).toBe('working');
  expect(await rows()).toBe(1);
  expect(outcome(await say('left', { eventId }, 1_000))).toBe('conflict');
});

test.each([
  ['leaving before arriving', [], 'left', 'not-on-duty'],
  ['a break before arriving', [], 'break_began', 'not-on-duty'],
  ['a second arrival', ['arrived'], 'arrived', 'already-so'],
  ['a break twice', ['arrived', 'break_began'], 'break_began', 'already-so'],
  ['the end of a break that nobody began', ['arrived'], 'break_ended', 'already-so'],
])('%s is refused with a sentence, and nothing is recorded', async (_what, before, kind, code) => {
  for (const [index, earlier] of before.entries()) await say(earlier, {}, index * 1_000).expect(200);
  const answer = await say(kind, {}, 10_000);
  expect(problemOf(answer)).toMatchObject({ code, message: { zh: expect.any(String), en: expect.any(String) } });
  expect(await rows()).toBe(before.length);
});

test('a clock a day off, an unknown person and somebody of another site record nothing', async () => {
  expect(outcome(await say('arrived', {}, -25 * 3_600_000))).toBe('bad-request');
  expect(outcome(await say('arrived', {}, 3 * 60_000))).toBe('bad-request');
  expect(outcome(await say('arrived', { userId: randomUUID() }))).toBe('wrong-pin');
  expect(outcome(await say('arrived', { userId: care.nursery.otherCaregiverId }))).toBe('wrong-pin');
  expect(await rows()).toBe(0);
});

test('a wrong PIN is refused and counted like every other PIN of the tablet', async () => {
  for (let tried = 0; tried < DEVICE_LIMITS.pinDeviceAndUser.tries; tried += 1)
    expect(outcome(await say('arrived', { pin: '0000' }))).toBe('wrong-pin');
  expect(outcome(await say('arrived'))).toBe('too-many-tries');
  expect(await rows()).toBe(0);
});

test('without a PIN only whoever acts on the tablet records, as what was kept offline is', async () => {
  expect(outcome(await say('arrived', { pin: undefined }))).toBe('who-is-acting');
  const acting = await care.tablet(care.nursery.toddlerRoomId, caregiver);
  const { seniorCaregiverId } = care.nursery;
  expect(outcome(await recordStaff(care, acting, seniorCaregiverId, 'arrived', { pin: undefined }))).toBe('own-record');
  await recordStaff(care, acting, caregiver, 'arrived', { pin: undefined }).expect(200);
});

test('on their own browser somebody records for themselves, and for nobody else', async () => {
  const own = await care.as(caregiver);
  const { toddlerRoomId: classroomId, otherRoomId, caregiverId } = care.nursery;
  const record = (kind: string, more: object = {}) => recordStaff(care, own, caregiver, kind, { classroomId, ...more });
  await record('arrived').expect(200);
  expect(outcome(await record('arrived', { userId: caregiverId }))).toBe('forbidden');
  expect(outcome(await record('arrived', { classroomId: otherRoomId }))).toBe('not-found');
  const mother = await care.as(care.nursery.duoduo.guardianId);
  expect(outcome(await recordStaff(care, mother, care.nursery.duoduo.guardianId, 'arrived', { classroomId }))).toBe(
    'forbidden',
  );
});

test('a record told late does not bring back somebody who has left since', async () => {
  await say('arrived', {}, -3_600_000).expect(200);
  await say('left').expect(200);
  const answer = await say('break_began', {}, -1_800_000).expect(200);
  expect(told(answer)).toMatchObject({ state: 'left', since: at() });
});

const undo = (by: Tablet, undoesId: string, pin?: string) =>
  by.post('/api/staffing/undos', { eventId: randomUUID(), undoesId, ...(pin !== undefined && { pin }) });

test('a record is taken back within thirty seconds on its tablet, and not later or elsewhere', async () => {
  const eventId = randomUUID();
  await say('arrived', { eventId }).expect(200);
  const other = await care.tablet(care.nursery.toddlerRoomId, caregiver);
  expect(outcome(await undo(other, eventId))).toBe('not-found');
  care.wait(31_000);
  expect(outcome(await undo(tablet, eventId, PIN))).toBe('too-late-to-undo');
  expect((await person())?.state).toBe('working');
  const again = randomUUID();
  await say('left', { eventId: again }).expect(200);
  const taken = await undo(tablet, again, PIN).expect(200);
  expect(told(taken).state).toBe('working');
});

test('nobody takes back a colleague’s record: without their PIN only whoever acts undoes, and only their own', async () => {
  const eventId = randomUUID();
  await say('arrived', { eventId }).expect(200);
  expect(outcome(await undo(tablet, eventId))).toBe('who-is-acting');
  expect(outcome(await undo(tablet, eventId, '0000'))).toBe('wrong-pin');
  const actsFor = (actingUserId: UserId) =>
    care.db.device.update({ where: { id: tablet.deviceId }, data: { actingUserId, actingSince: care.clock.now } });
  await actsFor(care.nursery.caregiverId);
  expect(outcome(await undo(tablet, eventId))).toBe('own-record');
  expect(await rows()).toBe(1);
  await actsFor(caregiver);
  await undo(tablet, eventId).expect(200);
  expect(await care.db.auditEntry.findFirst({ where: { action: 'staff-undone', subjectId: caregiver } })).toMatchObject(
    {
      ...{ actorId: caregiver, deviceId: tablet.deviceId },
    },
  );
});
