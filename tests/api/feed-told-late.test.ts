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

test('a finding and the second look at it that the tablet tells of on the next morning are in that day’s feed', async () => {
  const { family, mother } = await familyAtTheDoor(door);
  const { toddlerRoomId, caregiverId } = door.nursery;
  const found = door.clock.now;
  const look = (minutes: number, period: string) => ({
    ...{ checkId: randomUUID(), childId: family.childId, period, temperature: 385, signs: [] },
    happenedAt: new Date(found.getTime() + minutes * 60_000).toISOString(),
  });
  door.clock.now = new Date(found.getTime() + 22 * HOUR_MS);
  const tablet = await door.tablet(toddlerRoomId, caregiverId);
  const checks = [look(0, 'noon'), look(30, 'again')];
  expect((await tablet('POST', '/api/health/checks', { checks })).code).toBe('ok');
  const feed = async () => bodyOf<Told>(await mother('GET', '/api/feed')).events;
  await until('both in the feed', async () => (await feed()).length >= 2);
  const recordedAt = door.clock.now.toISOString();
  expect(await feed()).toMatchObject([
    { type: 'health:checked', at: checks[0]?.happenedAt, recordedAt },
    { type: 'health:followed-up', at: checks[1]?.happenedAt, recordedAt },
  ]);
});
