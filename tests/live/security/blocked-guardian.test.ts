import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makePerson } from '../../support/nursery.ts';
import { castAt, type Cast } from '../../support/security-cast.ts';
import { earsOf, type Ears } from '../../support/security-ears.ts';
import { startSecuredAlone, type SecuredServer } from '../../support/security-server.ts';
import { until } from '../../support/until.ts';

/** The child's father, four times: blocked by order, his right withdrawn, denied this camera, and as any father. */
type Father = 'blocked' | 'withdrawn' | 'denied' | 'plain';
const FATHERS: readonly Father[] = ['blocked', 'withdrawn', 'denied', 'plain'];

let server: SecuredServer;
let cast: Cast;
const ears = {} as Record<Father, Ears>;

beforeAll(async () => {
  server = await startSecuredAlone();
  cast = await castAt(server.database.db);
  server.media.setPhase(cast.here.cameraId, 'live');
  const { db } = server.database;
  const { childId } = cast.nursery.duoduo;
  for (const father of FATHERS) {
    const userId = await makePerson(db, '李强');
    const standing = {
      ...(father === 'blocked' && { custodyBlockedAt: new Date() }),
      ...(father === 'withdrawn' && { withdrawnAt: new Date(), withdrawnReason: '协议' }),
    };
    await db.guardianship.create({ data: { childId, userId, relation: '爸爸', ...standing } });
    if (father === 'denied')
      await db.viewingDeny.create({
        data: { userId, cameraId: cast.here.cameraId, createdBy: cast.nursery.siteAdminId },
      });
    ears[father] = await earsOf(server, await cast.tokenOf(userId));
  }
});
afterAll(async () => {
  for (const { socket } of Object.values(ears)) socket.close();
  await server.stop();
});

const path = () => `/api/cameras/${cast.here.cameraId}`;
const staff = async (method: string, to: string, body?: unknown) => {
  const caregiver = await earsOf(server, (await cast.token('caregiver')) ?? '');
  const { code } = await caregiver.rest(method, to, body);
  caregiver.socket.close();
  expect(code).toBe('ok');
};
const tap = () => ({
  eventId: randomUUID(),
  childId: cast.nursery.duoduo.childId,
  happenedAt: new Date().toISOString(),
});
const cameraGoesOffline = async (): Promise<void> => {
  server.media.setPhase(cast.here.cameraId, 'offline', 'unreachable');
  await until('everybody could hear of it', () =>
    server.database.db.event.findFirst({
      where: { type: 'camera:state', position: { not: null }, payload: { path: ['phase'], equals: 'offline' } },
    }),
  );
};
const update = (data: object) => server.database.db.site.update({ where: { id: cast.here.siteId }, data });

/** What differs from one asking to the next by nature. */
const timeless = (text: string) =>
  text.replaceAll(/"(now|id|viewId|at)":"[^"]*"/g, '"$1":""').replaceAll(/transport-of-[\w-]+|consumer-of-[\w-]+/g, '');

/** Everything a page of theirs can ask about the child and its room, as they read it. */
async function everythingAskedBy(father: Father): Promise<string[]> {
  const { cameraId } = cast.here;
  const { rest, emit } = ears[father];
  const paths = ['/api/home', '/api/feed', '/api/viewing-log', `${path()}/poster`];
  const read = [];
  for (const asked of paths) read.push((await rest('GET', asked)).text);
  const opened = await emit('live:open', { cameraId, canReceive: {} });
  if ('viewId' in (opened as object)) await emit('live:close', { viewId: (opened as { viewId: string }).viewId });
  read.push(JSON.stringify(opened), JSON.stringify(await emit('events:since', { after: 0 })));
  return read.map(timeless);
}

const liveAnswer = (asked: string[]) => asked[4];
const posterAnswer = (asked: string[]) => asked[3];
const tileOf = (home: string | undefined) => {
  const { children } = JSON.parse(home ?? '') as { children: { tiles: { view: unknown }[] }[] };
  return children[0]?.tiles.map(({ view }) => view);
};

test.each<[string, () => Promise<unknown>]>([
  ['the child is here', () => Promise.resolve()],
  ['a private moment', () => staff('POST', `${path()}/pause`, { minutes: 5 })],
  ['the moment is over', () => staff('DELETE', `${path()}/pause`)],
  ['the child has left', () => staff('POST', '/api/attendance/check-outs', tap())],
  ['the child is back', () => staff('POST', '/api/attendance/check-ins', tap())],
  ['live view is off', () => update({ liveViewOnSince: null })],
  ['live view is on', () => update({ liveViewOnSince: new Date(0) })],
  ['the camera is switched off', () => server.database.db.camera.updateMany({ data: { isEnabled: false } })],
  ['the camera is on', () => server.database.db.camera.updateMany({ data: { isEnabled: true } })],
  ['the camera is offline', () => cameraGoesOffline()],
])('attack: a custody order cannot be read off: %s', async (_when, happens) => {
  await happens();
  const [blocked, withdrawn, denied] = [
    await everythingAskedBy('blocked'),
    await everythingAskedBy('withdrawn'),
    await everythingAskedBy('denied'),
  ];
  expect(blocked).toEqual(withdrawn);
  expect(liveAnswer(blocked)).toBe(liveAnswer(denied));
  expect(posterAnswer(blocked)).toBe(posterAnswer(denied));
  expect(tileOf(blocked[0])).toEqual(tileOf(denied[0]));
  await everythingAskedBy('plain');
});

test('the plain father was told of the day, the blocked and the withdrawn one of none of it, live or later', () => {
  expect(ears.plain.told.join('\n')).toMatch(/"viewId"[^]*camera:paused[^]*attendance:checked-out/);
  for (const father of ['blocked', 'withdrawn'] as const) {
    const told = ears[father].told.join('\n');
    expect(told).not.toMatch(
      /attendance:|camera:(paused|resumed|state)|"state":"(present|left|expected)"|viewId|林老师/,
    );
    expect(told).not.toMatch(/custody|withdrawn|explicit-deny|right-/);
  }
});

test('a right that is withdrawn while someone listens: the next event of the child is not told any more', async () => {
  const { db } = server.database;
  const { guardianshipId } = cast.nursery.duoduo;
  const mother = await earsOf(server, (await cast.token('mother')) ?? '');
  const admin = await earsOf(server, (await cast.token('siteAdmin')) ?? '');
  await staff('POST', '/api/attendance/check-outs', tap());
  await until('she hears of the day', () => mother.told.some((said) => said.includes('attendance:checked-out')));
  await admin.rest('POST', `/api/admin/guardianships/${guardianshipId}/withdraw`, {
    kind: 'custody',
    reason: '法院裁定',
  });
  const before = mother.told.length;
  await staff('POST', '/api/attendance/check-ins', tap());
  await staff('POST', `${path()}/pause`, { minutes: 5 });
  await until('the administrator heard of the pause', () => admin.told.some((said) => said.includes('camera:paused')));
  const types = mother.told.slice(before).map((said) => /"type":"([^"]+)"/.exec(said)?.[1]);
  expect(types.filter((type) => type !== 'access:changed')).toEqual([]);
  await db.guardianship.update({ where: { id: guardianshipId }, data: { custodyBlockedAt: null } });
  for (const { socket } of [mother, admin]) socket.close();
});
