import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { USUAL_CLOCKS } from '../../../server/contract/incident-clocks.ts';
import type { IncidentFile } from '../../../server/contract/incident-file.ts';
import type { OpenIncidents } from '../../../server/contract/incidents.ts';
import { type Clockwork, openClockwork } from '../../support/clockwork.ts';

let work: Clockwork;
type Ask = Awaited<ReturnType<Clockwork['as']>>;
let tablet: Ask;
let director: Ask;
beforeEach(async () => {
  work = await openClockwork();
  work.at('10:00');
  tablet = await work.tablet(work.nursery.toddlerRoomId, work.nursery.caregiverId);
  director = await work.as(work.nursery.siteAdminId);
});
afterEach(() => work.stop());

const duoduo = () => work.nursery.duoduo;
const shitou = () => work.nursery.shitou;

async function flag(kind: string, childIds = [duoduo().childId, shitou().childId]): Promise<string> {
  const incidentId = randomUUID();
  const room = { classroomId: work.nursery.toddlerRoomId, happenedAt: work.clock.now.toISOString() };
  await tablet('POST', '/api/incidents', { incidentId, kind, childIds, ...room });
  return incidentId;
}
const step = async (by: Ask, incidentId: string, what: object) => {
  const { status } = await by('POST', `/api/incidents/${incidentId}/steps`, { stepId: randomUUID(), ...what });
  expect(status).toBe(200);
};
const called = (childId: string, isReached = true) => ({
  ...{ kind: 'called', childId, isReached, guardianId: null, happenedAt: work.clock.now.toISOString() },
});
async function publish(incidentId: string) {
  const children = [duoduo(), shitou()].map(({ childId }) => ({ childId, told: '手上有一点红，已经冷敷。' }));
  await step(tablet, incidentId, { kind: 'detailed', details: { children } });
  await step(tablet, incidentId, { kind: 'submitted' });
  await step(director, incidentId, { kind: 'published' });
}
const acknowledge = async (incidentId: string, { guardianId, childId }: { guardianId: string; childId: string }) => {
  const guardian = await work.as(guardianId as typeof work.nursery.duoduo.guardianId);
  const signature = { kind: 'drawn', strokes: [[10, 10, 50, 40, 90, 20]] };
  const said = { stepId: randomUUID(), childId, signature };
  expect((await guardian('POST', `/api/own-incidents/${incidentId}/acknowledgements`, said)).status).toBe(200);
};
const nameOf = (childId: string | null) =>
  childId === duoduo().childId ? '朵朵' : childId === shitou().childId ? '石头' : '';
/** What the clock has written of it, and of whom: `escalated unanswered 朵朵`. */
async function written(incidentId: string): Promise<string[]> {
  const where = { incidentId, kind: { in: ['reminded', 'escalated'] } };
  const rows = await work.db.incidentStep.findMany({ where, orderBy: { seq: 'asc' } });
  for (const { actorId, deviceId } of rows) expect([actorId, deviceId]).toEqual([null, null]);
  return rows.map(({ kind, childId, data }) => [kind, (data as { why: string }).why, nameOf(childId)].join(' ').trim());
}
/** What went out of it since the flag: to staff the step and why, to a family what of whose child. */
async function toldOf(incidentId: string): Promise<string[]> {
  const rows = await work.db.event.findMany({ where: { type: { startsWith: 'incident:' } }, orderBy: { id: 'asc' } });
  return rows.flatMap(({ type, childId, payload }) => {
    const { step: what, why, ...of } = payload as Record<string, string>;
    if (of['incidentId'] !== incidentId) return [];
    if (type === 'incident:told') return of['what'] === 'reminder' ? [`family ${nameOf(childId)}`] : [];
    return why === undefined ? [] : [`staff ${String(what)} ${why}`];
  });
}
const tickAt = async (time: string) => {
  work.at(time);
  await work.tick();
};

test('a grave one whose families nobody reached goes to the operator after twenty minutes, for each family, once', async () => {
  const incidentId = await flag('choking');
  await step(tablet, incidentId, called(duoduo().childId));
  await step(tablet, incidentId, called(shitou().childId, false));
  await tickAt('10:19');
  expect(await written(incidentId)).toEqual([]);
  await tickAt('10:20');
  await tickAt('10:21');
  expect(await written(incidentId)).toEqual(['escalated call-overdue 石头']);
  expect(await toldOf(incidentId)).toEqual(['staff escalated call-overdue']);
  await step(tablet, incidentId, called(shitou().childId));
  const { body } = await tablet('GET', '/api/incidents/open');
  expect((body as OpenIncidents).incidents[0]?.due.map(({ rule }) => rule)).toEqual(['not-written', 'not-closed']);
});

test('what is open says which times run for it, and the file what was told', async () => {
  const incidentId = await flag('burn', [duoduo().childId]);
  await tickAt('10:30');
  const { incidents } = (await director('GET', '/api/incidents/open')).body as OpenIncidents;
  expect(incidents[0]?.due).toEqual([
    {
      rule: 'call-overdue',
      childId: duoduo().childId,
      at: '2026-06-03T02:20:00.000Z',
      isOver: true,
      isEscalated: true,
    },
    { rule: 'not-written', childId: null, at: '2026-06-04T02:00:00.000Z', isOver: false, isEscalated: false },
    { rule: 'not-closed', childId: null, at: '2026-06-10T02:00:00.000Z', isOver: false, isEscalated: false },
  ]);
  const file = (await director('GET', `/api/incidents/${incidentId}`)).body as IncidentFile;
  expect(file.due).toEqual(incidents[0]?.due);
  expect(file.lines.map(({ kind, why, by }) => [kind, why, by])).toEqual([
    ['flagged', undefined, '林老师'],
    ['escalated', 'call-overdue', null],
  ]);
});

test('a family that does not answer is reminded once and then escalated; one that answered, or whose right ended, never', async () => {
  const incidentId = await flag('bite');
  await publish(incidentId);
  await tickAt('13:59');
  expect(await written(incidentId)).toEqual([]);
  await acknowledge(incidentId, duoduo());
  await tickAt('14:00');
  await tickAt('14:05');
  expect(await written(incidentId)).toEqual(['reminded reminder 石头']);
  expect(await toldOf(incidentId)).toEqual(['staff reminded reminder', 'family 石头']);
  const feed = async ({ guardianId }: { guardianId: typeof work.nursery.duoduo.guardianId }) =>
    (await (await work.as(guardianId))('GET', '/api/feed')).text;
  expect(await feed(shitou())).toContain('"what":"reminder"');
  expect(await feed(duoduo())).not.toContain('"what":"reminder"');
  work.clock.now = new Date(work.clock.now.getTime() + 24 * 3_600_000);
  await work.tick();
  expect(await written(incidentId)).toEqual(['reminded reminder 石头', 'escalated unanswered 石头']);
});

test('a guardian whose right was withdrawn is neither reminded nor waited for', async () => {
  const incidentId = await flag('bite');
  await publish(incidentId);
  await work.db.guardianship.updateMany({
    where: { userId: shitou().guardianId },
    data: { withdrawnAt: work.clock.now },
  });
  await tickAt('14:00');
  expect(await written(incidentId)).toEqual(['reminded reminder 朵朵']);
  expect(await toldOf(incidentId)).toEqual(['staff reminded reminder', 'family 朵朵']);
});

test('what fell due while no server ran is told late and once, also with two servers in the same minute', async () => {
  const ids = await Promise.all(['bite', 'burn', 'fall', 'burn', 'bite'].map((kind) => flag(kind)));
  const [published] = ids;
  await publish(published ?? '');
  work.clock.now = new Date(work.clock.now.getTime() + 8 * 24 * 3_600_000);
  const servers = [work.server.app, work.second.app];
  await Promise.all([...servers, ...servers].map((app) => app.everyMinute()));
  for (const [nth, id] of ids.entries()) {
    const whole = ['escalated not-written', 'escalated not-closed'];
    const calls = ['escalated call-overdue 朵朵', 'escalated call-overdue 石头'];
    const family = ['朵朵', '石头'].flatMap((child) => [`reminded reminder ${child}`, `escalated unanswered ${child}`]);
    const of = nth === 0 ? [...family, 'escalated not-closed'] : nth === 1 || nth === 3 ? [...calls, ...whole] : whole;
    expect((await written(id)).sort()).toEqual(of.sort());
    const told = await toldOf(id);
    expect(new Set(told).size).toBe(told.length);
    expect(told).toContain('staff escalated not-closed');
  }
});

test('a round that dies between the step and the word leaves neither, and the next one makes up for both', async () => {
  const incidentId = await flag('fall');
  await work.db.$executeRaw`CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'gone'; END $$`;
  await work.db.$executeRaw`CREATE TRIGGER die BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION die()`;
  work.clock.now = new Date(work.clock.now.getTime() + 25 * 3_600_000);
  await expect(work.tick()).rejects.toThrow();
  expect(await written(incidentId)).toEqual([]);
  await work.db.$executeRaw`DROP TRIGGER die ON event`;
  await work.tick();
  await work.tick();
  expect(await written(incidentId)).toEqual(['escalated not-written']);
  expect(await toldOf(incidentId)).toEqual(['staff escalated not-written']);
});

test('what lies before the director a second time is told a second time', async () => {
  const incidentId = await flag('fall');
  for (const [given, over] of [
    ['10:00', '12:00'],
    ['12:30', '14:30'],
  ] as const) {
    work.at(given);
    await step(tablet, incidentId, { kind: 'submitted' });
    await tickAt(over);
    await work.tick();
    await step(director, incidentId, { kind: 'returned', reason: '请补充' });
  }
  expect(await written(incidentId)).toEqual(['escalated not-reviewed', 'escalated not-reviewed']);
});

test('a site’s own times count from when they are saved, also for what is open', async () => {
  const incidentId = await flag('burn', [duoduo().childId]);
  await tickAt('10:10');
  const path = `/api/admin/sites/${work.nursery.siteId}/incident-clocks`;
  expect((await director('PUT', path, { ...USUAL_CLOCKS, callMinutes: 5 })).status).toBe(200);
  await work.tick();
  expect(await written(incidentId)).toEqual(['escalated call-overdue 朵朵']);
});

test('the database itself takes what the clock writes once for each reason, family and time that runs', async () => {
  const incidentId = await flag('fall');
  const row = (childId: string | null) => ({
    ...{ id: randomUUID(), incidentId, kind: 'escalated', childId, data: { why: 'not-closed' } },
    ...{ happenedAt: work.clock.now, recordedAt: work.clock.now },
  });
  await work.db.incidentStep.create({ data: row(null) });
  await expect(work.db.incidentStep.create({ data: row(null) })).rejects.toThrow();
  await work.db.incidentStep.create({ data: row(duoduo().childId) });
  await expect(work.db.incidentStep.create({ data: row(duoduo().childId) })).rejects.toThrow();
  const since = { why: 'not-closed', since: work.clock.now.toISOString() };
  await work.db.incidentStep.create({ data: { ...row(null), data: since } });
  await expect(work.db.incidentStep.create({ data: { ...row(null), data: since } })).rejects.toThrow();
});
