import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { RoomChild } from '../../server/contract/attendance.ts';
import { openCare, type Care } from '../support/care.ts';
import { makeClassroom, makeFamily, makeSite, makeStaff, type Family } from '../support/nursery.ts';
import { outcome } from '../support/office.ts';

let care: Care;
beforeAll(async () => {
  care = await openCare();
});
afterAll(() => care.close());

type Nursery = Awaited<ReturnType<typeof nurseryIn>>;

/** A site in this zone with one room, one child and the room's tablet. */
async function nurseryIn(timeZone: string) {
  const { operatorId } = care.nursery;
  const siteId = await makeSite(care.db, { operatorId, name: `园 ${timeZone}`, employerIds: [] });
  await care.db.site.update({ where: { id: siteId }, data: { timeZone } });
  const classroomId = await makeClassroom(care.db, { siteId, name: '班', kind: 'mixed' });
  const caregiverId = await makeStaff(care.db, '老师', 'caregiver', { classroomId });
  const directorId = await makeStaff(care.db, '园长', 'site_admin', { siteId });
  const child = await makeFamily(care.db, { siteId, classroomId, child: '夏夏', guardian: '夏雨' });
  return { child, classroomId, directorId, tablet: () => care.tablet(classroomId, caregiverId) };
}

const PATHS = { in: 'check-ins', out: 'check-outs' } as const;
type Tap = { what: keyof typeof PATHS; at: string; more?: { isOffline?: boolean; withUserId?: string } };

/** The tap of that instant, sent at `sentAt`: at once where it is left out. */
async function tap({ child, tablet }: Nursery, { what, at, more }: Tap, sentAt = at) {
  care.clock.now = new Date(sentAt);
  const body = { eventId: randomUUID(), childId: child.childId, happenedAt: new Date(at).toISOString(), ...more };
  const send = async () => (await tablet()).post(`/api/attendance/${PATHS[what]}`, body);
  return { body, answer: await send(), send };
}

async function inRoom({ child, tablet }: Nursery): Promise<RoomChild | undefined> {
  const answer = await (await tablet()).get('/api/room').expect(200);
  return (answer.body as { children: RoomChild[] }).children.find(({ childId }) => childId === child.childId);
}

const recordsOf = async ({ childId }: Family) =>
  (await care.db.attendanceEvent.findMany({ where: { childId }, orderBy: { happenedAt: 'asc' } })).map(
    ({ day, kind }) => `${kind} ${day.toISOString().slice(0, 10)}`,
  );

// Local times by the zone's offset: Urumqi's clock is two hours behind Beijing's, by which much of it lives.
const ZONES: [zone: string, local: (clock: string) => string][] = [
  ['Asia/Urumqi', (clock) => `2026-06-${clock}:00+06:00`],
  ['Asia/Shanghai', (clock) => `2026-06-${clock}:00+08:00`],
];
const at = (clock: string) => `2026-06-${clock}:00+08:00`;

test.each(ZONES)(
  'in %s a child fetched after midnight is shown until then, and leaves on the day it came',
  async (zone, local) => {
    const nursery = await nurseryIn(zone);
    await tap(nursery, { what: 'in', at: local('03T08:02') });
    care.clock.now = new Date(local('04T00:19'));
    expect(await inRoom(nursery)).toMatchObject({ state: 'present', at: new Date(local('03T08:02')).toISOString() });
    const left = await tap(nursery, {
      what: 'out',
      at: local('04T00:20'),
      more: { withUserId: nursery.child.guardianId },
    });
    expect(left.answer.body).toMatchObject({ state: 'left', at: left.body.happenedAt });
    expect(await recordsOf(nursery.child)).toEqual(['checked_in 2026-06-03', 'checked_out 2026-06-03']);
    expect(outcome(await left.send())).toBe('ok'); // the same tap sent twice
    expect(await inRoom(nursery)).toMatchObject({ state: 'left', at: left.body.happenedAt });
    expect(outcome((await tap(nursery, { what: 'out', at: local('04T00:40') })).answer)).toBe('not-present');
    expect(await recordsOf(nursery.child)).toHaveLength(2);
    care.clock.now = new Date(local('04T04:00'));
    expect((await inRoom(nursery))?.state).toBe('expected');
  },
);

test.each(ZONES)(
  'in %s the night ends at four: until then the departure is of yesterday, and then of nobody',
  async (zone, local) => {
    const nursery = await nurseryIn(zone);
    await tap(nursery, { what: 'in', at: local('03T08:02') });
    expect(outcome((await tap(nursery, { what: 'out', at: local('04T04:00') })).answer)).toBe('not-present');
    expect(outcome((await tap(nursery, { what: 'out', at: local('04T03:59') })).answer)).toBe('ok');
    expect(await recordsOf(nursery.child)).toEqual(['checked_in 2026-06-03', 'checked_out 2026-06-03']);
  },
);

test('a tablet without a network at midnight tells at seven: the departure is of the day before, once, whatever happened since', async () => {
  const nursery = await nurseryIn('Asia/Urumqi');
  await tap(nursery, { what: 'in', at: '2026-06-03T08:02:00+06:00' });
  await tap(nursery, { what: 'in', at: '2026-06-04T06:55:00+06:00' });
  const late = { what: 'out', at: '2026-06-04T00:20:00+06:00', more: { isOffline: true } } as const;
  const told = await tap(nursery, late, '2026-06-04T07:00:00+06:00');
  expect(outcome(told.answer)).toBe('ok');
  expect(outcome(await told.send())).toBe('ok');
  expect(await recordsOf(nursery.child)).toEqual([
    'checked_in 2026-06-03',
    'checked_out 2026-06-03',
    'checked_in 2026-06-04',
  ]);
  expect((await inRoom(nursery))?.state).toBe('present');
});

test('two tablets without a network let one child go with two people after midnight: both are kept, as by day', async () => {
  const nursery = await nurseryIn('Asia/Shanghai');
  await tap(nursery, { what: 'in', at: at('03T08:02') });
  const more = { isOffline: true };
  await tap(
    nursery,
    { what: 'out', at: at('04T00:10'), more: { ...more, withUserId: nursery.child.guardianId } },
    at('04T00:30'),
  );
  await tap(nursery, { what: 'out', at: at('04T00:12'), more }, at('04T00:31'));
  expect(await recordsOf(nursery.child)).toEqual([
    'checked_in 2026-06-03',
    'checked_out 2026-06-03',
    'checked_out 2026-06-03',
  ]);
  expect((await inRoom(nursery))?.conflicts).toMatchObject([{ kind: 'left-twice' }]);
});

test('who came after midnight leaves on that day, and the stay that nobody closed stays for the director', async () => {
  const nursery = await nurseryIn('Asia/Shanghai');
  await tap(nursery, { what: 'in', at: at('03T08:02') });
  await tap(nursery, { what: 'in', at: at('04T00:30') });
  expect(outcome((await tap(nursery, { what: 'out', at: at('04T01:00') })).answer)).toBe('ok');
  expect(await recordsOf(nursery.child)).toEqual([
    'checked_in 2026-06-03',
    'checked_in 2026-06-04',
    'checked_out 2026-06-04',
  ]);
});

test('a departure of the night can be undone, corrected, and added when nobody recorded it', async () => {
  const nursery = await nurseryIn('Asia/Shanghai');
  const { child, classroomId } = nursery;
  await tap(nursery, { what: 'in', at: at('03T08:02') });
  const { body } = await tap(nursery, { what: 'out', at: at('04T00:20') });
  const undo = { eventId: randomUUID(), undoesId: body.eventId };
  expect(outcome(await (await nursery.tablet()).post('/api/attendance/undos', undo))).toBe('ok');
  expect((await inRoom(nursery))?.state).toBe('present');
  care.clock.now = new Date(at('04T09:00'));
  const director = await care.as(nursery.directorId);
  const correct = (correctsId: string | null, happenedAt: string) => {
    const eventId = randomUUID();
    const to = { kind: 'checked_out', classroomId, withUserId: null, withPickupId: null };
    const more = { to: { ...to, happenedAt: new Date(at(happenedAt)).toISOString() }, reason: '忘了点' };
    const sent = director.post('/api/attendance/corrections', { eventId, childId: child.childId, correctsId, ...more });
    return sent.then((answer) => ({ eventId, outcome: outcome(answer) }));
  };
  expect((await correct(null, '04T04:10')).outcome).toBe('day-does-not-fit'); // of the new day, on which it never came
  const added = await correct(null, '04T00:25');
  expect(added.outcome).toBe('ok');
  expect((await correct(added.eventId, '04T00:35')).outcome).toBe('ok');
  expect(new Set((await recordsOf(child)).map((line) => line.slice(-10)))).toEqual(new Set(['2026-06-03']));
});
