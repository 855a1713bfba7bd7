import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { AttendanceRecorded, RoomChild } from '../../server/contract/attendance.ts';
import { makeFamily, type Family } from '../support/nursery.ts';
import { openCare, type Care } from '../support/care.ts';
import { outcome } from '../support/office.ts';
import { problemOf } from '../support/problem-of.ts';

type Asker = Awaited<ReturnType<Care['as']>>;

const MINUTE = 60_000;
let care: Care;
let tablet: Asker;
let seniorTablet: Asker;
let child: Family;
beforeAll(async () => {
  care = await openCare();
});
beforeEach(async () => {
  const { siteId, toddlerRoomId, seniorRoomId } = care.nursery;
  tablet = await care.tablet(toddlerRoomId, care.nursery.caregiverId);
  seniorTablet = await care.tablet(seniorRoomId, care.nursery.seniorCaregiverId);
  child = await makeFamily(care.db, { siteId, classroomId: toddlerRoomId, child: '田田', guardian: '田雨' });
  care.rechecked.length = 0;
});
afterAll(() => care.close());

const at = (ms = 0) => new Date(care.clock.now.getTime() + ms).toISOString();
const tap = (happenedAt = at(), childId: string = child.childId) => ({ eventId: randomUUID(), childId, happenedAt });
const come = (by: Asker, body: object = tap()) => by.post('/api/attendance/check-ins', body);
const leave = (by: Asker, body: object = tap()) => by.post('/api/attendance/check-outs', body);
const move = (by: Asker, toClassroomId: string, body: object = tap()) =>
  by.post('/api/attendance/transfers', { ...body, toClassroomId });
const bulk = (by: Asker, arrivals: object[]) => by.post('/api/attendance/arrivals', { arrivals });
const correct = (by: Asker, body: object) =>
  by.post('/api/attendance/corrections', {
    eventId: randomUUID(),
    childId: child.childId,
    correctsId: null,
    to: null,
    reason: '点错了时间',
    ...body,
  });
const stateOf = (answer: { body: unknown }) => (answer.body as AttendanceRecorded).state;
const inRoom = async (by: Asker, childId: string = child.childId): Promise<RoomChild> => {
  const answer = await by.get('/api/room').expect(200);
  const found = (answer.body as { children: RoomChild[] }).children.find((each) => each.childId === childId);
  if (!found) throw new Error('The child is not shown in this room.');
  return found;
};
const told = async (childId: string = child.childId) =>
  (await care.db.event.findMany({ where: { childId }, orderBy: { id: 'asc' } })).map(({ type }) => type);
const more = async (n: number) => {
  const { siteId, toddlerRoomId } = care.nursery;
  return Promise.all(
    Array.from({ length: n }, (_, i) =>
      makeFamily(care.db, {
        siteId,
        classroomId: toddlerRoomId,
        child: `小${String(i)}`,
        guardian: `家长${String(i)}`,
      }),
    ),
  );
};

test('a bulk arrival records everybody at once, and each family is told of its own child', async () => {
  const families = await more(5);
  const arrivals = families.map(({ childId }) => tap(at(), childId));
  const answer = await bulk(tablet, arrivals).expect(200);
  const { recorded } = answer.body as { recorded: AttendanceRecorded[] };
  expect(recorded.map(({ childId, state }) => [childId, state])).toEqual(
    families.map(({ childId }) => [childId, 'present']),
  );
  for (const { childId } of families) expect(await told(childId)).toEqual(['attendance:checked-in']);
  await bulk(tablet, arrivals).expect(200); // the same bulk sent twice
  expect(await care.db.attendanceEvent.count({ where: { childId: { in: families.map((f) => f.childId) } } })).toBe(5);
});

test('of a bulk in which one child is of another room nothing is recorded and nobody is told', async () => {
  const families = await more(3);
  const elsewhere = await makeFamily(care.db, {
    siteId: care.nursery.siteId,
    classroomId: care.nursery.seniorRoomId,
    child: '别班',
    guardian: '别家',
  });
  const all = [...families, elsewhere];
  expect(
    outcome(
      await bulk(
        tablet,
        all.map(({ childId }) => tap(at(), childId)),
      ),
    ),
  ).toBe('not-found');
  expect(await care.db.attendanceEvent.count({ where: { childId: { in: all.map((f) => f.childId) } } })).toBe(0);
  for (const { childId } of all) expect(await told(childId)).toEqual([]);
  expect(outcome(await bulk(tablet, [tap(), tap()]))).toBe('bad-request'); // one child twice
});

test('a bulk of which one id was used before records none of it', async () => {
  const families = await more(2);
  const used = tap();
  await come(tablet, used).expect(200);
  const arrivals = families.map(({ childId }) => tap(at(), childId));
  const [first] = arrivals;
  expect(outcome(await bulk(tablet, [...arrivals.slice(1), { ...first, eventId: used.eventId }]))).toBe('conflict');
  expect(await care.db.attendanceEvent.count({ where: { childId: { in: families.map((f) => f.childId) } } })).toBe(0);
});

test('taps of many tablets at one moment are each decided by themselves: the wrong ones are refused, the others stand', async () => {
  const families = await more(12);
  const answers = await Promise.all(
    families.map(({ childId }, i) =>
      i % 3 === 0 ? leave(tablet, tap(at(), childId)) : come(tablet, tap(at(), childId)),
    ),
  );
  expect(answers.map(outcome)).toEqual(families.map((_, i) => (i % 3 === 0 ? 'not-present' : 'ok')));
  const present = await care.db.attendanceEvent.count({ where: { childId: { in: families.map((f) => f.childId) } } });
  expect(present).toBe(8);
});

test('a transfer moves the child in one record, and both rooms are decided again', async () => {
  const { toddlerRoomId, seniorRoomId } = care.nursery;
  await come(tablet).expect(200);
  care.rechecked.length = 0;
  const moved = tap(at(1));
  expect(stateOf(await move(tablet, seniorRoomId, moved).expect(200))).toBe('present');
  expect(care.rechecked).toEqual(
    expect.arrayContaining([{ classroomId: toddlerRoomId }, { classroomId: seniorRoomId }]),
  );
  expect((await inRoom(tablet)).state).toBe('expected');
  expect((await inRoom(seniorTablet)).state).toBe('present');
  expect(await told()).toEqual(['attendance:checked-in', 'attendance:transferred', 'attendance:moved-away']);
  await move(tablet, seniorRoomId, moved).expect(200); // the same tap sent twice
  expect(await told()).toHaveLength(3);
  care.wait(MINUTE);
  // The other room's tablet hands it over at the door.
  const undone = await tablet.post('/api/attendance/undos', { eventId: randomUUID(), undoesId: moved.eventId });
  expect(outcome(undone)).toBe('too-late-to-undo'); // a minute has passed
  expect(stateOf(await leave(seniorTablet).expect(200))).toBe('left');
});

test('a transfer is refused for a child that is not there, into a room elsewhere, and by a room that has nothing to do with it', async () => {
  const { seniorRoomId, otherRoomId } = care.nursery;
  expect(outcome(await move(tablet, seniorRoomId))).toBe('not-present');
  await come(tablet).expect(200);
  expect(outcome(await move(tablet, otherRoomId))).toBe('not-found');
  expect(outcome(await move(seniorTablet, seniorRoomId))).toBe('not-found');
  expect(await told()).toEqual(['attendance:checked-in']);
});

test('of a child that comes back the room is told of the stay that is over and of the one that began', async () => {
  const [from, to, again] = [at(-60 * MINUTE), at(-30 * MINUTE), at(-5 * MINUTE)];
  await come(tablet, tap(from)).expect(200);
  await leave(tablet, { ...tap(to), withUserId: child.guardianId }).expect(200);
  await come(tablet, tap(again)).expect(200);
  expect(await inRoom(tablet)).toMatchObject({ state: 'present', at: again, earlierStays: [{ from, to }] });
});

test('a correction keeps what was recorded, says why, and the day follows what it says', async () => {
  const wrong = tap(at(-20 * MINUTE));
  await come(tablet, wrong).expect(200);
  const to = { kind: 'checked_in', happenedAt: at(-50 * MINUTE), classroomId: care.nursery.toddlerRoomId };
  const body = { eventId: randomUUID(), correctsId: wrong.eventId, to };
  await correct(tablet, body).expect(200);
  await correct(tablet, body).expect(200); // the same tap sent twice
  const row = await inRoom(tablet);
  expect(row).toMatchObject({ state: 'present', at: to.happenedAt, arrivedAt: to.happenedAt });
  expect(row.lines).toMatchObject([{ eventId: body.eventId, reason: '点错了时间', at: to.happenedAt }]);
  const stored = await care.db.attendanceEvent.findUniqueOrThrow({ where: { id: body.eventId } });
  expect(stored).toMatchObject({ reason: '点错了时间', actorId: care.nursery.caregiverId });
  expect(stored.before).toMatchObject({ kind: 'checked_in', happenedAt: wrong.happenedAt });
  expect(await care.db.attendanceEvent.count({ where: { childId: child.childId } })).toBe(2);
  const event = await care.db.event.findFirstOrThrow({
    where: { childId: child.childId, type: 'attendance:corrected' },
  });
  expect(event.payload).toMatchObject({ kind: 'checked_in', was: wrong.happenedAt, becomes: to.happenedAt });
  // What was corrected meanwhile is not corrected again under another's eyes.
  expect(outcome(await correct(tablet, { correctsId: wrong.eventId }))).toBe('conflict');
});

test('a correction takes back what did not happen and adds what nobody recorded', async () => {
  const never = tap();
  await come(tablet, never).expect(200);
  await correct(tablet, { correctsId: never.eventId, to: null }).expect(200);
  expect((await inRoom(tablet)).state).toBe('expected');
  const classroomId = care.nursery.toddlerRoomId;
  await correct(tablet, { to: { kind: 'checked_in', happenedAt: at(-60 * MINUTE), classroomId } }).expect(200);
  const left = { kind: 'checked_out', happenedAt: at(-30 * MINUTE), classroomId, withUserId: child.guardianId };
  await correct(tablet, { to: left }).expect(200);
  expect(await inRoom(tablet)).toMatchObject({ state: 'left', at: left.happenedAt });
});

test('a correction that does not add up, of the future, of another day or with a stranger changes nothing', async () => {
  const classroomId = care.nursery.toddlerRoomId;
  const arrival = tap(at(-20 * MINUTE));
  await come(tablet, arrival).expect(200);
  const before = await care.db.attendanceEvent.count();
  const out = (ms: number) => ({ kind: 'checked_out', happenedAt: at(ms), classroomId });
  expect(outcome(await correct(tablet, { to: out(-40 * MINUTE) }))).toBe('day-does-not-fit');
  expect(problemOf(await correct(tablet, { to: out(5 * MINUTE) })).fields).toEqual({
    'to.happenedAt': 'in-the-future',
  });
  const yesterday = { kind: 'checked_in', happenedAt: at(-24 * 60 * MINUTE), classroomId };
  expect(problemOf(await correct(tablet, { correctsId: arrival.eventId, to: yesterday })).fields).toEqual({
    'to.happenedAt': 'another-day',
  });
  const stranger = { ...out(-5 * MINUTE), withUserId: care.nursery.orgAdminId };
  expect(outcome(await correct(tablet, { to: stranger }))).toBe('not-found');
  expect(outcome(await correct(tablet, { to: null }))).toBe('bad-request');
  expect(outcome(await correct(tablet, { correctsId: randomUUID() }))).toBe('not-found');
  expect(outcome(await correct(tablet, { correctsId: arrival.eventId, reason: ' ' }))).toBe('bad-request');
  expect(await care.db.attendanceEvent.count()).toBe(before);
});

test('a correction that says what is on record already is none; an id used for another is a conflict', async () => {
  const arrival = tap(at(-20 * MINUTE));
  await come(tablet, arrival).expect(200);
  const to = { kind: 'checked_in', happenedAt: arrival.happenedAt, classroomId: care.nursery.toddlerRoomId };
  expect(outcome(await correct(tablet, { correctsId: arrival.eventId, to }))).toBe('nothing-to-change');
  const [other] = await more(1);
  const body = { eventId: randomUUID(), correctsId: arrival.eventId, to: { ...to, happenedAt: at(-30 * MINUTE) } };
  await correct(tablet, body).expect(200);
  expect(outcome(await correct(tablet, { ...body, to: { ...to, happenedAt: at(-40 * MINUTE) } }))).toBe('conflict');
  const used = { ...body, correctsId: null, childId: other?.childId };
  expect(outcome(await correct(tablet, used))).toBe('conflict');
});

test('a correction that says that a blocked guardian has the child is recorded, and calls the director', async () => {
  const blocked = await makeGuardian();
  const order = { where: { userId: blocked, childId: child.childId }, data: { custodyBlockedAt: care.clock.now } };
  await care.db.guardianship.updateMany(order);
  await come(tablet, tap(at(-60 * MINUTE)));
  const classroomId = care.nursery.toddlerRoomId;
  const to = { kind: 'checked_out', happenedAt: at(-30 * MINUTE), classroomId, withUserId: blocked };
  await correct(tablet, { to }).expect(200);
  expect(await told()).toEqual(['attendance:checked-in', 'pickup:alarm', 'attendance:corrected']);
  const alarm = await care.db.auditEntry.findFirstOrThrow({ where: { action: 'pickup-alarm', subjectId: blocked } });
  expect(alarm.details).toMatchObject({ what: 'handed' });
});

test('yesterday is corrected by the director, not by the room; another site’s director finds nothing', async () => {
  const arrival = tap();
  await come(tablet, arrival).expect(200);
  care.wait(24 * 60 * MINUTE);
  const { toddlerRoomId } = care.nursery;
  const asCaregiver = await care.tablet(toddlerRoomId, care.nursery.caregiverId);
  const to = { kind: 'checked_out', happenedAt: at(-20 * 60 * MINUTE), classroomId: toddlerRoomId };
  expect(outcome(await correct(asCaregiver, { to }))).toBe('forbidden');
  const elsewhere = await care.as(care.nursery.otherSiteAdminId);
  expect(outcome(await correct(elsewhere, { to }))).toBe('not-found');
  expect(outcome(await correct(await care.as(care.nursery.siteAdminId), { to }))).toBe('ok');
  expect(outcome(await correct(await care.as(care.nursery.inspectorId), { to }))).toBe('forbidden');
  care.wait(-24 * 60 * MINUTE);
});

test('handed over on two tablets to two people: what happened first counts, both stay on record, and the staff is shown it', async () => {
  const second = await makeGuardian();
  await come(tablet, tap(at(-60 * MINUTE)));
  const mother = { ...tap(at(-20 * MINUTE)), withUserId: child.guardianId };
  const father = { ...tap(at(-10 * MINUTE)), withUserId: second };
  expect(stateOf(await leave(tablet, father).expect(200))).toBe('left');
  expect(stateOf(await leave(tablet, { ...mother, isOffline: true }).expect(200))).toBe('left'); // the other tablet's, which was offline
  const row = await inRoom(tablet);
  expect(row).toMatchObject({ state: 'left', at: mother.happenedAt });
  expect(row.conflicts).toEqual([{ kind: 'left-twice', eventId: father.eventId, at: father.happenedAt }]);
  // Settled by saying which one did not happen.
  await correct(tablet, { correctsId: mother.eventId, to: null }).expect(200);
  expect(await inRoom(tablet)).toMatchObject({ state: 'left', at: father.happenedAt, conflicts: [] });
});

test('tapped a moment ago without the network: the hand-over that was done is kept, too, though the child has left by then', async () => {
  const second = await makeGuardian();
  await come(tablet, tap(at(-60 * MINUTE)));
  await leave(tablet, { ...tap(at(-20_000)), withUserId: child.guardianId }).expect(200);
  const asSeen = { ...tap(at(-5_000)), withUserId: second };
  expect(outcome(await leave(tablet, asSeen))).toBe('not-present');
  await leave(tablet, { ...asSeen, isOffline: true }).expect(200);
  expect((await inRoom(tablet)).conflicts).toMatchObject([{ kind: 'left-twice' }]);
});

test('a departure told late that contradicts an earlier one is told to the staff and not to the family as news', async () => {
  const second = await makeGuardian();
  await come(tablet, tap(at(-60 * MINUTE)));
  await leave(tablet, { ...tap(at(-20 * MINUTE)), withUserId: child.guardianId }).expect(200);
  const offline = { isOffline: true };
  await leave(tablet, { ...tap(at(-10 * MINUTE)), withUserId: second, ...offline }).expect(200);
  await leave(tablet, { ...tap(at(-5 * MINUTE)), withUserId: child.guardianId, ...offline }).expect(200); // the same as on record
  expect(await told()).toEqual(['attendance:checked-in', 'attendance:checked-out', 'attendance:contradicted']);
});

const makeGuardian = async (): Promise<string> => {
  const user = await care.db.user.create({
    data: { username: `g-${randomUUID()}`, name: '田爸爸', passwordHash: '-', operatorId: care.nursery.operatorId },
  });
  await care.db.guardianship.create({ data: { userId: user.id, childId: child.childId, relation: '爸爸' } });
  return user.id;
};
