import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { INCIDENT_STATES } from '../../../server/contract/incidents.ts';
import type { RegisterPage } from '../../../server/contract/incident-register.ts';
import { stateAfter } from '../../../server/incidents/incident-states.ts';
import { LiveRoom } from '../../support/live-room.ts';
import { register, type RegisteredStep } from '../../support/registered.ts';
import type { Person } from '../../support/test-server.ts';

const NOW = new Date('2026-06-10T04:00:00Z');

let room: LiveRoom;
let director: Person;
let operator: Person;
beforeAll(async () => {
  room = await LiveRoom.open(() => NOW);
  director = await room.signIn(room.nursery.siteAdminId);
  operator = await room.signIn(room.nursery.operatorAdminId);
  await fill();
});
afterAll(() => room.server.stop());

const db = () => room.server.database.db;

async function search(query: Record<string, string>, who = director) {
  const answer = await who.call('GET', `/api/admin/incident-register?${new URLSearchParams(query).toString()}`);
  return answer as { status: number; body: RegisterPage };
}
const causes = async (query: Record<string, string>, who = director) =>
  (await search(query, who)).body.rows.map(({ cause }) => cause);

/** Nine of 海棠 and one of 银杏; the cause says which is which. */
async function fill(): Promise<void> {
  const { siteId, otherSiteId, toddlerRoomId, seniorRoomId, otherRoomId, duoduo, shitou, anan } = room.nursery;
  await db().child.update({ where: { id: duoduo.childId }, data: { number: 'HT-0077' } });
  const toddlers = { siteId, classroomId: toddlerRoomId };
  const seniors = { siteId, classroomId: seniorRoomId };
  const told = (childId: string, injury: string | null = null) => ({ childId, injury, told: '没事了' });
  const submitted: RegisteredStep = { kind: 'submitted' };
  const published: RegisteredStep = { kind: 'published' };
  const add = (of: Omit<Parameters<typeof register>[1], 'details'>, cause: string, more: object = {}) =>
    register(db(), { ...of, details: { cause, ...more } });
  const of = (childId: (typeof duoduo)['childId']) => ({ childIds: [childId] });
  // In Shanghai it is the 2nd of June already.
  await add({ ...toddlers, kind: 'fall', happenedAt: '2026-06-01T16:30:00Z', ...of(duoduo.childId) }, 'a-draft', {
    children: [told(duoduo.childId, 'fall')],
    firstAid: '冷敷 10 分钟',
  });
  await add(
    { ...toddlers, kind: 'bite', happenedAt: '2026-06-02T02:00:00Z', ...of(shitou.childId), steps: [submitted] },
    'b-in-review',
  );
  await add(
    {
      ...{ ...toddlers, kind: 'bite', happenedAt: '2026-06-02T03:00:00Z', ...of(shitou.childId) },
      steps: [submitted, { kind: 'returned', data: { reason: '请补原因' } }],
    },
    'c-returned',
  );
  await add(
    {
      ...{ ...seniors, kind: 'burn', happenedAt: '2026-06-03T02:00:00Z', ...of(anan.childId) },
      steps: [submitted, published],
    },
    'd-published',
  );
  const both = { childIds: [duoduo.childId, shitou.childId] };
  const yes = (family: typeof duoduo): RegisteredStep => ({ kind: 'acknowledged', childId: family.childId });
  await add(
    {
      ...toddlers,
      kind: 'scratch',
      happenedAt: '2026-06-03T03:00:00Z',
      ...both,
      steps: [submitted, published, yes(duoduo)],
    },
    'e-one-of-two',
  );
  await add(
    {
      ...{ ...toddlers, kind: 'scratch', happenedAt: '2026-06-04T03:00:00Z', ...both },
      steps: [submitted, published, yes(duoduo), yes(shitou)],
    },
    'f-acknowledged',
  );
  await add(
    { ...seniors, kind: 'other', happenedAt: '2026-06-05T03:00:00Z', steps: [submitted, published] },
    'g-room-100%_done',
  );
  await add(
    {
      ...{ ...seniors, kind: 'fall', happenedAt: '2026-06-05T03:00:00Z', ...of(anan.childId) },
      steps: [submitted, published, yes(anan), { kind: 'closed' }],
    },
    'h-closed',
  );
  await add(
    {
      ...seniors,
      kind: 'fall',
      happenedAt: '2026-06-06T03:00:00Z',
      steps: [{ kind: 'withdrawn', data: { reason: '标错了' } }],
    },
    'i-withdrawn',
  );
  await add(
    { siteId: otherSiteId, classroomId: otherRoomId, kind: 'fall', happenedAt: '2026-06-06T03:00:00Z' },
    'j-other',
  );
}

test('all of the own sites, the newest first, without those that were taken back', async () => {
  const { body } = await search({});
  expect(body.rows.map(({ cause }) => cause[0]).join('')).toMatch(/^(gh|hg)fedcba$/);
  expect(body.found).toBe(8);
  expect(body.after).toBeNull();
  expect(body.rows.at(-1)).toMatchObject({
    ...{ number: '2026-0602-01', kind: 'fall', isGrave: false, state: 'draft', siteName: '海棠园' },
    ...{ classroomName: '小雨滴班', timeZone: 'Asia/Shanghai' },
    children: [{ name: '李朵朵', number: 'HT-0077', injury: 'fall' }],
  });
  expect((await search({ state: 'withdrawn' })).body.rows).toMatchObject([{ cause: 'i-withdrawn', reason: '标错了' }]);
  expect(body.rows.every(({ reason }) => reason === '')).toBe(true);
  expect((await causes({}, operator))[0]).toBe('j-other');
  expect((await search({}, operator)).body.found).toBe(9);
  expect(await causes({ siteId: room.nursery.otherSiteId })).toEqual([]);
  expect(await causes({ siteId: randomUUID() }, operator)).toEqual([]);
});

test.each(['1.', `1.${'-'.repeat(36)}`, `1.${'a'.repeat(36)}`, `-1.${randomUUID()}`])(
  'attack: what no page ended with is no place to begin: %s',
  async (after) => {
    expect((await search({ after })).status).toBe(400);
  },
);

test.each<[string, Record<string, string>, string]>([
  ['a state', { state: 'draft' }, 'ca'],
  ['a kind', { kind: 'bite' }, 'cb'],
  ['serious ones', { gravity: 'grave' }, 'd'],
  ['the others of a kind', { gravity: 'other', kind: 'fall' }, 'ha'],
  ['days of the site, both included', { from: '2026-06-02', to: '2026-06-02' }, 'cba'],
  ['an injury', { injury: 'fall' }, 'a'],
  ["a child's name", { text: '石磊' }, 'fecb'],
  ["a child's number, whatever its letters", { text: 'ht-0077' }, 'fea'],
  ["the incident's number", { text: '2026-0603-02' }, 'e'],
  ['words of the cause', { text: 'REVIEW' }, 'b'],
  ['words of the first aid', { text: ' 冷敷 ' }, 'a'],
  ['signs that patterns are made of', { text: '100%_d' }, 'g'],
  ['what nobody wrote', { text: '%' + '%' }, ''],
])('is found by %s', async (_, query, expected) => {
  expect((await causes(query)).map((cause) => cause[0]).join('')).toBe(expected);
});

test('by room and by child, also in the order of time', async () => {
  const { seniorRoomId, anan } = room.nursery;
  expect(await causes({ classroomId: seniorRoomId, order: 'oldest', kind: 'burn' })).toEqual(['d-published']);
  expect(await causes({ childId: anan.childId, order: 'oldest' })).toEqual(['d-published', 'h-closed']);
});

test.each(['newest', 'oldest'])('page by page nothing is left out and nothing comes twice (%s)', async (order) => {
  const pages: string[] = [];
  let after: string | null = '';
  while (after !== null) {
    const { body }: { body: RegisterPage } = await search({ order, limit: '2', ...(after && { after }) });
    expect(body.found === null).toBe(after !== '');
    pages.push(...body.rows.map(({ incidentId }) => incidentId));
    after = body.after;
  }
  expect(pages).toEqual((await search({ order })).body.rows.map(({ incidentId }) => incidentId));
  expect(new Set(pages).size).toBe(8);
});

test('each stands where the table of states says, also when a right was withdrawn or blocked or an account suspended', async () => {
  const states = async () =>
    new Map((await search({})).body.rows.map(({ cause, state }) => [cause[0], state] as const));
  expect([...(await states())].map(([cause, state]) => `${cause} ${state}`).sort()).toEqual([
    ...['a draft', 'b in-review', 'c draft', 'd published', 'e published', 'f acknowledged', 'g acknowledged'],
    'h closed',
  ]);
  const { shitou, anan } = room.nursery;
  const suspend = (suspendedAt: Date | null) =>
    db().user.update({ where: { id: anan.guardianId }, data: { suspendedAt } });
  const stop = (data: object) => db().guardianship.updateMany({ where: { childId: shitou.childId }, data });
  await suspend(NOW);
  try {
    for (const stopped of [{ withdrawnAt: NOW }, { withdrawnAt: null, custodyBlockedAt: NOW }]) {
      await stop(stopped);
      const changed = await states();
      expect([changed.get('e'), changed.get('d')]).toEqual(['acknowledged', 'acknowledged']);
      expect((await causes({ state: 'published' })).length).toBe(0);
    }
  } finally {
    await stop({ withdrawnAt: null, custodyBlockedAt: null });
    await suspend(null);
  }
});

test('whatever was done with them, the query knows the state that the table leads to', async () => {
  const { siteId, toddlerRoomId, duoduo, shitou } = room.nursery;
  const children = [duoduo.childId, shitou.childId];
  const yes = (childId: (typeof children)[number]): RegisteredStep => ({ kind: 'acknowledged', childId });
  const ways: RegisteredStep[][] = [
    [],
    [{ kind: 'submitted' }, { kind: 'returned' }, { kind: 'submitted' }],
    [{ kind: 'called' }, { kind: 'escalated' }],
    [{ kind: 'submitted' }, { kind: 'published' }, { kind: 'reminded' }, ...children.map(yes), { kind: 'addendum' }],
    [{ kind: 'submitted' }, { kind: 'published' }, ...children.map(yes), { kind: 'closed' }, { kind: 'addendum' }],
    [{ kind: 'withdrawn' }],
    [{ kind: 'submitted' }, { kind: 'published' }],
    [{ kind: 'submitted' }, { kind: 'published' }, yes(duoduo.childId)],
    [{ kind: 'submitted' }, { kind: 'published' }, yes(shitou.childId), { kind: 'reminded' }, { kind: 'closed' }],
  ];
  const happenedAt = '2026-05-01T03:00:00Z';
  const room_ = { siteId, classroomId: toddlerRoomId, kind: 'sting' as const, happenedAt, childIds: children };
  const expected: Record<string, string> = {};
  for (const steps of ways) {
    const id = await register(db(), { ...room_, steps });
    const taken = [{ kind: 'flagged' as const }, ...steps].map(({ kind, ...of }) => ({
      kind,
      childId: 'childId' in of ? of.childId : null,
    }));
    expected[id] = stateAfter({ isGrave: false, toldChildIds: children }, taken);
  }
  expect(new Set(Object.values(expected))).toEqual(new Set(INCIDENT_STATES));
  const found: Record<string, string> = {};
  for (const state of INCIDENT_STATES)
    for (const row of (await search({ kind: 'sting', state })).body.rows) {
      expect(row.state).toBe(state);
      found[row.incidentId] = state;
    }
  expect(found).toEqual(expected);
});

test('nobody else searches: caregivers, employers, inspectors and families are refused', async () => {
  const { caregiverId, orgAdminId, inspectorId, duoduo, otherSiteAdminId } = room.nursery;
  for (const userId of [caregiverId, orgAdminId, inspectorId, duoduo.guardianId])
    expect(await (await room.signIn(userId)).call('GET', '/api/admin/incident-register')).toMatchObject({
      ...{ status: 403, body: { problem: { code: 'forbidden' } } },
    });
  expect(await causes({}, await room.signIn(otherSiteAdminId))).toEqual(['j-other']);
});
