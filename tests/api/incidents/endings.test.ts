import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { IncidentFile } from '../../../server/contract/incident-file.ts';
import type { OwnIncidents } from '../../../server/contract/own-incidents.ts';
import type { UserId } from '../../../server/contract/ids.ts';
import { type Clockwork, openClockwork } from '../../support/clockwork.ts';

let work: Clockwork;
type Ask = Awaited<ReturnType<Clockwork['as']>>;
let tablet: Ask;
let director: Ask;
let incidentId: string;
beforeAll(async () => {
  work = await openClockwork();
  work.at('10:15');
  tablet = await work.tablet(work.nursery.toddlerRoomId, work.nursery.caregiverId);
  director = await work.as(work.nursery.siteAdminId);
});
afterAll(() => work.stop());
beforeEach(async () => {
  work.at('10:15');
  incidentId = await flag();
});

const duoduo = () => work.nursery.duoduo;
const shitou = () => work.nursery.shitou;

async function flag(kind = 'bite'): Promise<string> {
  const id = randomUUID();
  const childIds = [duoduo().childId, shitou().childId];
  const room = { classroomId: work.nursery.toddlerRoomId, happenedAt: work.clock.now.toISOString() };
  await tablet('POST', '/api/incidents', { incidentId: id, kind, childIds, ...room });
  return id;
}
const WELL = () => ({
  kind: 'detailed',
  details: { children: [duoduo(), shitou()].map(({ childId }) => ({ childId, told: '手上有一点红，已经冷敷。' })) },
});
const step = async (by: Ask, what: object, of = incidentId, stepId: string = randomUUID()) => {
  const { status, body } = await by('POST', `/api/incidents/${of}/steps`, { stepId, ...what });
  const said = body as { state?: string; problem?: { code: string } };
  return said.state ?? said.problem?.code ?? status;
};
async function publish() {
  await step(tablet, WELL());
  await step(tablet, { kind: 'submitted' });
  expect(await step(director, { kind: 'published' })).toBe('published');
}
const own = async (userId: UserId) =>
  ((await (await work.as(userId))('GET', '/api/own-incidents')).body as OwnIncidents).incidents.filter(
    (each) => each.incidentId === incidentId,
  );
const acknowledge = async (userId: UserId, childId: string) => {
  const said = { stepId: randomUUID(), childId, signature: { kind: 'drawn', strokes: [[10, 10, 50, 40, 90, 20]] } };
  return (await (await work.as(userId))('POST', `/api/own-incidents/${incidentId}/acknowledgements`, said)).status;
};
const filed = async () => {
  const { body } = await director('GET', `/api/incidents/${incidentId}`);
  const file = body as IncidentFile;
  const last = file.lines.findLast(({ kind }) => kind === 'closed' || kind === 'withdrawn');
  return { state: file.state, holds: file.holds.length, by: last?.by, text: last?.text, unsigned: last?.unsigned };
};

test('a family that never answers: after the reminder the director files it with a reason; it reads and signs all the same', async () => {
  await publish();
  await acknowledge(duoduo().guardianId, duoduo().childId);
  const reason = '打了三次电话，家人在外地，口头已知情';
  expect(await step(director, { kind: 'closed', reason })).toBe('signature-first');
  work.at('14:16');
  await work.tick();
  expect(await step(tablet, { kind: 'closed', reason })).toBe('forbidden');
  expect(await step(director, { kind: 'closed' })).toBe('signature-first');
  expect(await step(director, { kind: 'closed', reason: ' ' })).toBe('bad-request');
  expect(await step(director, { kind: 'closed', reason })).toBe('closed');
  expect(await filed()).toMatchObject({ state: 'closed', text: reason, unsigned: [shitou().childId] });
  expect((await own(shitou().guardianId)).length).toBe(1);
  expect(await acknowledge(shitou().guardianId, shitou().childId)).toBe(200);
  expect(await filed()).toMatchObject({ state: 'closed', unsigned: [shitou().childId] });
});

test('a signature that comes while the reason is being written counts; what was written stays, of no family', async () => {
  await publish();
  for (const { guardianId, childId } of [duoduo(), shitou()]) await acknowledge(guardianId, childId);
  expect(await step(director, { kind: 'closed', reason: '没有回复' })).toBe('closed');
  expect(await filed()).toMatchObject({ text: '没有回复', unsigned: [] });
});

test('a mistaken flag is taken back by the director until it is published, with a reason that stays; no hold stands for it', async () => {
  const reason = '点错了孩子';
  expect((await filed()).holds).toBe(1);
  await step(tablet, WELL());
  expect(await step(tablet, { kind: 'withdrawn', reason })).toBe('forbidden');
  expect(await step(await work.as(work.nursery.caregiverId), { kind: 'withdrawn', reason })).toBe('forbidden');
  await step(tablet, { kind: 'submitted' });
  expect(await step(director, { kind: 'withdrawn', reason: '' })).toBe('bad-request');
  const stepId = randomUUID();
  expect(await step(director, { kind: 'withdrawn', reason }, incidentId, stepId)).toBe('withdrawn');
  expect(await step(director, { kind: 'withdrawn', reason }, incidentId, stepId)).toBe('withdrawn');
  expect(await filed()).toEqual({ state: 'withdrawn', holds: 0, by: '陈园长', text: reason, unsigned: [] });
  const told = await work.db.event.findMany({ where: { type: 'incident:changed' }, orderBy: { id: 'asc' } });
  expect(told.at(-1)?.payload).toMatchObject({ incidentId, step: 'withdrawn' });
  const audited = await work.db.auditEntry.findMany({
    where: { action: 'incident-withdrawn' },
    orderBy: { id: 'asc' },
  });
  expect(audited.at(-1)).toMatchObject({ actorId: work.nursery.siteAdminId });
  expect(await step(tablet, WELL())).toBe('incident-not-now');

  incidentId = await flag();
  await publish();
  expect(await step(director, { kind: 'withdrawn', reason })).toBe('incident-not-now');
});

test('a grave one that is taken back, by the director or as a slip of the tablet, keeps its hold on the recording', async () => {
  incidentId = await flag('choking');
  expect(await step(director, { kind: 'withdrawn', reason: '点错了' })).toBe('withdrawn');
  expect(await filed()).toMatchObject({ state: 'withdrawn', holds: 1 });
  incidentId = await flag('burn');
  await tablet('POST', '/api/incidents/withdrawals', { stepId: randomUUID(), incidentId });
  expect(await filed()).toMatchObject({ state: 'withdrawn', holds: 1 });
  const [told, audited] = await Promise.all([
    work.db.event.findMany({ where: { type: 'incident:changed' }, orderBy: { id: 'desc' }, take: 1 }),
    work.db.auditEntry.findMany({ orderBy: { id: 'desc' }, take: 1 }),
  ]);
  // A slip of the room is told and written down as another thing than what the director takes back.
  expect(told[0]?.payload).toMatchObject({ incidentId, step: 'withdrawn', isUndo: true });
  expect(audited[0]?.action).toBe('incident-flag-undone');
});

test('attack: a call that nobody had, and the family suspended for a moment, do not stand for a signature', async () => {
  await publish();
  const { db } = work;
  for (const { childId } of [duoduo(), shitou()])
    await step(director, {
      kind: 'called',
      childId,
      guardianId: null,
      isReached: true,
      happenedAt: work.clock.now.toISOString(),
    });
  const family = { id: { in: [duoduo().guardianId, shitou().guardianId] } };
  await db.user.updateMany({ where: family, data: { suspendedAt: work.clock.now } });
  expect(await step(director, { kind: 'closed' })).toBe('signature-first');
  expect(await step(director, { kind: 'closed', reason: '家人账号已停用，电话里已知情' })).toBe('closed');
  await db.user.updateMany({ where: family, data: { suspendedAt: null } });
  expect((await filed()).unsigned).toEqual(expect.arrayContaining([duoduo().childId, shitou().childId]));
});
