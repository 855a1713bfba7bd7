import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { RoomChild } from '../../server/contract/attendance.ts';
import type { OwnMonth } from '../../server/contract/own-month.ts';
import { openFamilies, type Asker, type Families } from '../support/families.ts';
import { makeClassroom, makeFamily, makeSite, makeStaff, type Family } from '../support/nursery.ts';

let care: Families;
beforeAll(async () => {
  care = await openFamilies();
});
afterAll(() => care.close());

/** A site in this zone with one room, one child and the room's tablet; the server's clock runs in UTC. */
async function nurseryIn(timeZone: string) {
  const { operatorId } = care.nursery;
  const siteId = await makeSite(care.db(), { operatorId, name: `园 ${timeZone}`, employerIds: [] });
  await care.db().site.update({ where: { id: siteId }, data: { timeZone } });
  const classroomId = await makeClassroom(care.db(), { siteId, name: '班', kind: 'mixed' });
  const caregiverId = await makeStaff(care.db(), '老师', 'caregiver', { classroomId });
  const child = await makeFamily(care.db(), { siteId, classroomId, child: '夏夏', guardian: '夏雨' });
  return { siteId, child, tablet: await care.tablet(classroomId, caregiverId) };
}

/** The tap at that instant, while it is that instant. */
async function tapAt(tablet: Asker, what: 'check-ins' | 'check-outs', child: Family, instant: string) {
  care.clock.now = new Date(instant);
  const tap = { eventId: randomUUID(), childId: child.childId, happenedAt: care.clock.now.toISOString() };
  return tablet.post(`/api/attendance/${what}`, tap);
}

async function inRoom(tablet: Asker, { childId }: Family): Promise<RoomChild | undefined> {
  const answer = await tablet.get('/api/room');
  return (answer.body as { children: RoomChild[] }).children.find((child) => child.childId === childId);
}

const daysOf = async ({ childId }: Family) =>
  (await care.db().attendanceEvent.findMany({ where: { childId }, orderBy: { happenedAt: 'asc' } })).map(({ day }) =>
    day.toISOString().slice(0, 10),
  );

test.each([
  // 08:02 in Urumqi is two in the morning in UTC; by Beijing's clock, which much of Urumqi lives by, it is 10:02.
  ['Asia/Urumqi', '2026-06-03T02:02:00Z', '2026-06-03T18:30:00Z', '2026-06-04T00:30:00Z'],
  ['Asia/Shanghai', '2026-06-03T00:02:00Z', '2026-06-03T16:30:00Z', '2026-06-03T22:30:00Z'],
])('in %s the day ends at its own midnight, not at the server’s', async (zone, morning, afterMidnight, nextMorning) => {
  const { child, tablet } = await nurseryIn(zone);
  care.clock.now = new Date(morning);
  expect((await tapAt(tablet, 'check-ins', child, morning)).code).toBe('ok');
  expect((await inRoom(tablet, child))?.state).toBe('present');
  // Nobody has fetched it: until the night is over it is still there, and from then on of the new day.
  care.clock.now = new Date(afterMidnight);
  expect((await inRoom(tablet, child))?.state).toBe('present');
  care.clock.now = new Date(nextMorning);
  expect((await inRoom(tablet, child))?.state).toBe('expected');
  expect((await tapAt(tablet, 'check-outs', child, nextMorning)).code).toBe('not-present');
  expect((await tapAt(tablet, 'check-ins', child, nextMorning)).code).toBe('ok');
  expect(await daysOf(child)).toEqual(['2026-06-03', '2026-06-04']);
});

test('a tablet that was offline over midnight tells of yesterday: it counts for yesterday', async () => {
  const { child, tablet } = await nurseryIn('Asia/Shanghai');
  await tapAt(tablet, 'check-ins', child, '2026-06-03T09:00:00Z');
  care.clock.now = new Date('2026-06-03T16:20:00Z'); // twenty past midnight
  const left = { eventId: randomUUID(), childId: child.childId, happenedAt: '2026-06-03T09:31:00.000Z' };
  const answer = await tablet.post('/api/attendance/check-outs', left);
  expect(answer.body).toMatchObject({ state: 'left', at: left.happenedAt });
  expect(await daysOf(child)).toEqual(['2026-06-03', '2026-06-03']);
});

test('two stays on one day: the room says since when of the second, and when the child first came', async () => {
  const { child, tablet } = await nurseryIn('Asia/Shanghai');
  await tapAt(tablet, 'check-ins', child, '2026-06-03T00:02:00Z');
  await tapAt(tablet, 'check-outs', child, '2026-06-03T03:30:00Z');
  await tapAt(tablet, 'check-ins', child, '2026-06-03T06:00:00Z');
  expect(await inRoom(tablet, child)).toMatchObject({
    state: 'present',
    at: '2026-06-03T06:00:00.000Z',
    arrivedAt: '2026-06-03T00:02:00.000Z',
  });
  await tapAt(tablet, 'check-outs', child, '2026-06-03T09:00:00Z');
  expect(await inRoom(tablet, child)).toMatchObject({ state: 'left', at: '2026-06-03T09:00:00.000Z' });
});

test.each([
  // New York: clocks go back at 06:00 UTC, so that one to two in the morning comes twice, and forward in March.
  ['back', '2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z', { day: '2026-11-01', clock: ['01:30', '01:30'] }],
  ['forward', '2026-03-08T06:30:00Z', '2026-03-08T07:30:00Z', { day: '2026-03-08', clock: ['01:30', '03:30'] }],
])('when clocks go %s a stay is as long as it lasted, and of one day', async (_way, arrival, departure, shown) => {
  const { siteId, child, tablet } = await nurseryIn('America/New_York');
  expect((await tapAt(tablet, 'check-ins', child, arrival)).code).toBe('ok');
  expect((await tapAt(tablet, 'check-outs', child, departure)).code).toBe('ok');
  const month = shown.day.slice(0, 7);
  const sheet = await care
    .as(care.nursery.operatorAdminId)
    .post('/api/admin/attendance/month/export', { month, siteId, format: 'csv', language: 'en' });
  const rows = parse<Record<string, string>>(sheet.body, { bom: true, columns: true });
  const row = rows.find(({ Day }) => Day === shown.day);
  expect([row?.Arrived, row?.Left]).toEqual(shown.clock);
  expect(row?.['Minutes present']).toBe('60');
  const own = await care.as(child.guardianId).get(`/api/attendance/own-month?childId=${child.childId}&month=${month}`);
  expect((own.body as OwnMonth).days.find(({ day }) => day === shown.day)?.minutes).toBe(60);
});
