import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ShiftView, StaffDayView } from '../../server/contract/staffing.ts';
import { openCare, type Care } from '../support/care.ts';
import { makeStaff } from '../support/nursery.ts';
import { outcome } from '../support/office.ts';
import { problemOf } from '../support/problem-of.ts';
import { recordStaff } from '../support/staffing.ts';

const WEDNESDAY = 3;
const HOUR_MS = 3_600_000;

let care: Care;
let director: Awaited<ReturnType<Care['as']>>;
beforeAll(async () => {
  care = await openCare();
  director = await care.as(care.nursery.siteAdminId);
});
afterAll(() => care.close());

const newCaregiver = (name = '田老师') =>
  makeStaff(care.db, name, 'caregiver', { classroomId: care.nursery.toddlerRoomId });
const plan = (userId: string, more: object = {}) =>
  director.post('/api/admin/staffing/shifts', {
    userId,
    classroomId: care.nursery.toddlerRoomId,
    weekdays: [WEDNESDAY],
    fromMinute: 8 * 60,
    toMinute: 16 * 60,
    startsOn: '2026-06-01',
    endsOn: null,
    ...more,
  });
const shiftsOf = async (userId: string) =>
  (
    (await director.get(`/api/admin/staffing/shifts?siteId=${care.nursery.siteId}`).expect(200)).body as ShiftView[]
  ).filter((shift) => shift.userId === userId);
const dayOf = async (userId: string, day = '2026-06-03') => {
  const path = `/api/admin/staffing/day?siteId=${care.nursery.siteId}&day=${day}`;
  return ((await director.get(path).expect(200)).body as StaffDayView).rows.find((row) => row.userId === userId);
};

test('the same hours are planned on several weekdays at once and read back', async () => {
  const userId = await newCaregiver();
  await plan(userId, { weekdays: [1, 3, 5] }).expect(204);
  expect((await shiftsOf(userId)).map(({ weekday, fromMinute }) => [weekday, fromMinute])).toEqual([
    [1, 480],
    [3, 480],
    [5, 480],
  ]);
});

test('what cannot be planned is said at its field, and nothing of it is', async () => {
  const userId = await newCaregiver();
  await plan(userId).expect(204);
  const fields = async (more: object, of: string = userId) => problemOf(await plan(of, more)).fields;
  expect(await fields({ weekdays: [2, 3], fromMinute: 15 * 60, toMinute: 18 * 60 })).toEqual({ fromMinute: 'overlap' });
  expect(await fields({ fromMinute: 18 * 60, toMinute: 17 * 60 })).toEqual({ toMinute: 'end-before-start' });
  expect(await fields({ endsOn: '2026-05-01' })).toEqual({ endsOn: 'end-before-start' });
  expect(await fields({}, care.nursery.otherCaregiverId)).toEqual({ userId: 'not-staff' });
  expect(await shiftsOf(userId)).toHaveLength(1);
  await plan(userId, { fromMinute: 16 * 60, toMinute: 18 * 60 }).expect(204); // where one ends another begins
});

test('a change counts from today on: what was planned until yesterday stays what it was', async () => {
  const userId = await newCaregiver();
  await plan(userId, { startsOn: '2026-05-01' }).expect(204);
  const [before] = await shiftsOf(userId);
  const { shiftId, classroomId, weekday, startsOn, endsOn, toMinute } = before as ShiftView;
  const body = { classroomId, weekday, startsOn, endsOn, toMinute, fromMinute: 9 * 60 };
  await director.put(`/api/admin/staffing/shifts/${shiftId}`, body).expect(204);
  expect((await shiftsOf(userId)).map((shift) => [shift.startsOn, shift.fromMinute])).toEqual([['2026-06-03', 540]]);
  expect((await dayOf(userId, '2026-05-27'))?.planned).toMatchObject([{ from: '2026-05-27T00:00:00.000Z' }]);
  const [changed] = await shiftsOf(userId);
  await director.delete(`/api/admin/staffing/shifts/${String(changed?.shiftId)}`).expect(204);
  expect(await shiftsOf(userId)).toEqual([]);
  expect((await dayOf(userId, '2026-05-27'))?.planned).toHaveLength(1);
});

test('planned against real: late to come, gone early, without a plan, and who did not come', async () => {
  const [late, early, unplanned, absent] = await Promise.all(['晚', '早', '没排', '没来'].map(newCaregiver));
  if (!late || !early || !unplanned || !absent) throw new Error('four people');
  for (const userId of [late, early, absent]) await plan(userId).expect(204);
  const tablet = await care.tablet(care.nursery.toddlerRoomId, null);
  // It is nine in the morning: the shift began at eight.
  await recordStaff(care, tablet, late, 'arrived').expect(200);
  await recordStaff(care, tablet, early, 'arrived', { ms: -HOUR_MS }).expect(200);
  await recordStaff(care, tablet, early, 'left').expect(200);
  await recordStaff(care, tablet, unplanned, 'arrived').expect(200);
  expect((await dayOf(late))?.notes).toEqual(['late']);
  expect(await dayOf(early)).toMatchObject({ notes: ['gone-early'], workedMinutes: 60 });
  expect((await dayOf(unplanned))?.notes).toEqual(['not-planned']);
  expect((await dayOf(absent))?.notes).toEqual(['late']);
});

test('days are taken out as CSV in which no name is a formula, and that is in the audit', async () => {
  const userId = await newCaregiver('=HYPERLINK("x")');
  await plan(userId).expect(204);
  const ask = (more: object = {}) =>
    director.post('/api/admin/staffing/export', {
      ...{ siteId: care.nursery.siteId, from: '2026-06-01', to: '2026-06-07', language: 'zh' },
      ...more,
    });
  const { text } = await ask().expect(200);
  const line = text.split('\r\n').find((row) => row.includes(userId));
  expect(line).toContain(`"'=HYPERLINK(""x"")"`);
  expect(line).toContain('08:00–16:00');
  expect(await care.db.auditEntry.count({ where: { action: 'staffing-exported' } })).toBe(1);
  expect(problemOf(await ask({ from: '2026-01-01' })).fields).toEqual({ to: 'too-many-days' });
});

test('an inspector reads and plans nothing; a caregiver reads nothing; another site’s director hears of no such shift', async () => {
  const userId = await newCaregiver();
  await plan(userId).expect(204);
  const [shift] = await shiftsOf(userId);
  const path = `/api/admin/staffing/shifts?siteId=${care.nursery.siteId}`;
  const inspector = await care.as(care.nursery.inspectorId);
  expect(outcome(await inspector.get(path))).toBe('ok');
  const remove = `/api/admin/staffing/shifts/${String(shift?.shiftId)}`;
  expect(outcome(await inspector.delete(remove))).toBe('forbidden');
  expect(outcome(await (await care.as(care.nursery.caregiverId)).get(path))).toBe('forbidden');
  expect(outcome(await (await care.as(care.nursery.otherSiteAdminId)).delete(remove))).toBe('not-found');
});
