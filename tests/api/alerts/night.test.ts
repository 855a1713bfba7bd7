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
