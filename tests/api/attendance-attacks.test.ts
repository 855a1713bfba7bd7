import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openCare, type Care } from '../support/care.ts';
import { outcome } from '../support/office.ts';
import { problemOf } from '../support/problem-of.ts';

type Asker = Awaited<ReturnType<Care['as']>>;

let care: Care;
beforeAll(async () => {
  care = await openCare();
});
afterAll(() => care.close());

const come = (by: Asker, more: object = {}) =>
  by.post('/api/attendance/check-ins', {
    eventId: randomUUID(),
    childId: care.nursery.duoduo.childId,
    happenedAt: care.clock.now.toISOString(),
    ...more,
  });
const rows = () => care.db.attendanceEvent.count();

test('foreign and unknown children answer alike, to the tablet of another room, of another site, and to their staff', async () => {
  const { seniorRoomId, seniorCaregiverId, otherRoomId, otherCaregiverId, otherSiteAdminId } = care.nursery;
  const strangers = [
    await care.tablet(seniorRoomId, seniorCaregiverId),
    await care.tablet(otherRoomId, otherCaregiverId),
    await care.as(seniorCaregiverId),
    await care.as(otherSiteAdminId),
  ];
  for (const stranger of strangers) {
    const foreign = await come(stranger);
    const unknown = await come(stranger, { childId: randomUUID() });
    expect([outcome(foreign), outcome(unknown)]).toEqual(['not-found', 'not-found']);
    expect({ ...problemOf(foreign), id: '' }).toEqual({ ...problemOf(unknown), id: '' });
  }
  expect(await rows()).toBe(0);
});

test('parents, inspectors and employers’ administrators cannot record, a tablet needs someone who acts', async () => {
  const { duoduo, inspectorId, orgAdminId, toddlerRoomId } = care.nursery;
  for (const userId of [duoduo.guardianId, inspectorId, orgAdminId]) {
    expect(outcome(await come(await care.as(userId)))).toBe('forbidden');
  }
  expect(outcome(await come(await care.tablet(toddlerRoomId, null)))).toBe('who-is-acting');
  expect(await rows()).toBe(0);
});

test.each([
  ['__proto__ as a child', { childId: '__proto__' }],
  ['constructor as an event', { eventId: 'constructor' }],
  ['an object as an id', { childId: { $ne: null } }],
  ['an array as an id', { childId: ['a'] }],
  ['a number as an id', { childId: 1 }],
  ['SQL as an id', { childId: "' OR 1=1 --" }],
  ['a time that is none', { happenedAt: 'yesterday' }],
  ['a local time', { happenedAt: '2026-06-03T09:00:00' }],
])('attack: %s is a malformed request', async (_title, body) => {
  const tablet = await care.tablet(care.nursery.toddlerRoomId, care.nursery.caregiverId);
  const answer = await come(tablet, body);
  expect([answer.status, outcome(answer)]).toEqual([400, 'bad-request']);
  expect(JSON.stringify(answer.body)).not.toMatch(/prisma|stack|node_modules/i);
});
