import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { ParentHome } from '../../../server/contract/live.ts';
import { addDays, atMinute } from '../../../server/platform/calendar.ts';
import { type Clockwork, DAY, openClockwork } from '../../support/clockwork.ts';
import { until } from '../../support/until.ts';

let work: Clockwork;
beforeEach(async () => {
  work = await openClockwork();
});
afterEach(() => work.stop());

/** Minutes after the midnight that ends the day. */
const inTheNight = (minute: number) => (work.clock.now = atMinute(addDays(DAY, 1), minute, 'Asia/Shanghai'));

/** Present since half past eight, and told of as not fetched. */
async function notFetched() {
  const { childId, guardianId } = work.nursery.duoduo;
  const { toddlerRoomId, caregiverId } = work.nursery;
  work.at('8:30');
  const arrival = work.arrive(childId);
  await (
    await work.tablet(toddlerRoomId, caregiverId)
  )('POST', '/api/attendance/check-ins', arrival);
  work.at('23:50');
  await work.tick();
  expect(await work.told(childId)).toEqual(['late_pickup open']);
  const mother = await work.as(guardianId);
  const home = async () => ((await mother('GET', '/api/home')).body as ParentHome).children[0]?.attendance.state;
  return { childId, home };
}

test('who was not fetched by midnight still waits after it, told once, and the departure answers it', async () => {
  const { childId, home } = await notFetched();
  inTheNight(10);
  await work.tick();
  expect(await work.told(childId)).toEqual(['late_pickup open']);
  expect(await home()).toBe('present');
  inTheNight(20);
  const { eventId, ...departure } = work.arrive(childId);
  const tablet = await work.tablet(work.nursery.toddlerRoomId, work.nursery.caregiverId);
  expect((await tablet('POST', '/api/attendance/check-outs', { eventId, ...departure })).status).toBe(200);
  await until('it is cleared without a tick', async () => (await work.told(childId))[0] === 'late_pickup cleared');
  expect(await work.db.careAlert.findFirst({ where: { childId } })).toMatchObject({ clearedById: eventId });
  expect(await home()).toBe('left');
  await work.tick();
  expect(await work.told(childId)).toEqual(['late_pickup cleared']);
});

test('what nobody answered by four is of a day that is over', async () => {
  const { childId, home } = await notFetched();
  inTheNight(4 * 60);
  await work.tick();
  expect(await work.told(childId)).toEqual(['late_pickup cleared']);
  expect(await work.db.careAlert.findFirst({ where: { childId } })).toMatchObject({ clearedById: null });
  expect(await home()).toBe('expected');
});

test('a finding that no family answered is told over midnight, and what answers it is no departure', async () => {
  const { childId, guardianId } = work.nursery.duoduo;
  const { toddlerRoomId, caregiverId } = work.nursery;
  work.at('17:00');
  const tablet = await work.tablet(toddlerRoomId, caregiverId);
  await tablet('POST', '/api/attendance/check-ins', work.arrive(childId));
  const checkId = randomUUID();
  const { happenedAt } = work.arrive(childId);
  const fever = { checkId, childId, period: 'noon', temperature: 385, signs: ['fever'], happenedAt };
  expect(await tablet('POST', '/api/health/checks', { checks: [fever] })).toMatchObject({ status: 200 });
  work.at('17:20');
  await work.tick();
  expect(await work.told(childId)).toContain('health open');
  const departure = { ...work.arrive(childId), withUserId: guardianId };
  expect(await tablet('POST', '/api/attendance/check-outs', departure)).toMatchObject({ status: 200 });
  inTheNight(1);
  await work.tick();
  const health = () => work.db.careAlert.findMany({ where: { childId, kind: 'health' } });
  expect(await health()).toMatchObject([{ clearedAt: null, clearedById: null }]);
  inTheNight(9 * 60);
  const followUpId = randomUUID();
  const mother = await work.as(guardianId);
  const answered = { followUpId, kind: 'guardian_knows', note: '' };
  expect(await mother('POST', `/api/health/checks/${checkId}/follow-ups`, answered)).toMatchObject({ status: 204 });
  await until('it is cleared without a tick', async () => (await health())[0]?.clearedAt !== null);
  expect(await health()).toMatchObject([{ clearedById: followUpId }]);
});

test('a finding that nobody ever answered leaves the list when it leaves the room’s, and names no answer', async () => {
  const { childId } = work.nursery.duoduo;
  work.at('8:00');
  const tablet = await work.tablet(work.nursery.toddlerRoomId, work.nursery.caregiverId);
  const arrival = work.arrive(childId);
  await tablet('POST', '/api/attendance/check-ins', arrival);
  const fever = { checkId: randomUUID(), childId, period: 'morning', temperature: 385, signs: ['fever'] };
  await tablet('POST', '/api/health/checks', { checks: [{ ...fever, happenedAt: arrival.happenedAt }] });
  work.at('8:15');
  await work.tick();
  const health = () => work.db.careAlert.findMany({ where: { childId, kind: 'health' } });
  work.clock.now = atMinute(addDays(DAY, 2), 23 * 60 + 59, 'Asia/Shanghai');
  await work.tick();
  expect(await health()).toMatchObject([{ clearedAt: null }]);
  work.clock.now = atMinute(addDays(DAY, 3), 0, 'Asia/Shanghai');
  await work.tick();
  expect(await health()).toMatchObject([{ clearedAt: work.clock.now, clearedById: null }]);
});
