import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { bodyOf, familyAtTheDoor, openDoor, type Door } from '../support/door.ts';
import { until } from '../support/until.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

const HOUR_MS = 3_600_000;
type Told = { events: { type: string; at: string; recordedAt?: string }[] };

test('a departure that the tablet tells on the next morning is in that day’s feed, with both times; the arrival is not', async () => {
  const { family, mother, tablet } = await familyAtTheDoor(door);
  const { childId } = family;
  const feed = async () => bodyOf<Told>(await mother('GET', '/api/feed')).events.map(({ type }) => type);
  const came = { eventId: randomUUID(), childId, happenedAt: door.clock.now.toISOString() };
  expect((await tablet('POST', '/api/attendance/check-ins', came)).code).toBe('ok');
  await until('the arrival in the feed', async () => (await feed()).includes('attendance:checked-in'));

  const left = new Date(door.clock.now.getTime() + 4 * HOUR_MS);
  door.clock.now = new Date(left.getTime() + 23 * HOUR_MS);
  const handed = { eventId: randomUUID(), childId, happenedAt: left.toISOString(), isOffline: true };
  const { toddlerRoomId, caregiverId } = door.nursery;
  const nextMorning = await door.tablet(toddlerRoomId, caregiverId);
  const answer = await nextMorning('POST', '/api/attendance/check-outs', { ...handed, withUserId: family.guardianId });
  expect(answer.code).toBe('ok');
  await until('the departure in the feed', async () => (await feed()).includes('attendance:checked-out'));

  door.clock.now = new Date(left.getTime() + 30 * HOUR_MS);
  const { events } = bodyOf<Told>(await mother('GET', '/api/feed'));
  expect(events).toMatchObject([
    {
      type: 'attendance:checked-out',
      at: left.toISOString(),
      recordedAt: new Date(left.getTime() + 23 * HOUR_MS).toISOString(),
    },
  ]);
});
