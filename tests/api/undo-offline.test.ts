import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openFamilies, type Asker, type Families } from '../support/families.ts';
import { makeFamily, type Family } from '../support/nursery.ts';

const SECOND = 1_000;
const HOUR = 3_600_000;
let care: Families;
let tablet: Asker;
let child: Family;
beforeAll(async () => {
  care = await openFamilies();
});
afterAll(() => care.close());
beforeEach(async () => {
  const { siteId, toddlerRoomId: classroomId, caregiverId } = care.nursery;
  tablet = await care.tablet(classroomId, caregiverId);
  child = await makeFamily(care.db(), { siteId, classroomId, child: '田田', guardian: '田雨' });
});

const at = (inMs = 0) => care.at(-inMs);
const arrive = async (more: object = {}): Promise<string> => {
  const arrival = { eventId: randomUUID(), childId: child.childId, happenedAt: at(), ...more };
  expect((await tablet.post('/api/attendance/check-ins', arrival)).code).toBe('ok');
  return arrival.eventId;
};
const undo = async (undoesId: string, more: object = {}) =>
  (await tablet.post('/api/attendance/undos', { eventId: randomUUID(), undoesId, ...more })).code;
const undone = (undoesId: string) => care.db().attendanceEvent.count({ where: { undoesId } });

test('an undo tapped in time without a network and told ten minutes later takes the record back; the audit has when it was tapped', async () => {
  const arrival = await arrive();
  const tapped = at(10 * SECOND);
  care.wait(600 * SECOND);
  expect(await undo(arrival, { happenedAt: tapped, isOffline: true })).toBe('ok');
  expect(await undone(arrival)).toBe(1);
  const row = await care.db().auditEntry.findFirstOrThrow({
    where: { action: 'attendance-undone', childId: child.childId },
  });
  expect(row.details).toMatchObject({ tappedOfflineAt: tapped });
});

test('an arrival and its undo, both tapped offline, may come apart', async () => {
  const [came, tapped] = [at(), at(10 * SECOND)];
  care.wait(600 * SECOND);
  const arrival = await arrive({ happenedAt: came, isOffline: true });
  care.wait(60 * SECOND);
  expect(await undo(arrival, { happenedAt: tapped, isOffline: true })).toBe('ok');
});

test('attack: what was tapped after the window, before the record, a day ago or with the network is taken back by no claim', async () => {
  const arrival = await arrive();
  const came = at();
  care.wait(600 * SECOND);
  expect(await undo(arrival, { happenedAt: at(-560 * SECOND), isOffline: true })).toBe('too-late-to-undo');
  expect(await undo(arrival, { happenedAt: at(-601 * SECOND), isOffline: true })).toBe('too-late-to-undo');
  expect(await undo(arrival, { happenedAt: came, isOffline: false })).toBe('too-late-to-undo');
  expect(await undo(arrival, { isOffline: true })).toBe('too-late-to-undo');
  care.wait(24 * HOUR);
  expect(await undo(arrival, { happenedAt: came, isOffline: true })).toBe('bad-request');
  expect(await undone(arrival)).toBe(0);
});

test('attack: a claim of an earlier time takes back nobody else’s record, and none of an earlier day', async () => {
  const { toddlerRoomId, siteAdminId, caregiverId } = care.nursery;
  const director = care.as(siteAdminId);
  const arrival = { eventId: randomUUID(), childId: child.childId, happenedAt: at() };
  expect((await director.post('/api/attendance/check-ins', arrival)).code).toBe('ok');
  const claimed = { happenedAt: at(5 * SECOND), isOffline: true };
  care.wait(600 * SECOND);
  expect(await undo(arrival.eventId, claimed)).toBe('too-late-to-undo'); // the tablet, of what the director recorded
  const second = await care.tablet(toddlerRoomId, caregiverId);
  const asked = { eventId: randomUUID(), undoesId: arrival.eventId, ...claimed };
  expect((await second.post('/api/attendance/undos', asked)).code).toBe('too-late-to-undo');
  expect((await director.post('/api/attendance/undos', asked)).code).toBe('ok'); // their own
  const mine = await arrive();
  const tapped = { happenedAt: at(5 * SECOND), isOffline: true };
  care.wait(20 * HOUR);
  expect(await undo(mine, tapped)).toBe('too-late-to-undo');
  expect(await undone(mine)).toBe(0);
});
