import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { QueryClient } from '@tanstack/react-query';
import { DeviceId, IncidentId } from '#contract/ids.ts';
import { keepQueries, restoreQueries } from '../../../web/caregiver/kept-queries.ts';
import { asOfToday } from '../../../web/features/attendance/new-day.ts';
import { asFlagged, remember, rememberedIn } from '../../../web/features/incidents/remembered-incidents.ts';
import { child, room, uuid } from './room-server.ts';

const TABLET = DeviceId.parse(uuid(2_001));
const OTHER = DeviceId.parse(uuid(2_002));
const FLAG = { incidentId: IncidentId.parse(uuid(950)), happenedAt: '2026-11-20T00:30:00.000Z' };
const KEY = ['room', null];
const realNow = Date.now;
const clients: QueryClient[] = [];

beforeEach(() => localStorage.clear());
afterEach(() => {
  Date.now = realNow;
  clients.splice(0).forEach((client) => client.clear());
});
function open(): QueryClient {
  const client = new QueryClient();
  clients.push(client);
  return client;
}
async function kept(): Promise<void> {
  const client = open();
  const stop = keepQueries(client, TABLET);
  client.setQueryData(KEY, room([child(1, '马小宇', 'present')]));
  remember(client, null, asFlagged({ ...FLAG, kind: 'bite', children: [] }));
  client.setQueryData(['feed'], { secret: true });
  await new Promise((passed) => setTimeout(passed, 500));
  stop();
}

test('the room is there again after the page was closed, for its own tablet only, and nothing else is kept', async () => {
  await kept();
  expect(JSON.stringify(Object.entries(localStorage))).not.toContain('secret');
  const again = open();
  restoreQueries(again, TABLET);
  expect(again.getQueryData(KEY)).toMatchObject({ name: '海棠班', children: [{ name: '马小宇', state: 'present' }] });
  // What was delivered and not read again yet, too.
  expect(rememberedIn(again, null, FLAG.incidentId)).toMatchObject({ state: 'draft' });
  const other = open();
  restoreQueries(other, OTHER);
  expect(other.getQueryData(KEY)).toBeUndefined();
});

test('after a day it is gone, and what an older version kept differently is left out', async () => {
  await kept();
  Date.now = () => realNow() + 25 * 3_600_000;
  const late = open();
  restoreQueries(late, TABLET);
  expect(late.getQueryData(KEY)).toBeUndefined();

  Date.now = realNow;
  localStorage.setItem(
    `kanwa:kept:${TABLET}`,
    JSON.stringify([{ key: KEY, at: realNow(), value: { name: '海棠班' } }]),
  );
  const other = open();
  restoreQueries(other, TABLET);
  expect(other.getQueryData(KEY)).toBeUndefined();
});

test('over midnight without a network the new day begins with nobody here, in the time of the site', () => {
  const read = room([child(1, '马小宇', 'left')]);
  const before = new Date('2026-11-20T15:59:00Z'); // 23:59 in Shanghai
  expect(asOfToday(read, before, new Date('2026-11-20T15:59:30Z'))).toBe(read);
  const today = asOfToday(read, before, new Date('2026-11-20T16:00:30Z'));
  expect(today.children[0]).toMatchObject({ name: '马小宇', state: 'expected', at: null, lines: [] });
});

test('whom nobody fetched by midnight is still here, and no longer than the night lasts', () => {
  const arrivedAt = '2026-11-20T00:02:00.000Z';
  const said = { latePickUpUntil: '2026-11-20T10:00:00.000Z' };
  const read = room([{ ...child(1, '马小宇', 'present'), at: arrivedAt, arrivedAt, ...said }]);
  const [before, after] = [new Date('2026-11-20T15:59:00Z'), new Date('2026-11-20T16:00:30Z')];
  const four = new Date('2026-11-20T20:00:00Z');
  const atNight = asOfToday(read, before, after);
  expect(atNight.children[0]).toMatchObject({ state: 'present', at: arrivedAt, latePickUpUntil: null });
  expect(asOfToday(read, before, four).children[0]).toMatchObject({ state: 'expected', at: null });
  expect(asOfToday(read, after, four).children[0]).toMatchObject({ state: 'expected' }); // read in the night
  expect(asOfToday(read, before, new Date('2026-11-21T16:00:30Z')).children[0]?.state).toBe('expected');
});
