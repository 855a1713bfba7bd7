import { afterAll, beforeEach, expect, test } from '@jest/globals';
import type { RoomHistory, StaffRoom } from '../../server/contract/staffing.ts';
import { openCare, type Care } from '../support/care.ts';
import { outcome } from '../support/office.ts';
import { fillRoom, recordStaff } from '../support/staffing.ts';
import { watchBreaches } from '../../server/staffing/watch-breaches.ts';
import { deriveDay } from '../../server/attendance/derive-day.ts';

let care: Care;
let tablet: Awaited<ReturnType<Care['tablet']>>;
beforeEach(async () => {
  await (care as Care | undefined)?.close();
  care = await openCare();
  tablet = await care.tablet(care.nursery.toddlerRoomId, null);
});
afterAll(() => care.close());

const say = (kind: string, more: Record<string, unknown> = {}) =>
  recordStaff(care, tablet, care.nursery.caregiverId, kind, more);
const settled = () => care.breaches.onRoomChanged([care.nursery.toddlerRoomId]);
const breaches = () =>
  care.db.roomBreach.findMany({ where: { classroomId: care.nursery.toddlerRoomId }, orderBy: { openedAt: 'asc' } });
const events = async () =>
  (await care.db.event.findMany({ where: { type: { startsWith: 'ratio:' } }, orderBy: { id: 'asc' } })).map(
    ({ type, payload }) => [type, payload],
  );

test('the child who is one too many opens a breach that cites its rule, and a second caregiver closes it', async () => {
  await say('arrived').expect(200);
  await fillRoom(care, care.nursery.toddlerRoomId, 5);
  await settled();
  expect(await breaches()).toEqual([]);
  care.wait(60_000);
  await fillRoom(care, care.nursery.toddlerRoomId, 1);
  await settled();
  expect(await breaches()).toMatchObject([
    { kind: 'ratio', childrenCount: 6, staffCount: 1, limit: 5, rule: 'standard-20', openedAt: care.clock.now },
  ]);
  care.wait(60_000);
  await recordStaff(care, tablet, care.nursery.seniorCaregiverId, 'arrived').expect(200);
  await settled();
  expect(await breaches()).toMatchObject([{ closedAt: care.clock.now }]);
  expect(await events()).toEqual([
    ['ratio:breached', { kind: 'ratio', children: 6, staff: 1, limit: 5, rule: 'standard-20' }],
    ['ratio:restored', { kind: 'ratio' }],
  ]);
  const audit = await care.db.auditEntry.findMany({
    where: { action: { startsWith: 'ratio-' } },
    orderBy: { id: 'asc' },
  });
  expect(audit.map(({ action }) => action)).toEqual(['ratio-breached', 'ratio-restored']);
});

test('a break of the only caregiver is a breach, since only who works counts', async () => {
  await say('arrived').expect(200);
  await fillRoom(care, care.nursery.toddlerRoomId, 1);
  care.wait(60_000);
  await say('break_began').expect(200);
  await settled();
  expect(await breaches()).toMatchObject([{ kind: 'ratio', childrenCount: 1, staffCount: 0, closedAt: null }]);
});

test('where nobody has ever recorded when they came nothing is claimed of the ratio, and too many places still count', async () => {
  await fillRoom(care, care.nursery.toddlerRoomId, 16);
  await settled();
  expect(await breaches()).toMatchObject([{ kind: 'capacity', childrenCount: 16, limit: 15, rule: 'standard-19' }]);
  const room = (await tablet.get('/api/staffing/room').expect(200)).body as StaffRoom;
  expect(room).toMatchObject({ isRecorded: false, children: 16, staff: 0 });
});

test('two servers that judge a room at once open one breach', async () => {
  await say('arrived').expect(200);
  await settled();
  await fillRoom(care, care.nursery.toddlerRoomId, 6);
  const { db, now, log } = care;
  const childRooms = (rows: Parameters<typeof deriveDay>[0]) => deriveDay(rows).stays.flatMap(({ rooms }) => rooms);
  const servers = Array.from({ length: 4 }, () => watchBreaches({ db, now, log, childRooms }));
  await Promise.all(servers.map((server) => server.onRoomChanged([care.nursery.toddlerRoomId])));
  expect(await breaches()).toHaveLength(1);
  expect(await events()).toHaveLength(1);
});

test('what a crash left unjudged the next sweep judges, and midnight closes what was open', async () => {
  await say('arrived').expect(200);
  await settled();
  await fillRoom(care, care.nursery.toddlerRoomId, 6);
  await care.breaches.sweep();
  expect(await breaches()).toMatchObject([{ closedAt: null }]);
  care.wait(24 * 3_600_000);
  await care.breaches.sweep();
  expect(await breaches()).toMatchObject([{ closedAt: care.clock.now }]);
});

const standard = { limit: 5, rule: 'standard-20' };
const ask = async (userId: Parameters<Care['as']>[0], day = '2026-06-03') =>
  (await care.as(userId)).get(`/api/staffing/history?classroomId=${care.nursery.toddlerRoomId}&day=${day}`);
const historyOf = async (day?: string) => (await ask(care.nursery.siteAdminId, day)).body as RoomHistory;

test('the history of the day has its steps, its breach and who worked when, for those who may read it', async () => {
  await say('arrived').expect(200);
  await fillRoom(care, care.nursery.toddlerRoomId, 6);
  await settled();
  const opened = care.clock.now.toISOString();
  care.wait(240_000);
  await recordStaff(care, tablet, care.nursery.seniorCaregiverId, 'arrived').expect(200);
  await settled();
  const closed = care.clock.now.toISOString();
  care.wait(240_000);
  const history = (await ask(care.nursery.siteAdminId)).body as RoomHistory;
  expect(history.breaches).toEqual([
    { ...{ kind: 'ratio', from: opened, to: closed, children: 6, staff: 1 }, ...standard, isTold: true },
  ]);
  expect(history.steps.at(-1)).toEqual({ at: closed, children: 6, staff: 2 });
  expect(history.people.map(({ name, spans }) => [name, spans.length]).sort()).toEqual([
    ['何老师', 1],
    ['林老师', 1],
  ]);
  expect(history.to).toBe(care.clock.now.toISOString());
  expect(outcome(await ask(care.nursery.inspectorId))).toBe('ok');
  expect(outcome(await ask(care.nursery.otherSiteAdminId))).toBe('not-found');
  expect(outcome(await ask(care.nursery.caregiverId))).toBe('forbidden');
});

test('what was told keeps its limit when the room’s is another today; a breach ends when it ended, not when it was heard', async () => {
  await say('arrived').expect(200);
  await fillRoom(care, care.nursery.toddlerRoomId, 6);
  await settled();
  const from = care.clock.now.toISOString();
  care.wait(540_000);
  await recordStaff(care, tablet, care.nursery.seniorCaregiverId, 'arrived', { ms: -120_000 }).expect(200);
  await settled();
  const to = new Date(care.clock.now.getTime() - 120_000).toISOString();
  await care.db.classroom.update({ where: { id: care.nursery.toddlerRoomId }, data: { ratio: 8 } });
  const history = await historyOf();
  expect(history.ratio).toMatchObject({ limit: 8, rule: 'own' });
  expect(history.breaches).toEqual([
    { ...{ kind: 'ratio', from, to, children: 6, staff: 1 }, ...standard, isTold: true },
  ]);
});

test('what only later records show is told apart: nobody was told of it then', async () => {
  await say('arrived', { ms: -3_600_000 }).expect(200);
  await settled();
  await fillRoom(care, care.nursery.toddlerRoomId, 1);
  await settled();
  care.wait(1_200_000);
  const { caregiverId, toddlerRoomId: classroomId } = care.nursery;
  const at = (ms: number) => new Date(care.clock.now.getTime() + ms);
  const row = {
    userId: caregiverId,
    classroomId,
    actorId: caregiverId,
    day: new Date('2026-06-03'),
    recordedAt: at(0),
  };
  const rest = { ...row, id: crypto.randomUUID(), kind: 'break_began', happenedAt: at(-900_000) };
  const work = { ...row, id: crypto.randomUUID(), kind: 'break_ended', happenedAt: at(-600_000) };
  await care.db.staffEvent.createMany({ data: [rest, work] });
  await settled();
  expect((await historyOf()).breaches).toMatchObject([{ kind: 'ratio', staff: 0, ...standard, isTold: false }]);
});

test('before the site’s first staff record nothing is claimed of a day’s ratio; from it on it is', async () => {
  await fillRoom(care, care.nursery.toddlerRoomId, 6);
  care.wait(24 * 3_600_000);
  tablet = await care.tablet(care.nursery.toddlerRoomId, null);
  await say('arrived').expect(200);
  expect(await historyOf()).toMatchObject({ isRecorded: false, breaches: [] });
  expect(await historyOf('2026-06-04')).toMatchObject({ isRecorded: true });
});

test('a tap of a child is judged without anybody asking for it', async () => {
  await say('arrived').expect(200);
  await say('left', {});
  const acting = await care.tablet(care.nursery.toddlerRoomId, care.nursery.caregiverId);
  care.wait(1_000);
  const { childId } = care.nursery.duoduo;
  const happenedAt = care.clock.now.toISOString();
  await acting.post('/api/attendance/check-ins', { eventId: crypto.randomUUID(), childId, happenedAt }).expect(200);
  await care.breaches.stop();
  expect(await breaches()).toMatchObject([{ kind: 'ratio', childrenCount: 1, staffCount: 0 }]);
});
