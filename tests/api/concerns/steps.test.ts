import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { ConcernFile, ListedConcern, OwnConcerns } from '../../../server/contract/concerns.ts';
import type { ConcernId } from '../../../server/contract/ids.ts';
import { type Clockwork, openClockwork } from '../../support/clockwork.ts';
import { aConcern } from '../../support/concerns.ts';

type Call = Awaited<ReturnType<Clockwork['as']>>;
let work: Clockwork;
let reporter: Call;
let director: Call;
let operator: Call;
let concernId: ConcernId;
beforeAll(async () => {
  work = await openClockwork();
});
beforeEach(async () => {
  work.at('10:00');
  const { nursery: n } = work;
  [reporter, director, operator] = [
    await work.as(n.caregiverId),
    await work.as(n.siteAdminId),
    await work.as(n.operatorAdminId),
  ];
  concernId = await report();
});
afterAll(() => work.stop());

async function report(more: object = {}): Promise<ConcernId> {
  await work.db.rateLimit.deleteMany();
  const answer = await reporter('POST', '/api/concerns', aConcern(work.nursery.siteId, more));
  const { receipt } = answer.body as { receipt: string };
  return (await work.db.concern.findUniqueOrThrow({ where: { receipt } })).id as ConcernId;
}
const read = async (by = director) => (await by('GET', `/api/admin/concerns/${concernId}`)).body as ConcernFile;
const take = (what: object, by = director) =>
  by('POST', `/api/admin/concerns/${concernId}/steps`, { stepId: randomUUID(), ...what });
const code = ({ body }: { body: unknown }) => (body as { problem: { code: string } }).problem.code;
const ownState = async () =>
  ((await reporter('GET', '/api/own-concerns')).body as OwnConcerns).concerns.map(({ state }) => state)[0];
const actions = async () =>
  (await work.db.auditEntry.findMany({ where: { action: { startsWith: 'concern-' } }, orderBy: { id: 'asc' } }))
    .filter(({ details }) => (details as { concernId: string }).concernId === concernId)
    .map(({ action }) => action);

test('the whole way: opened by the first look, noted, told to the police, closed; the reporter reads where it stands', async () => {
  expect(await ownState()).toBe('received');
  expect(code(await take({ kind: 'noted', text: '先写' }))).toBe('concern-not-now');
  expect((await read()).lines).toMatchObject([{ kind: 'opened', by: '陈园长' }]);
  expect(await ownState()).toBe('looked-into');
  expect((await read(operator)).lines).toHaveLength(1);
  const happenedAt = new Date(work.clock.now.getTime() - 60_000).toISOString();
  expect((await take({ kind: 'noted', text: '和老师谈过' })).body).toEqual({ state: 'looked-into' });
  const police = { kind: 'authority', authority: 'police', happenedAt, reference: '京公 2026-118', text: '' };
  expect((await take(police, operator)).status).toBe(200);
  expect((await take({ kind: 'closed', outcome: 'handed-over', text: '已移交' })).body).toEqual({ state: 'closed' });
  expect(await ownState()).toBe('closed');
  expect((await read()).lines).toMatchObject([
    { kind: 'opened' },
    { kind: 'noted', text: '和老师谈过', by: '陈园长' },
    { kind: 'authority', authority: 'police', reference: '京公 2026-118', happenedAt, by: '周运营' },
    { kind: 'closed', outcome: 'handed-over', text: '已移交', at: work.clock.now.toISOString() },
  ]);
  expect(await actions()).toEqual([
    ...['concern-reported', 'concern-seen', 'concern-seen', 'concern-noted'],
    ...['concern-told-authority', 'concern-closed', 'concern-seen'],
  ]);
});

test('the same step twice, also at once, is one; its id for something else is refused; of another report it is another', async () => {
  await read();
  const step = { stepId: randomUUID(), kind: 'noted', text: '一次' };
  const answers = await Promise.all([1, 2, 3].map(() => take(step)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect((await read()).lines.map(({ kind }) => kind)).toEqual(['opened', 'noted']);
  expect(code(await take({ ...step, kind: 'closed', outcome: 'unfounded' }))).toBe('conflict');
  concernId = await report();
  await read();
  expect((await take(step)).status).toBe(200);
});

test('two who close at once: one does; what was said after the end is added', async () => {
  await read();
  const close = { kind: 'closed', outcome: 'not-confirmed', text: '没有查实', untoldWhy: '查无此事' };
  const answers = await Promise.all([take(close), take(close, operator)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect((await take({ kind: 'noted', text: '后来' })).body).toEqual({ state: 'closed' });
  const future = new Date(work.clock.now.getTime() + 3_600_000).toISOString();
  const told = { kind: 'authority', authority: 'health', happenedAt: future, reference: '', text: '' };
  expect(code(await take(told))).toBe('bad-request');
});

test('the database itself changes nothing of what was written, and takes no second end', async () => {
  await read();
  await take({ kind: 'closed', outcome: 'unfounded', text: '误会', untoldWhy: '查无此事' });
  const { db } = work;
  await expect(db.concern.updateMany({ data: { about: 'other' } })).rejects.toThrow();
  await expect(db.concernStep.deleteMany()).rejects.toThrow();
  await expect(db.concernKeptFrom.deleteMany()).rejects.toThrow();
  const again = { id: randomUUID(), concernId, kind: 'closed', happenedAt: new Date(), recordedAt: new Date() };
  await expect(db.concernStep.create({ data: again })).rejects.toThrow();
});

test('the list: unopened before opened before closed, the oldest first', async () => {
  const ids: Record<string, ConcernId> = {};
  for (const [n, name] of ['closed', 'opened', 'first', 'second'].entries()) {
    work.at(`11:0${String(n)}`);
    ids[name] = concernId = await report();
    if (name === 'closed' || name === 'opened') await read();
    if (name === 'closed') await take({ kind: 'closed', outcome: 'unfounded', text: '误会', untoldWhy: '查无此事' });
  }
  const { concerns } = (await director('GET', '/api/admin/concerns')).body as { concerns: ListedConcern[] };
  const shown = concerns.map(({ concernId: id }) => id).filter((id) => Object.values(ids).includes(id));
  expect(shown).toEqual([ids['first'], ids['second'], ids['opened'], ids['closed']]);
});

test('half an hour unopened: the operator is told again, once, whoever looks; what was opened is told to nobody', async () => {
  const opened = await report();
  await director('GET', `/api/admin/concerns/${opened}`);
  const unopened = () =>
    work.db.event.findMany({ where: { type: 'concern:changed', payload: { path: ['what'], equals: 'unopened' } } });
  const before = (await unopened()).length;
  work.at('10:29');
  await work.tick();
  expect(await unopened()).toHaveLength(before);
  work.at('10:30');
  await Promise.all([work.tick(), work.second.app.everyMinute()]);
  await work.tick();
  const told = (await unopened()).filter(({ payload }) => (payload as { concernId: string }).concernId === concernId);
  expect(told.map(({ userId }) => userId)).toEqual([work.nursery.operatorAdminId]);
  expect(await work.db.concernStep.count({ where: { concernId: opened, kind: 'reminded' } })).toBe(0);
  expect((await read(operator)).lines.map(({ kind, by }) => [kind, by])).toEqual([
    ['reminded', null],
    ['opened', '周运营'],
  ]);
});
