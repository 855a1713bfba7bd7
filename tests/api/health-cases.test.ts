import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { HealthCases } from '../../server/contract/health-cases.ts';
import { openFamilies, type Asker, type Families } from '../support/families.ts';

const DAY_MS = 24 * 3_600_000;

let care: Families;
let tablet: Asker;
let director: Asker;
let mother: Asker;
beforeAll(async () => {
  care = await openFamilies();
  const { nursery } = care;
  tablet = await care.tablet(nursery.toddlerRoomId, nursery.caregiverId);
  director = care.as(nursery.siteAdminId);
  mother = care.as(nursery.duoduo.guardianId);
});
afterAll(() => care.close());
/** Each test has weeks of its own. */
beforeEach(() => care.wait(40 * DAY_MS));

async function fever(childId: string, more: object = {}) {
  const checkId = randomUUID() as string;
  const found = { checkId, childId, period: 'morning', temperature: 376, signs: ['cough'], happenedAt: care.at() };
  expect((await tablet.post('/api/health/checks', { checks: [{ ...found, ...more }] })).code).toBe('ok');
  return checkId;
}
const step = (by: Asker, checkId: string, more: object) =>
  by.post(`/api/health/checks/${checkId}/follow-ups`, { followUpId: randomUUID(), ...more });
const path = (more = '') => `/api/admin/health/cases?siteId=${care.nursery.siteId}${more}`;
const list = async (more = '', by = director) => (await by.get(path(more))).body as HealthCases;

test('what was found stays in the list of the site until somebody settled it, with who did what', async () => {
  const { duoduo, toddlerRoomId } = care.nursery;
  const checkId = await fever(duoduo.childId);
  care.wait(60_000);
  await step(mother, checkId, { kind: 'guardian_comes' });
  care.wait(9 * DAY_MS);
  const open = await list();
  expect(open.counts).toEqual({ open: 1, closed: 0, all: 1 });
  expect(open.cases).toMatchObject([
    { checkId, classroomId: toddlerRoomId, temperature: 376, state: 'answered', followUps: [{ by: '王芳' }] },
  ]);
  await step(director, checkId, { kind: 'fetched' });
  expect((await list()).cases).toEqual([]);
  expect((await list('&state=closed')).cases).toMatchObject([
    { checkId, state: 'closed', followUps: [{ kind: 'guardian_comes' }, { kind: 'fetched' }] },
  ]);
});

test('who was fetched after the family was told needs no step more; who came back, and of whom nobody told, stay open', async () => {
  const { duoduo, shitou, toddlerRoomId, siteId } = care.nursery;
  const took = async (childId: string) => {
    care.wait(60_000);
    const gone = { childId, eventId: randomUUID(), happenedAt: care.at() };
    expect((await tablet.post('/api/attendance/check-outs', gone)).code).toBe('ok');
    return gone.happenedAt;
  };
  for (const { childId } of [duoduo, shitou]) await care.arrives(childId, toddlerRoomId);
  care.wait(60_000);
  const [told, untold] = [await fever(duoduo.childId), await fever(shitou.childId)];
  care.wait(60_000);
  await step(tablet, told, { kind: 'called' });
  expect((await list()).cases.map(({ fetchedAt }) => fetchedAt)).toEqual([null, null]);
  const fetchedAt = await took(duoduo.childId);
  await took(shitou.childId);
  expect((await list()).cases).toMatchObject([{ checkId: untold, state: 'waiting' }]);
  expect((await list('&state=closed')).cases).toMatchObject([{ checkId: told, state: 'closed', fetchedAt }]);
  const own = (await mother.get('/api/health/own')).body as { cases: object[] };
  expect(own.cases).toMatchObject([{ checkId: told, state: 'closed', fetchedAt }]);
  const file = await director.post('/api/admin/health/cases/export', { siteId, language: 'zh', state: 'closed' });
  expect(file.body as string).toContain('已处理完');
  care.wait(60_000);
  const back = { childId: duoduo.childId, eventId: randomUUID(), happenedAt: care.at() };
  expect((await tablet.post('/api/attendance/check-ins', back)).code).toBe('ok');
  expect((await list()).cases.find(({ checkId }) => checkId === told)).toMatchObject({
    ...{ state: 'answered', fetchedAt: null },
  });
});

test('who answered is said by what they are to the child, in the list and in its file', async () => {
  const { duoduo, siteId } = care.nursery;
  const checkId = await fever(duoduo.childId);
  care.wait(60_000);
  await step(tablet, checkId, { kind: 'called' });
  care.wait(60_000);
  await step(mother, checkId, { kind: 'guardian_comes' });
  expect((await list()).cases[0]?.followUps).toMatchObject([{ relation: null }, { relation: '妈妈' }]);
  const file = await director.post('/api/admin/health/cases/export', { siteId, language: 'zh' });
  expect(file.body as string).toContain('妈妈来接');
});

test('a room’s cases alone, and none that was corrected since', async () => {
  const { duoduo, shitou, toddlerRoomId, seniorRoomId } = care.nursery;
  await fever(duoduo.childId);
  const wrong = await fever(shitou.childId);
  care.wait(60_000);
  await fever(shitou.childId, { temperature: 365, signs: [] });
  expect((await list(`&classroomId=${toddlerRoomId}`)).cases.map((each) => each.checkId)).not.toContain(wrong);
  expect((await list(`&classroomId=${toddlerRoomId}&state=all`)).counts.all).toBe(1);
  expect((await list(`&classroomId=${seniorRoomId}&state=all`)).cases).toEqual([]);
});

test('the full name stands in it, and names that are formulas stay text in the file; the file is in the audit', async () => {
  const { duoduo, siteId, siteAdminId } = care.nursery;
  await care.db().child.update({ where: { id: duoduo.childId }, data: { name: '=王多多', nickname: '多多' } });
  await fever(duoduo.childId);
  expect((await list()).cases[0]?.childName).toBe('=王多多');
  const answer = await director.post('/api/admin/health/cases/export', { siteId, language: 'zh' });
  expect(answer.body as string).toContain("'=王多多");
  expect(answer.body as string).toContain('37.6');
  const entry = await care.db().auditEntry.findFirst({
    where: { action: 'health-exported' },
    orderBy: { at: 'desc' },
  });
  expect(entry).toMatchObject({ actorId: siteAdminId, siteId, details: { state: 'open', rows: 1 } });
});

test('what was found weeks ago is in the child’s days alone', async () => {
  await fever(care.nursery.duoduo.childId);
  care.wait(32 * DAY_MS);
  expect((await list('&state=all')).cases).toEqual([]);
});
