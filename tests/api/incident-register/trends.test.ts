import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { IncidentTrends } from '../../../server/contract/incident-register.ts';
import { LiveRoom } from '../../support/live-room.ts';
import { register } from '../../support/registered.ts';
import type { Person } from '../../support/test-server.ts';

/** A Wednesday; in New York the clocks were set forward on Sunday the 8th. */
const NOW = new Date('2026-03-11T15:00:00Z');
const NEW_YORK = 'America/New_York';

let room: LiveRoom;
let director: Person;
let operator: Person;
beforeAll(async () => {
  room = await LiveRoom.open(() => NOW);
  director = await room.signIn(room.nursery.siteAdminId);
  operator = await room.signIn(room.nursery.operatorAdminId);
  const { siteId, otherSiteId, toddlerRoomId, seniorRoomId, otherRoomId, duoduo, shitou, anan } = room.nursery;
  await db().site.update({ where: { id: otherSiteId }, data: { timeZone: NEW_YORK } });
  const toddlers = { siteId, classroomId: toddlerRoomId };
  const both = [duoduo.childId, shitou.childId];
  const shares = [{ childId: duoduo.childId, injury: 'sharp' }, { childId: shitou.childId }];
  const children = [{ childId: anan.childId, injury: 'fall' }];
  // Half past midnight of Monday the 2nd in Shanghai; in Greenwich it is Sunday still.
  await register(db(), { ...toddlers, kind: 'fall', happenedAt: '2026-03-01T16:30:00Z' });
  await register(db(), {
    ...{ ...toddlers, kind: 'scratch', happenedAt: '2026-03-02T02:15:00Z', childIds: both },
    details: { children: shares },
  });
  await register(db(), {
    ...{
      siteId,
      classroomId: seniorRoomId,
      kind: 'fall',
      happenedAt: '2026-03-10T02:59:00Z',
      childIds: [anan.childId],
    },
    details: { children },
  });
  await register(db(), {
    ...toddlers,
    kind: 'bite',
    happenedAt: '2026-03-10T03:00:00Z',
    steps: [{ kind: 'withdrawn' }],
  });
  await register(db(), { ...toddlers, kind: 'bite', happenedAt: '2024-03-10T03:00:00Z' });
  const other = { siteId: otherSiteId, classroomId: otherRoomId, timeZone: NEW_YORK, kind: 'fever' as const };
  // Ten in the morning of either day there, an hour apart in Greenwich; and an hour before Monday begins.
  for (const happenedAt of ['2026-03-07T15:00:00Z', '2026-03-09T14:00:00Z', '2026-03-09T03:00:00Z'])
    await register(db(), { ...other, happenedAt });
});
afterAll(() => room.server.stop());

const db = () => room.server.database.db;
async function trends(query: Record<string, string> = {}, who = director) {
  const asked = new URLSearchParams(query).toString();
  const answer = await who.call('GET', `/api/admin/incident-register/trends?${asked}`);
  expect(answer.status).toBe(200);
  return answer.body as IncidentTrends;
}
const hoursOf = ({ rooms }: IncidentTrends) =>
  rooms.map(
    ({ name, hours }) => `${name} ${hours.flatMap((n, hour) => (n ? `${String(hour)}:${String(n)}` : [])).join(' ')}`,
  );
const weeksWith = ({ weeks }: IncidentTrends, what: 'kinds' | 'injuries') =>
  weeks.filter((week) => Object.keys(week[what]).length > 0).map((week) => ({ monday: week.monday, ...week[what] }));

test('rooms by the hours of the site, from the first week of a year, without what was taken back', async () => {
  const found = await trends();
  expect(found).toMatchObject({ from: '2026-03-02', to: '2026-03-11', found: 3 });
  expect(hoursOf(found)).toEqual(['大树班 10:1', '小雨滴班 0:1 10:1']);
  expect(found.weeks).toHaveLength(2);
  expect((await trends({ from: '2020-01-01' })).weeks).toHaveLength(53);
});

test('weeks begin on Monday of the site, and those without any are there', async () => {
  const found = await trends({ from: '2026-02-18' });
  expect(found.weeks.map(({ monday }) => monday)).toEqual(['2026-02-16', '2026-02-23', '2026-03-02', '2026-03-09']);
  expect(weeksWith(found, 'kinds')).toEqual([
    { monday: '2026-03-02', fall: 1, scratch: 1 },
    { monday: '2026-03-09', fall: 1 },
  ]);
});

test('of injuries each child counts once, and none is counted where none is written', async () => {
  expect(weeksWith(await trends(), 'injuries')).toEqual([
    { monday: '2026-03-02', sharp: 1, none: 1 },
    { monday: '2026-03-09', fall: 1 },
  ]);
});

test('each site by its own clock, also in the night in which it is set forward', async () => {
  const found = await trends({ siteId: room.nursery.otherSiteId }, operator);
  expect(hoursOf(found)).toEqual(['星星班 10:2 23:1']);
  expect(weeksWith(found, 'kinds')).toEqual([
    { monday: '2026-03-02', fever: 2 },
    { monday: '2026-03-09', fever: 1 },
  ]);
  const all = await trends({}, operator);
  expect(all.found).toBe(6);
  expect(all.rooms.map(({ siteName }) => siteName)).toEqual(expect.arrayContaining(['海棠园', '银杏园']));
});

test('only what is searched for is counted; after the last day there is nothing', async () => {
  expect(hoursOf(await trends({ kind: 'scratch' }))).toEqual(['小雨滴班 10:1']);
  expect(await trends({ from: '2024-03-01', to: '2024-03-31' })).toMatchObject({
    ...{ from: '2024-03-01', to: '2024-03-31', found: 1 },
  });
  expect(await trends({ from: '2026-05-01' })).toMatchObject({ from: '2026-03-11', to: '2026-03-11', found: 0 });
  expect(await trends({ siteId: room.nursery.otherSiteId })).toMatchObject({ found: 0, rooms: [] });
});
