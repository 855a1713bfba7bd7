import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Room } from '../../server/contract/attendance.ts';
import type { ChildId, ClassroomId } from '../../server/contract/ids.ts';
import { dateColumn } from '../../server/platform/calendar.ts';
import { dayAhead } from '../support/day-ahead.ts';
import { openFamilies, type Asker, type Families } from '../support/families.ts';
import { makeClassroom, makeFamily, makePerson, makeStaff, type Family } from '../support/nursery.ts';
import { until } from '../support/until.ts';

/** Which rooms look after a child today, asked through every feature that answers a room. */
let care: Families;
let toddlers: Asker;
let seniors: Asker;
let family: Family;
beforeAll(async () => {
  care = await openFamilies();
  const { toddlerRoomId, seniorRoomId, caregiverId, seniorCaregiverId } = care.nursery;
  toddlers = await care.tablet(toddlerRoomId, caregiverId);
  seniors = await care.tablet(seniorRoomId, seniorCaregiverId);
});
afterAll(() => care.close());
beforeEach(async () => {
  care.wait(1_000);
  const { siteId, toddlerRoomId: classroomId } = care.nursery;
  family = await makeFamily(care.db(), { siteId, classroomId, child: '周小满', guardian: '周敏' });
});

const child = () => family.childId;
const today = () => dayAhead(0, care.clock.now);
const tap = (more: object = {}) => ({ eventId: randomUUID(), childId: child(), happenedAt: care.at(), ...more });
const attend = (by: Asker, what: string, body: object) => by.post(`/api/attendance/${what}`, body);
const read = (by: Asker) => by.get(`/api/day-notices?childId=${child()}`);
const late = (untilMinute = 1_200) => ({
  ...{ noticeId: randomUUID(), childId: child(), kind: 'late_pickup', day: today(), untilMinute },
});
const give = (by: Asker, notice: object) => by.post('/api/day-notices', notice);
const look = () => ({ checkId: randomUUID(), childId: child(), period: 'morning', temperature: 376, signs: [] });
const checkHealth = (by: Asker) => by.post('/api/health/checks', { checks: [{ ...look(), happenedAt: care.at() }] });
const checkCode = (by: Asker) => by.post('/api/pickups/codes/check', { childId: child(), code: '000000' });
const lookAsleep = (by: Asker) => {
  const { toddlerRoomId, seniorRoomId } = care.nursery;
  const classroomId = by === seniors ? seniorRoomId : toddlerRoomId;
  const slept = { kind: 'sleep_checked', classroomId, childIds: [child()], note: '' };
  return by.post('/api/room-checks', { checkId: randomUUID(), happenedAt: care.at(), ...slept });
};
const hasTile = async (by: Asker) =>
  ((await by.get('/api/room')).body as Room).children.some(({ childId }) => childId === child());
const hasHealth = async (by: Asker) => JSON.stringify((await by.get('/api/health/room')).body).includes(child());

/** What each feature answers a room that asks for the child. */
const answersOf = async (by: Asker) => ({
  notices: (await read(by)).code,
  word: (await give(by, late())).code,
  health: (await checkHealth(by)).code,
  sleep: (await lookAsleep(by)).code,
  code: (await checkCode(by)).code,
  tile: await hasTile(by),
  cases: await hasHealth(by),
});
const ALL = {
  ...{ notices: 'ok', word: 'ok', health: 'ok', sleep: 'ok', code: 'wrong-pickup-code' },
  ...{ tile: true, cases: true },
};
const NOTHING = {
  ...{ notices: 'not-found', word: 'not-found', health: 'not-found', sleep: 'not-found', code: 'not-found' },
  ...{ tile: false, cases: false },
};

const enrol = (classroomId: ClassroomId, more: object = {}, childId: ChildId = child()) =>
  care.db().enrolment.create({
    data: {
      ...{ childId, classroomId, sessionKind: 'full_day', weekdays: [1, 2, 3, 4, 5, 6, 7] },
      ...{ fromMinute: 0, toMinute: 1440, startsOn: dateColumn('2025-01-06'), ...more },
    },
  });
const move = async (by = toddlers) => {
  await attend(toddlers, 'check-ins', tap());
  care.wait(1_000);
  const moved = tap({ toClassroomId: care.nursery.seniorRoomId });
  expect((await attend(by, 'transfers', moved)).code).toBe('ok');
  care.wait(1_000);
  return moved.eventId;
};

test('attack: a room that the child left last year reads and says nothing of it', async () => {
  await enrol(care.nursery.seniorRoomId, { endsOn: dateColumn('2025-12-31') });
  expect(await answersOf(seniors)).toEqual(NOTHING);
  expect(await answersOf(toddlers)).toEqual(ALL);
});

test('the room to which the child was moved today looks after it, and so does the one it is enrolled in', async () => {
  await move();
  expect(await answersOf(seniors)).toEqual(ALL);
  expect(await answersOf(toddlers)).toEqual(ALL);
});

test('attack: a move by mistake, taken back, leaves the other room nothing of the child', async () => {
  const undoesId = await move();
  const finding = look();
  expect((await seniors.post('/api/health/checks', { checks: [{ ...finding, happenedAt: care.at() }] })).code).toBe(
    'ok',
  );
  expect((await attend(toddlers, 'undos', { eventId: randomUUID(), undoesId })).code).toBe('ok');
  care.wait(1_000);
  expect(await answersOf(seniors)).toEqual(NOTHING);
  const withUserId = family.guardianId;
  expect((await attend(seniors, 'check-ins', tap())).code).toBe('not-found');
  expect((await attend(seniors, 'check-outs', tap({ withUserId }))).code).toBe('not-found');
  const arrival = await care.db().attendanceEvent.findFirstOrThrow({ where: { childId: child(), kind: 'checked_in' } });
  const to = { kind: 'checked_in', classroomId: arrival.classroomId, happenedAt: care.at(60_000), withUserId: null };
  const wrong = { correctsId: arrival.id, reason: '看错了', to: { ...to, withPickupId: null } };
  expect((await attend(seniors, 'corrections', { ...tap(), ...wrong })).code).toBe('not-found');
  expect(await answersOf(toddlers)).toEqual(ALL);
});

test('attack: a move that was corrected away leaves the other room nothing either; saying so twice is one correction', async () => {
  const correctsId = await move();
  const said = { eventId: randomUUID(), childId: child(), correctsId, reason: '点错了', to: null };
  expect((await attend(seniors, 'corrections', said)).code).toBe('ok');
  expect((await attend(seniors, 'corrections', said)).code).toBe('ok');
  expect(await answersOf(seniors)).toEqual(NOTHING);
});

test('the room to which a child was moved by mistake takes it back itself, and hears the same when it says so again', async () => {
  const undo = { eventId: randomUUID(), undoesId: await move() };
  expect((await attend(seniors, 'undos', undo)).code).toBe('ok');
  const again = [undo, { ...undo, eventId: randomUUID() }].map((said) => seniors.post('/api/attendance/undos', said));
  for (const { code, body } of await Promise.all(again)) {
    expect(code).toBe('ok');
    expect(body).toMatchObject({ state: 'expected', at: null }); // attack: nothing of the day it now has elsewhere
  }
  expect(await hasTile(seniors)).toBe(false);
});

test('a word of the family is told to each room of the day, and to everybody else once', async () => {
  await care.db().enrolment.updateMany({ where: { childId: child() }, data: { toMinute: 720 } });
  await enrol(care.nursery.seniorRoomId, { fromMinute: 720 });
  const mother = care.as(family.guardianId);
  const fatherId = await makePerson(care.db(), '周强');
  await care.db().guardianship.create({ data: { childId: child(), userId: fatherId, relation: '爸爸' } });
  const { siteId, siteAdminId, toddlerRoomId, seniorRoomId } = care.nursery;
  const thirdRoomId = await makeClassroom(care.db(), { siteId, name: '午睡班', kind: 'toddler' });
  await enrol(thirdRoomId, { fromMinute: 1_200 });
  const ofBothId = await makeStaff(care.db(), '两班老师', 'caregiver', { classroomId: toddlerRoomId });
  await care.db().roleAssignment.create({ data: { userId: ofBothId, role: 'caregiver', classroomId: seniorRoomId } });
  const laterId = await makeStaff(care.db(), '后两班老师', 'caregiver', { classroomId: seniorRoomId });
  await care.db().roleAssignment.create({ data: { userId: laterId, role: 'caregiver', classroomId: thirdRoomId } });
  const people = [fatherId, siteAdminId, ofBothId, laterId].map((userId) => care.as(userId));
  const ears = await Promise.all([toddlers, seniors, ...people].map((asker) => asker.listen()));
  const notice = late();
  expect((await give(mother, notice)).code).toBe('ok');
  const heard = () => ears.map(({ events }) => events.filter(({ type }) => type === 'notice:given').length);
  await until('everybody hears of it', () => heard().every((times) => times > 0));
  await give(mother, late(1_260));
  await until('everybody hears of the next', () => heard().every((times) => times > 1));
  expect(heard()).toEqual([2, 2, 2, 2, 2, 2]);
  ears.forEach((each) => each.close());
});
