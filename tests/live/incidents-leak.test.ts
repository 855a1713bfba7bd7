import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { EventView } from '../../server/contract/events.ts';
import type { UserId } from '../../server/contract/ids.ts';
import { makePerson } from '../support/nursery.ts';
import { askAt } from '../support/security-ask.ts';
import { castAt, type Cast } from '../support/security-cast.ts';
import { earsOf, type Ears } from '../support/security-ears.ts';
import { objectsIn } from '../support/security-objects.ts';
import { startSecuredAlone, type SecuredServer } from '../support/security-server.ts';
import { requestOf, TABLE } from '../support/security-table.ts';
import { until } from '../support/until.ts';

/**
 * One child choked and another one was in it. Whatever their guardians are ever told of it, by every route and every message,
 * is searched for what is the other child's.
 */
const GUARDIANS = ['duoduo', 'shitou', 'withdrawn', 'blocked'] as const;
type Guardian = (typeof GUARDIANS)[number];

const SAID = {
  duoduo: ['朵朵的左前臂有一圈红印，冷敷了十分钟。', '朵朵第二天来园，红印退了。', '王芳签'],
  shitou: ['小石头右小腿被桌角碰青。', '小石头的小腿不疼了。', '刘梅签'],
  nursery: ['两人抢同一块积木', '以后分两桌玩', '请写清谁先伸手', '两家都来谈过了', '局部软组织挫伤'],
};
const MARK = { duoduo: 'front-left-forearm', shitou: 'back-right-shin' };

let server: SecuredServer;
let cast: Cast;
let director: Ears;
let caregiver: Ears;
let incidentId: string;
const userOf = {} as Record<Guardian, UserId>;
const ears = {} as Record<Guardian, Ears>;

beforeAll(async () => {
  server = await startSecuredAlone();
  cast = await castAt(server.database.db);
  const { duoduo, shitou } = cast.nursery;
  userOf.duoduo = duoduo.guardianId;
  userOf.shitou = shitou.guardianId;
  // A typed signature is the account's own name: one that stands nowhere else is found again.
  for (const who of ['duoduo', 'shitou'] as const)
    await server.database.db.user.update({ where: { id: userOf[who] }, data: { name: SAID[who][2]! } });
  userOf.withdrawn = await guardianOf(shitou.childId, { withdrawnAt: new Date() });
  userOf.blocked = await guardianOf(duoduo.childId, { custodyBlockedAt: new Date() });
  director = await earsOf(server, (await cast.token('siteAdmin')) ?? '');
  caregiver = await earsOf(server, (await cast.token('actingTablet')) ?? '');
  for (const who of GUARDIANS) ears[who] = await earsOf(server, await cast.tokenOf(userOf[who]));
  await theWholeWay();
  await everybodyHasHeard();
}, 240_000);
afterAll(async () => {
  for (const { socket } of [director, caregiver, ...Object.values(ears)]) socket.close();
  await server.stop();
});

async function guardianOf(childId: string, standing: object): Promise<UserId> {
  const userId = await makePerson(server.database.db, '韩旁');
  await server.database.db.guardianship.create({ data: { childId, userId, relation: '爸爸', ...standing } });
  return userId;
}

const takes = async (by: Ears, what: object): Promise<void> => {
  const { text, code } = await by.rest('POST', `/api/incidents/${incidentId}/steps`, { stepId: randomUUID(), ...what });
  expect([text, code]).toEqual([text, 'ok']);
};
const share = (childId: string, of: 'duoduo' | 'shitou') => ({
  ...{ childId, told: SAID[of][0], marks: [MARK[of]], injury: of === 'duoduo' ? 'assault' : 'blunt' },
});

/** All states there are, and after each of them everybody asks. */
async function theWholeWay(): Promise<void> {
  const { nursery, here } = cast;
  const [duoduo, shitou] = [nursery.duoduo.childId, nursery.shitou.childId];
  incidentId = randomUUID();
  const flag = { incidentId, classroomId: here.classroomId, kind: 'choking', childIds: [duoduo, shitou] };
  const happenedAt = new Date().toISOString();
  expect((await caregiver.rest('POST', '/api/incidents', { ...flag, happenedAt })).code).toBe('ok');
  const [cause, prevention, reason, talked, diagnosis] = SAID.nursery;
  const children = [share(duoduo, 'duoduo'), share(shitou, 'shitou')];
  const steps: [Ears, object][] = [
    [caregiver, { kind: 'detailed', details: { cause, prevention, diagnosis, children } }],
    [caregiver, { kind: 'submitted' }],
    [director, { kind: 'returned', reason }],
    [caregiver, { kind: 'submitted' }],
    ...[duoduo, shitou].map((childId): [Ears, object] => [
      director,
      { kind: 'called', childId, guardianId: null, isReached: true, happenedAt },
    ]),
    [director, { kind: 'published' }],
    [director, { kind: 'addendum', childId: duoduo, text: SAID.duoduo[1] }],
    [director, { kind: 'addendum', childId: shitou, text: SAID.shitou[1] }],
    [director, { kind: 'addendum', childId: null, text: talked }],
  ];
  for (const [by, what] of steps) {
    await takes(by, what);
    await everybodyLooks();
  }
  for (const who of GUARDIANS)
    for (const childId of [duoduo, shitou])
      await ears[who].rest('POST', `/api/own-incidents/${incidentId}/acknowledgements`, {
        ...{ stepId: randomUUID(), childId },
        signature: { kind: 'typed', name: who === 'duoduo' || who === 'shitou' ? SAID[who][2] : '韩旁签' },
      });
  await takes(director, { kind: 'closed' });
  await everybodyAsksEverything();
}

/** What their pages read by themselves. */
async function everybodyLooks(): Promise<void> {
  for (const who of GUARDIANS) {
    for (const path of ['/api/own-incidents', '/api/home', '/api/feed']) await ears[who].rest('GET', path);
    await ears[who].emit('events:since', { after: 0 });
  }
}

/** Who signs out everywhere, or has a new password, listens no more. */
const ENDS_LISTENING = /^DELETE \/api\/session|^POST \/api\/me\/password/;

/** Every route that reads, and every one that a guardian may use, of this very incident where a request can name one. */
async function everybodyAsksEverything(): Promise<void> {
  const isAsked = (route: string) => route !== 'GET /readyz' && !ENDS_LISTENING.test(route);
  const rows = TABLE.filter(
    ({ route, expected }) => isAsked(route) && (route.startsWith('GET') || expected.mother === 'ok'),
  );
  const about = {
    incident: () => Promise.resolve(incidentId),
    classroom: () => Promise.resolve(cast.here.classroomId),
    camera: () => Promise.resolve(cast.here.cameraId),
  };
  const tokens = await Promise.all(GUARDIANS.map((who) => cast.tokenOf(userOf[who])));
  for (const row of rows) {
    const asked = requestOf(row, await row.ask({ ...objectsIn(server, cast.here), ...about }));
    for (const [index, who] of GUARDIANS.entries()) {
      const { text, headers } = await askAt(server.url, { ...asked, token: tokens[index] ?? null });
      ears[who].told.push(text, JSON.stringify([...headers]));
    }
  }
  await everybodyLooks();
}

async function everybodyHasHeard(): Promise<void> {
  const { db } = server.database;
  await until('all events have positions', async () => (await db.event.count({ where: { position: null } })) === 0);
  const last = await db.event.findFirstOrThrow({
    where: { type: 'incident:changed' },
    orderBy: { position: 'desc' },
  });
  await until('the director was told the last of it', () =>
    director.told.some((said) => said.includes(`"position":${String(last.position)}`)),
  );
}

const isOfIt = (event: EventView) => event.type === 'incident:told' && event.incidentId === incidentId;
const toldTo = (who: Guardian): string => ears[who].told.join('\n');
const found = (needles: readonly (string | undefined)[], hay: string) =>
  needles.filter((needle) => needle !== undefined && needle !== '' && hay.includes(needle));

/** Everything by which a child and its family could be known. */
async function knownBy(of: 'duoduo' | 'shitou'): Promise<string[]> {
  const { db } = server.database;
  const { childId, guardianId } = cast.nursery[of];
  const [child, guardian] = [
    await db.child.findUniqueOrThrow({ where: { id: childId } }),
    await db.user.findUniqueOrThrow({ where: { id: guardianId } }),
  ];
  return [childId, child.name, child.nickname, guardianId, guardian.name, MARK[of], ...SAID[of]];
}

test('it was worth listening to: each of the two families was told all of its own child, live and by reading', async () => {
  for (const who of ['duoduo', 'shitou'] as const) {
    expect(found([...SAID[who], MARK[who], cast.nursery[who].childId], toldTo(who))).toHaveLength(5);
    const live = ears[who].socket.events.filter(isOfIt);
    expect(live.map((event) => 'what' in event && event.what)).toEqual(['published', 'addendum', 'acknowledged']);
  }
  expect(await server.database.db.incidentStep.count({ where: { incidentId, kind: 'acknowledged' } })).toBe(2);
});

test.each([
  ['duoduo', 'shitou'],
  ['shitou', 'duoduo'],
] as const)('attack: nothing that the family of %s was ever told is of %s', async (who, other) => {
  expect(found(await knownBy(other), toldTo(who))).toEqual([]);
});

test('attack: what the nursery wrote for itself reached no guardian', () => {
  for (const who of GUARDIANS) expect(found(SAID.nursery, toldTo(who))).toEqual([]);
});

test('attack: a withdrawn or blocked guardian was told nothing: not what it was, nor that it was', () => {
  const all = [...SAID.duoduo, ...SAID.shitou, ...Object.values(MARK), incidentId, 'incident:', '韩旁签', 'choking'];
  for (const who of ['withdrawn', 'blocked'] as const) expect(found(all, toldTo(who))).toEqual([]);
});

test('a right that is withdrawn while the page is open: from then on nothing of it, live or read', async () => {
  const { guardianshipId, childId } = cast.nursery.duoduo;
  const path = `/api/admin/guardianships/${guardianshipId}/withdraw`;
  expect((await director.rest('POST', path, { kind: 'custody', reason: '法院裁定' })).code).toBe('ok');
  await until('her page hears that something changed', () =>
    ears.duoduo.socket.events.some((event) => event.type === 'access:changed' && event.own),
  );
  const before = ears.duoduo.told.length;
  await takes(director, { kind: 'addendum', childId, text: '后来又看过一次。' });
  await everybodyHasHeard();
  await everybodyLooks();
  const after = ears.duoduo.told.slice(before).join('\n');
  expect(found([...SAID.duoduo, MARK.duoduo, incidentId, '后来又看过一次'], after)).toEqual([]);
});
