import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { AttendanceRecorded } from '../../server/contract/attendance.ts';
import type { ClassroomId } from '../../server/contract/ids.ts';
import { openCare, type Care } from '../support/care.ts';
import { makeClassroom, makeFamily, type Family } from '../support/nursery.ts';
import { outcome } from '../support/office.ts';
import { problemOf } from '../support/problem-of.ts';

type Asker = Awaited<ReturnType<Care['as']>>;

let care: Care;
let tablet: Awaited<ReturnType<Care['tablet']>>;
let child: Family;
beforeAll(async () => {
  care = await openCare();
});
beforeEach(async () => {
  const { siteId, toddlerRoomId, caregiverId } = care.nursery;
  tablet = await care.tablet(toddlerRoomId, caregiverId);
  child = await makeFamily(care.db, { siteId, classroomId: toddlerRoomId, child: '田田', guardian: '田雨' });
  care.rechecked.length = 0;
});
afterAll(() => care.close());

/** Tokens last for minutes: after hours the tablet has a new one. */
const waitWithTablet = async (ms: number) => {
  care.wait(ms);
  tablet = await care.tablet(care.nursery.toddlerRoomId, care.nursery.caregiverId);
};
const at = (ms = 0) => new Date(care.clock.now.getTime() + ms).toISOString();
const come = (by: Asker, more: object = {}) =>
  by.post('/api/attendance/check-ins', { eventId: randomUUID(), childId: child.childId, happenedAt: at(), ...more });
const leave = (by: Asker, more: object = {}) =>
  by.post('/api/attendance/check-outs', { eventId: randomUUID(), childId: child.childId, happenedAt: at(), ...more });
const undo = (by: Asker, undoesId: string, eventId: string = randomUUID()) =>
  by.post('/api/attendance/undos', { eventId, undoesId });
const recorded = (answer: { body: unknown }) => answer.body as AttendanceRecorded;
const rows = () => care.db.attendanceEvent.count({ where: { childId: child.childId } });
const log = () =>
  care.db.event.findMany({
    where: { childId: child.childId },
    orderBy: { id: 'asc' },
    select: { type: true, payload: true },
  });
const audit = async () =>
  (await care.db.auditEntry.findMany({ where: { childId: child.childId }, orderBy: { id: 'asc' } })).map(
    ({ action }) => action,
  );
const secondRoom = async (): Promise<ClassroomId> => {
  const classroomId = await makeClassroom(care.db, { siteId: care.nursery.siteId, name: '晚托班', kind: 'mixed' });
  const enrolment = await care.db.enrolment.findFirstOrThrow({ where: { childId: child.childId } });
  const { id: _id, ...same } = enrolment;
  await care.db.enrolment.create({ data: { ...same, classroomId } });
  return classroomId;
};

test('a tap on the tablet checks the child in, tells the log and the audit, and has the room’s views decided again', async () => {
  const answer = await come(tablet).expect(200);
  expect(recorded(answer)).toMatchObject({ childId: child.childId, state: 'present', at: at(), endedViews: 1 });
  expect(care.rechecked).toEqual([{ classroomId: care.nursery.toddlerRoomId }]);
  expect(await log()).toEqual([
    { type: 'attendance:checked-in', payload: { by: care.nursery.caregiverId, withUserId: null, withPickupId: null } },
  ]);
  expect(await audit()).toEqual(['attendance-checked-in']);
  const row = await care.db.attendanceEvent.findFirstOrThrow({ where: { childId: child.childId } });
  expect(row).toMatchObject({
    deviceId: tablet.deviceId,
    actorId: care.nursery.caregiverId,
    day: new Date('2026-06-03'),
  });
});

test('the same tap sent twice is one record with the same answer', async () => {
  const tap = { eventId: randomUUID(), happenedAt: at() };
  const first = await come(tablet, tap).expect(200);
  const second = await come(tablet, tap).expect(200);
  expect(second.body).toEqual(first.body);
  expect(await rows()).toBe(1);
  expect(await audit()).toHaveLength(1);

  await waitWithTablet(26 * 3_600_000); // the answer was lost, and the tablet asks again a day later
  expect(recorded(await come(tablet, tap).expect(200)).state).toBe('present');
  expect(await rows()).toBe(1);
});

test('one id for two different things is a conflict, and nothing of the second stands', async () => {
  const eventId = randomUUID();
  await come(tablet, { eventId }).expect(200);
  const other = care.nursery.shitou.childId;
  expect(outcome(await come(tablet, { eventId, childId: other }))).toBe('conflict');
  expect(outcome(await come(tablet, { eventId, happenedAt: at(-1_000) }))).toBe('conflict');
  expect(outcome(await leave(tablet, { eventId }))).toBe('conflict');
  expect(outcome(await undo(tablet, eventId, eventId))).toBe('conflict');
  expect(await rows()).toBe(1);
  expect(await care.db.attendanceEvent.count({ where: { childId: other } })).toBe(0);
});

test('two tablets that check the same child in at once make one event', async () => {
  const { toddlerRoomId, siteAdminId } = care.nursery;
  const askers = [tablet, await care.tablet(toddlerRoomId, care.nursery.caregiverId), await care.as(siteAdminId)];
  const answers = await Promise.all([...askers, ...askers].map((by) => come(by)));
  expect(answers.map(outcome)).toEqual(Array(6).fill('ok'));
  expect(answers.map((answer) => recorded(answer).state)).toEqual(Array(6).fill('present'));
  expect(await rows()).toBe(1);
  expect(await log()).toHaveLength(1);
});

test('one id sent for two children at once is one record and one conflict', async () => {
  const other = await makeFamily(care.db, {
    siteId: care.nursery.siteId,
    classroomId: care.nursery.toddlerRoomId,
    child: '禾禾',
    guardian: '禾苗',
  });
  const eventId = randomUUID();
  const answers = await Promise.all([come(tablet, { eventId }), come(tablet, { eventId, childId: other.childId })]);
  expect(answers.map(outcome).sort()).toEqual(['conflict', 'ok']);
});

test('of two check-outs at once one is recorded, the other is told that the child is not present', async () => {
  await come(tablet).expect(200);
  care.wait(60_000);
  const answers = await Promise.all([leave(tablet), leave(tablet)]);
  expect(answers.map(outcome).sort()).toEqual(['not-present', 'ok']);
  expect(await rows()).toBe(2);
});

test('a check-out names who fetched the child, in the log by id only', async () => {
  await come(tablet).expect(200);
  care.wait(60_000);
  const answer = await leave(tablet, { withUserId: child.guardianId }).expect(200);
  expect(recorded(answer)).toMatchObject({ state: 'left', at: at() });
  expect((await log()).at(-1)).toEqual({
    type: 'attendance:checked-out',
    payload: { by: care.nursery.caregiverId, withUserId: child.guardianId, withPickupId: null },
  });
  expect(await audit()).toEqual(['attendance-checked-in', 'attendance-checked-out']);
});

test('a child that is not there cannot be checked out', async () => {
  expect(outcome(await leave(tablet))).toBe('not-present');
  expect(await rows()).toBe(0);
});

test.each([
  ['a minute', 60_000],
  ['ten minutes', 600_000],
])(
  'a tablet whose clock is %s behind still checks out: a departure never lies before the arrival',
  async (_, behindMs) => {
    await come(tablet, { happenedAt: at() }).expect(200);
    const answer = await leave(tablet, { happenedAt: at(-behindMs) }).expect(200);
    expect(recorded(answer)).toMatchObject({ state: 'left', at: at(1) });
  },
);

test('a tablet whose clock is ahead brings nobody into the time to come, and its tap sent twice is one record', async () => {
  const eventId = randomUUID();
  await come(tablet, { eventId, happenedAt: at(110_000) }).expect(200);
  expect(outcome(await come(tablet, { eventId, happenedAt: at(110_000) }))).toBe('ok');
  const answer = await leave(tablet, { happenedAt: at(), isOffline: true }).expect(200);
  expect(recorded(answer)).toMatchObject({ state: 'left' });
});

test('a check-in from a tablet that was offline does not bring back a child that has left since', async () => {
  await come(tablet).expect(200);
  await waitWithTablet(3_600_000);
  await leave(tablet).expect(200);
  await waitWithTablet(3_600_000);
  const answer = await come(tablet, { happenedAt: at(-2 * 3_600_000 + 60_000), isOffline: true }).expect(200);
  expect(recorded(answer)).toMatchObject({ state: 'left' });
});

test.each<[string, object, (childId: string) => Promise<unknown>]>([
  [
    'blocked by custody',
    {},
    (childId) => care.db.guardianship.updateMany({ where: { childId }, data: { custodyBlockedAt: care.clock.now } }),
  ],
  [
    'withdrawn',
    {},
    (childId) => care.db.guardianship.updateMany({ where: { childId }, data: { withdrawnAt: care.clock.now } }),
  ],
  [
    'without the right to pick up',
    {},
    (childId) => care.db.guardianship.updateMany({ where: { childId }, data: { mayPickUp: false } }),
  ],
  ['of another family', { withUserId: 'shitou' }, () => Promise.resolve()],
  ['unknown', { withUserId: randomUUID() }, () => Promise.resolve()],
])(
  'a child is not handed to someone %s; the refusal is in the audit and the child stays present',
  async (_title, who, change) => {
    await come(tablet).expect(200);
    await change(child.childId);
    const asked = { withUserId: child.guardianId as string, ...who };
    if (asked.withUserId === 'shitou') asked.withUserId = care.nursery.shitou.guardianId;
    expect(outcome(await leave(tablet, asked))).toBe('forbidden');
    expect(await audit()).toEqual(['attendance-checked-in', 'pick-up-refused']);
    const refused = await care.db.auditEntry.findFirstOrThrow({
      where: { childId: child.childId, action: 'pick-up-refused' },
    });
    expect(refused).toMatchObject({
      actorId: care.nursery.caregiverId,
      deviceId: tablet.deviceId,
      subjectId: asked.withUserId,
    });
    expect(await rows()).toBe(1);
  },
);

test('a tap taken back within its window restores what was before; twice is the same, later is too late', async () => {
  const tap = recorded(await come(tablet).expect(200));
  care.wait(30_000);
  const undoId = randomUUID();
  const undone = await undo(tablet, tap.eventId, undoId).expect(200);
  expect(recorded(undone)).toMatchObject({ eventId: undoId, childId: child.childId, state: 'expected', at: null });
  expect((await undo(tablet, tap.eventId, undoId).expect(200)).body).toEqual(undone.body);
  expect(recorded(await undo(tablet, tap.eventId).expect(200)).state).toBe('expected');
  expect((await log()).at(-1)).toEqual({
    type: 'attendance:undone',
    payload: { by: care.nursery.caregiverId, undid: 'checked_in' },
  });
  expect(await rows()).toBe(2);

  const again = recorded(await come(tablet).expect(200));
  care.wait(30_001);
  expect(outcome(await undo(tablet, again.eventId))).toBe('too-late-to-undo');
});

test('a check-out taken back makes the child present again since its arrival', async () => {
  const arrivedAt = at();
  await come(tablet).expect(200);
  care.wait(60_000);
  const out = recorded(await leave(tablet).expect(200));
  expect(recorded(await undo(tablet, out.eventId).expect(200))).toMatchObject({ state: 'present', at: arrivedAt });
});

test('undoing what is unknown, an undo, or another room’s event answers alike', async () => {
  const tap = recorded(await come(tablet).expect(200));
  const undone = recorded(await undo(tablet, tap.eventId).expect(200));
  const elsewhere = await care.tablet(care.nursery.seniorRoomId, care.nursery.seniorCaregiverId);
  expect(outcome(await undo(tablet, randomUUID()))).toBe('not-found');
  expect(outcome(await undo(tablet, undone.eventId))).toBe('not-found');
  expect(outcome(await undo(elsewhere, tap.eventId))).toBe('not-found');
});

test('a child that belongs to two rooms moves by a check-in on the other tablet, and both rooms are decided again', async () => {
  const evening = await secondRoom();
  const eveningTablet = await care.tablet(evening, care.nursery.caregiverId);
  await care.db.roleAssignment.create({
    data: { userId: care.nursery.caregiverId, role: 'caregiver', classroomId: evening },
  });
  const arrivedAt = at();
  await come(tablet).expect(200);
  care.wait(60_000);
  care.rechecked.length = 0;
  expect(recorded(await come(eveningTablet).expect(200))).toMatchObject({
    state: 'present',
    at: arrivedAt,
    endedViews: 2,
  });
  expect(care.rechecked).toEqual([{ classroomId: care.nursery.toddlerRoomId }, { classroomId: evening }]);
  expect(outcome(await leave(tablet))).toBe('not-present');
  const out = await leave(eveningTablet, { happenedAt: at(-30_000) }).expect(200); // a clock that is behind the first tablet's
  expect(recorded(out).state).toBe('left');
});

test('a child that has left the nursery is not found', async () => {
  await care.db.child.update({ where: { id: child.childId }, data: { leftAt: care.clock.now } });
  expect(outcome(await come(tablet))).toBe('not-found');
});

test('a tablet’s clock that is a day behind, or minutes ahead, is not believed', async () => {
  const old = await come(tablet, { happenedAt: at(-24 * 3_600_000 - 1) });
  const early = await come(tablet, { happenedAt: at(120_001) });
  expect([problemOf(old).fields, problemOf(early).fields]).toEqual([
    { happenedAt: 'too-old' },
    { happenedAt: 'in-the-future' },
  ]);
  expect([old.status, early.status]).toEqual([400, 400]);
  expect(outcome(await come(tablet, { happenedAt: at(120_000) }))).toBe('ok');
});

test('the day is the site’s, not the server’s: an arrival at one in the morning in Shanghai counts for that day', async () => {
  care.clock.now = new Date('2026-06-10T17:30:00Z');
  await waitWithTablet(0);
  await come(tablet).expect(200);
  const row = await care.db.attendanceEvent.findFirstOrThrow({ where: { childId: child.childId } });
  expect(row.day).toEqual(new Date('2026-06-11'));
});
