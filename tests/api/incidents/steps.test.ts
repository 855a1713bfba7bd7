import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
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
  incidentId = await flag('bite');
});

const duoduo = () => work.nursery.duoduo;
const shitou = () => work.nursery.shitou;

async function flag(kind: string, childIds: string[] = [duoduo().childId, shitou().childId]): Promise<string> {
  const id = randomUUID();
  const room = { classroomId: work.nursery.toddlerRoomId, happenedAt: work.clock.now.toISOString() };
  await tablet('POST', '/api/incidents', { incidentId: id, kind, childIds, ...room });
  return id;
}

const share = (childId: string, told: string, more: object = {}) => ({ childId, told, ...more });
const details = (children: object[], more: object = {}) => ({
  kind: 'detailed',
  details: { cause: '石磊咬了朵朵', firstAid: '冷敷', place: 'activity-room', children, ...more },
});
const WELL = () =>
  details([
    share(duoduo().childId, '朵朵左前臂被咬了一下，冷敷后没有破皮。', {
      injury: 'assault',
      marks: ['front-left-forearm'],
    }),
    share(shitou().childId, '石磊咬了同伴，老师和他谈过了。'),
  ]);
const step = async (by: Ask, what: object, of = incidentId, stepId: string = randomUUID()) => {
  const { status, body } = await by('POST', `/api/incidents/${of}/steps`, { stepId, ...what });
  const said = body as { state?: string; problem?: { code: string } };
  return said.state ?? said.problem?.code ?? status;
};
const called = (childId: string, isReached = true, guardianId: UserId | null = null) => ({
  ...{ kind: 'called', childId, isReached, guardianId, happenedAt: work.clock.now.toISOString() },
});
const own = async (userId: UserId) =>
  ((await (await work.as(userId))('GET', '/api/own-incidents')).body as OwnIncidents).incidents.filter(
    (each) => each.incidentId === incidentId,
  );
const acknowledge = async (userId: UserId, childId: string, stepId: string = randomUUID()) => {
  const signature = { kind: 'drawn', strokes: [[10, 10, 50, 40, 90, 20]] };
  const body = { stepId, childId, signature };
  return (await (await work.as(userId))('POST', `/api/own-incidents/${incidentId}/acknowledgements`, body)).status;
};
async function publish() {
  await step(tablet, WELL());
  await step(tablet, { kind: 'submitted' });
  return step(director, { kind: 'published' });
}

test('the whole way: details, review, back for more, publication, each family’s word, closing, an addendum', async () => {
  expect(await step(tablet, WELL())).toBe('draft');
  expect(await step(tablet, { kind: 'submitted' })).toBe('in-review');
  expect(await step(tablet, WELL())).toBe('forbidden'); // what lies before the director is theirs
  expect(await step(director, { kind: 'returned', reason: '请写上是谁看到的' })).toBe('draft');
  expect(await step(tablet, { kind: 'submitted' })).toBe('in-review');
  expect(await step(director, WELL())).toBe('in-review');
  expect(await step(director, { kind: 'published' })).toBe('published');
  expect(await acknowledge(duoduo().guardianId, duoduo().childId)).toBe(200);
  expect(await step(director, { kind: 'closed' })).toBe('signature-first');
  expect(await acknowledge(shitou().guardianId, shitou().childId)).toBe(200);
  expect(await step(director, { kind: 'closed' })).toBe('closed');
  expect(await step(director, { kind: 'addendum', childId: duoduo().childId, text: '第二天检查，没有痕迹。' })).toBe(
    'closed',
  );
  const [seen] = await own(duoduo().guardianId);
  expect(seen?.addenda.map(({ text }) => text)).toEqual(['第二天检查，没有痕迹。']);
});

test('two who write at a time keep each other’s words: only what one touched is written over', async () => {
  const base = { place: 'activity-room', cause: '石磊咬了朵朵' };
  await step(tablet, { kind: 'detailed', details: base });
  await step(director, { kind: 'detailed', base, details: { ...base, prevention: '分开坐' } });
  await step(tablet, { kind: 'detailed', base, details: { ...base, place: 'bedroom' } });
  const { body } = await tablet('GET', `/api/incidents/${incidentId}`);
  expect((body as { details: object }).details).toMatchObject({ ...base, place: 'bedroom', prevention: '分开坐' });
  const many = (from: number) => Array.from({ length: 30 }, (_, n) => `00000000-0000-4000-8000-0000000000${from + n}`);
  await step(tablet, { kind: 'detailed', details: { witnesses: many(10) } });
  expect(await step(tablet, { kind: 'detailed', base: {}, details: { witnesses: many(50) } })).toBe('bad-request');
  expect((await tablet('GET', `/api/incidents/${incidentId}`)).status).toBe(200);
});

test('a family reads its own child’s share and nothing of the other: not its name, its marks, nor that there was one', async () => {
  expect(await own(duoduo().guardianId)).toEqual([]);
  await publish();
  await step(director, { kind: 'addendum', childId: null, text: '石磊的家长来谈过。' });
  const [seen, ...others] = await own(duoduo().guardianId);
  expect(others).toEqual([]);
  expect(seen).toMatchObject({ childName: '朵朵', marks: ['front-left-forearm'], injury: 'assault', addenda: [] });
  const text = JSON.stringify(seen);
  for (const name of ['石磊', shitou().childId]) expect(text).not.toContain(name);
  expect(JSON.stringify(await own(shitou().guardianId))).not.toMatch(/朵朵|forearm|冷敷/);
  const told = await work.db.event.findMany({ where: { type: 'incident:told' }, orderBy: { id: 'asc' } });
  const ofIt = told.filter(({ payload }) => (payload as { incidentId: string }).incidentId === incidentId);
  expect(ofIt.map(({ childId }) => childId).sort()).toEqual([duoduo().childId, shitou().childId].sort());
});

test('a text that names another child, or none at all, is not published', async () => {
  await step(tablet, details([share(duoduo().childId, '被石磊咬了左手'), share(shitou().childId, '咬了同伴')]));
  await step(tablet, { kind: 'submitted' });
  expect(await step(director, { kind: 'published' })).toBe('names-other-child');
  await step(director, details([share(duoduo().childId, '左手被咬了')]));
  expect(await step(director, { kind: 'published' })).toBe('nothing-told');
  await step(director, WELL());
  expect(await step(director, { kind: 'published' })).toBe('published');
});

test('a text names nobody else either where no family reads it yet, and no child that was in the room that day alone', async () => {
  const ofShitou = { where: { userId: shitou().guardianId } };
  await work.db.guardianship.updateMany({ ...ofShitou, data: { custodyBlockedAt: work.clock.now } });
  const told = '朵朵左手被咬了';
  await step(tablet, details([share(duoduo().childId, told), share(shitou().childId, '咬了朵朵')]));
  await step(tablet, { kind: 'submitted' });
  expect(await step(director, { kind: 'published' })).toBe('names-other-child');
  await work.db.guardianship.updateMany({ ...ofShitou, data: { custodyBlockedAt: null } });

  const { anan, toddlerRoomId, caregiverId } = work.nursery;
  const { name } = await work.db.child.findUniqueOrThrow({ where: { id: anan.childId } });
  const { day } = await work.db.incident.findUniqueOrThrow({ where: { id: incidentId } });
  const visit = { childId: anan.childId, classroomId: toddlerRoomId, kind: 'transferred', day, actorId: caregiverId };
  await work.db.attendanceEvent.create({ data: { id: randomUUID(), happenedAt: work.clock.now, ...visit } });
  await step(director, details([share(duoduo().childId, `${told}，是${name}咬的`), share(shitou().childId, '看见了')]));
  expect(await step(director, { kind: 'published' })).toBe('names-other-child');
  await step(director, details([share(duoduo().childId, told), share(shitou().childId, '看见了')]));
  expect(await step(director, { kind: 'published' })).toBe('published');
});

test('attack: what is added for one family names no other child, and reaches no family that it does not concern', async () => {
  await publish();
  const add = (childId: string, text: string) => step(director, { kind: 'addendum', childId, text });
  expect(await add(duoduo().childId, '石磊的家长道了歉')).toBe('names-other-child');
  expect(await add(work.nursery.anan.childId, '请留意')).toBe('not-found');
  expect(await add(randomUUID(), '请留意')).toBe('not-found');
  expect((await own(duoduo().guardianId))[0]?.addenda).toEqual([]);
  expect(await work.db.event.count({ where: { type: 'incident:told', childId: work.nursery.anan.childId } })).toBe(0);
});

test('a grave one waits for a call that reached somebody of each family', async () => {
  incidentId = await flag('choking');
  await step(tablet, WELL());
  await step(tablet, { kind: 'submitted' });
  expect(await step(director, { kind: 'published' })).toBe('call-first');
  expect(await step(tablet, called(duoduo().childId, false, duoduo().guardianId))).toBe('in-review');
  expect(await step(tablet, called(duoduo().childId, true, duoduo().guardianId))).toBe('in-review');
  expect(await step(director, { kind: 'published' })).toBe('call-first');
  expect(await step(tablet, called(shitou().childId, true, duoduo().guardianId))).toBe('not-found'); // of another family
  expect(await step(tablet, called(work.nursery.anan.childId))).toBe('not-found');
  expect(await step(director, called(shitou().childId))).toBe('in-review');
  expect(await step(director, { kind: 'published' })).toBe('published');
  expect((await own(duoduo().guardianId))[0]?.calledAt).not.toBeNull();
});

test('a call of a time that cannot be believed is not written down', async () => {
  const at = (minutes: number) => new Date(work.clock.now.getTime() + minutes * 60_000).toISOString();
  for (const happenedAt of [at(5), at(-25 * 60)])
    expect(await step(tablet, { ...called(duoduo().childId), happenedAt })).toBe('bad-request');
});

test('a call that was made before it happened is not about it; of the same minute it may be', async () => {
  incidentId = await flag('choking');
  const { happenedAt } = await work.db.incident.findUniqueOrThrow({ where: { id: incidentId } });
  const at = (ms: number) => ({
    ...called(duoduo().childId),
    happenedAt: new Date(happenedAt.getTime() + ms).toISOString(),
  });
  expect(await step(tablet, at(-60_000))).toBe('call-before-incident');
  expect(await work.db.incidentStep.count({ where: { incidentId, kind: 'called' } })).toBe(0);
  work.clock.now = new Date(work.clock.now.getTime() + 30_000);
  const later = await flag('choking', [duoduo().childId]);
  expect(await step(tablet, at(0), later)).toBe('draft'); // half a minute before, of the same minute
  work.at('10:15');
});

test('attack: a call that is written down after the publication changes nothing of what the family has before it', async () => {
  const before = called(duoduo().childId);
  work.at('10:40');
  await publish();
  const published = await own(duoduo().guardianId);
  expect(await step(tablet, before)).toBe('published');
  expect(await own(duoduo().guardianId)).toEqual(published);
  work.at('10:15');
});

test('of several who do the same at once, one does it: each is judged after the others', async () => {
  for (const each of [incidentId, await flag('fall'), await flag('sting')]) {
    const said = await Promise.all(Array.from({ length: 8 }, () => step(director, { kind: 'submitted' }, each)));
    expect(said.filter((code) => code !== 'incident-not-now')).toEqual(['in-review']);
  }
});

test('taken back and written at once: what was written stands, or nothing was', async () => {
  for (let again = 0; again < 5; again += 1) {
    const of = await flag('fall');
    const back = { stepId: randomUUID(), incidentId: of };
    const [{ status }, state] = await Promise.all([
      tablet('POST', '/api/incidents/withdrawals', back),
      step(tablet, WELL(), of),
    ]);
    expect([
      [200, 'incident-not-now'],
      [409, 'draft'],
    ]).toContainEqual([status, state]);
  }
});

test('a withdrawn or blocked guardian reads nothing, signs nothing, and is not waited for', async () => {
  const of = { where: { userId: shitou().guardianId } };
  await publish();
  await work.db.guardianship.updateMany({ ...of, data: { withdrawnAt: work.clock.now } });
  expect(await own(shitou().guardianId)).toEqual([]);
  expect(await acknowledge(shitou().guardianId, shitou().childId)).toBe(404);
  expect(await acknowledge(duoduo().guardianId, shitou().childId)).toBe(404); // another's child
  expect(await acknowledge(duoduo().guardianId, duoduo().childId)).toBe(200);
  expect(await step(director, { kind: 'closed', reason: '家里现在没有人可以告知' })).toBe('closed');
  await work.db.guardianship.updateMany({ ...of, data: { withdrawnAt: null } });
});

test('the same step sent twice is one, and its id is good for nothing else', async () => {
  const stepId = randomUUID();
  const both = await Promise.all([1, 2].map(() => step(tablet, WELL(), incidentId, stepId)));
  expect(both).toEqual(['draft', 'draft']);
  expect(await work.db.incidentStep.count({ where: { id: stepId } })).toBe(1);
  expect(await step(tablet, { kind: 'submitted' }, incidentId, stepId)).toBe('conflict');
  expect(await step(tablet, WELL(), await flag('fall'), stepId)).toBe('conflict');
});
