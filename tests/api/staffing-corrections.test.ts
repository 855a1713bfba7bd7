import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { UserId } from '../../server/contract/ids.ts';
import type { StaffDayView } from '../../server/contract/staffing.ts';
import { openCare, type Care } from '../support/care.ts';
import { makeStaff, PIN } from '../support/nursery.ts';
import { outcome } from '../support/office.ts';
import { problemOf } from '../support/problem-of.ts';
import { recordStaff } from '../support/staffing.ts';

const DAY = '2026-06-03';

let care: Care;
let tablet: Awaited<ReturnType<Care['tablet']>>;
let director: Awaited<ReturnType<Care['as']>>;
let caregiver: UserId;
let arrivalId: string;
beforeAll(async () => {
  care = await openCare();
});
beforeEach(async () => {
  tablet = await care.tablet(care.nursery.toddlerRoomId, null);
  director = await care.as(care.nursery.siteAdminId);
  caregiver = await makeStaff(care.db, '田老师', 'caregiver', { classroomId: care.nursery.toddlerRoomId });
  arrivalId = randomUUID();
  await recordStaff(care, tablet, caregiver, 'arrived', { eventId: arrivalId }).expect(200);
});
afterAll(() => care.close());

const at = (ms = 0) => new Date(care.clock.now.getTime() + ms).toISOString();
const to = (kind: string, ms: number) => ({
  kind,
  happenedAt: at(ms),
  classroomId: care.nursery.toddlerRoomId as string,
});
const correct = (by: { post: typeof director.post }, more: object) =>
  by.post('/api/staffing/corrections', {
    eventId: randomUUID(),
    userId: caregiver,
    correctsId: arrivalId,
    to: to('arrived', -600_000),
    reason: '平板没电，补记',
    ...more,
  });

test('an administrator says when somebody really came; before, after, reason and author stand beside the record', async () => {
  expect((await correct(director, {}).expect(200)).body).toMatchObject({ state: 'working', since: at(-600_000) });
  const rows = await care.db.staffEvent.findMany({ where: { userId: caregiver }, orderBy: { recordedAt: 'asc' } });
  expect(rows).toHaveLength(2);
  expect(rows.find(({ id }) => id !== arrivalId)).toMatchObject({
    ...{ undoesId: arrivalId, reason: '平板没电，补记', actorId: care.nursery.siteAdminId },
    before: { kind: 'arrived', happenedAt: at() },
  });
});

test('what was forgotten is added, and what did not happen is taken out', async () => {
  care.wait(3_600_000);
  director = await care.as(care.nursery.siteAdminId);
  const added = await correct(director, { correctsId: null, to: to('left', -60_000) }).expect(200);
  expect(added.body).toMatchObject({ state: 'left' });
  const leaving = await care.db.staffEvent.findFirstOrThrow({ where: { userId: caregiver, kind: 'left' } });
  const gone = await correct(director, { correctsId: leaving.id, to: null }).expect(200);
  expect(gone.body).toMatchObject({ state: 'working' });
  const day = await director.get(`/api/admin/staffing/day?siteId=${care.nursery.siteId}&day=${DAY}`).expect(200);
  const row = (day.body as StaffDayView).rows.find(({ userId }) => userId === caregiver);
  expect(row?.lines.map(({ reason }) => reason)).toEqual([null]);
  expect(row?.corrections).toEqual(['平板没电，补记']);
});

test('a correction that contradicts the rest of the day, another day and the future is refused at its field', async () => {
  const fieldOf = async (more: object) => problemOf(await correct(director, more)).fields?.['to.happenedAt'];
  expect(await fieldOf({ correctsId: null, to: to('left', -60_000) })).toBe('contradicts');
  expect(await fieldOf({ to: to('arrived', -24 * 3_600_000) })).toBe('another-day');
  expect(await fieldOf({ to: to('arrived', 3_600_000) })).toBe('not-yet');
});

test('of two corrections of one record the second hears that it was changed, and the same one twice is one', async () => {
  const eventId = randomUUID();
  await correct(director, { eventId }).expect(200);
  await correct(director, { eventId }).expect(200);
  expect(outcome(await correct(director, {}))).toBe('conflict');
});

test('with their PIN somebody corrects their own day of today on the tablet, and no other day', async () => {
  await correct(tablet, { pin: PIN }).expect(200);
  expect(outcome(await correct(tablet, {}))).toBe('who-is-acting');
  care.wait(24 * 3_600_000);
  tablet = await care.tablet(care.nursery.toddlerRoomId, null);
  const late = { pin: PIN, correctsId: null, to: to('left', -24 * 3_600_000 + 60_000) };
  expect(problemOf(await correct(tablet, late)).fields).toEqual({ 'to.happenedAt': 'another-day' });
});

test('no other caregiver, no other site’s administrator and no inspector corrects it', async () => {
  const { seniorCaregiverId, otherSiteAdminId, inspectorId } = care.nursery;
  expect(outcome(await correct(await care.as(seniorCaregiverId), {}))).toBe('forbidden');
  expect(outcome(await correct(await care.as(otherSiteAdminId), {}))).toBe('not-found');
  expect(outcome(await correct(await care.as(inspectorId), {}))).toBe('forbidden');
  // Nor by naming a room of one's own.
  const elsewhere = { ...to('arrived', -600_000), classroomId: care.nursery.otherRoomId };
  expect(outcome(await correct(await care.as(otherSiteAdminId), { to: elsewhere }))).toBe('not-found');
});
