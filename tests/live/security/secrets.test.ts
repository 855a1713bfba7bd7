import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { LiveViewOpened } from '../../../server/contract/live.ts';
import { PASSWORD, PIN, usernameOf } from '../../support/nursery.ts';
import { castAt, WHO, type Cast, type Who } from '../../support/security-cast.ts';
import { earsOf, type Ears } from '../../support/security-ears.ts';
import { objectsIn } from '../../support/security-objects.ts';
import { startSecuredAlone, type SecuredServer } from '../../support/security-server.ts';
import { CAMERA_ADDRESS, requestOf, TABLE } from '../../support/security-table.ts';
import { until } from '../../support/until.ts';

type Listening = Exclude<Who, 'nobody'>;
const LISTENING = WHO.filter((who) => who !== 'nobody');
/** Parts of the addresses and passwords that are typed below; none of them may come out anywhere. */
const CAMERA_SECRETS = [
  'Geheim-7714',
  '10.9.8.77',
  ':8554', // with its colon: four digits alone stand in many an id
  'Streaming/Channels',
  'Geheim-8825',
  '10.9.8.78',
  'onvif-user',
];

let server: SecuredServer;
let cast: Cast;
const ears = {} as Record<Listening, Ears>;
const tokens: string[] = [];

/** One busy day of a nursery with all of its people listening; the tests then look at what was said. */
beforeAll(async () => {
  server = await startSecuredAlone();
  cast = await castAt(server.database.db);
  await server.database.db.site.updateMany({ data: { cameraNetworks: ['10.9.0.0/16'] } });
  server.media.setPhase(cast.here.cameraId, 'live');
  for (const who of LISTENING) {
    const token = (await cast.token(who)) ?? '';
    tokens.push(token);
    ears[who] = await earsOf(server, token);
  }
  await camerasAreAdded();
  await childrenComeAndGo();
  await everybodyReadsEverything();
  const { position } = await lastPosition();
  await until('everybody was told the last of it', () =>
    ears.siteAdmin.told.some((said) => said.includes(`"position":${String(position)}`)),
  );
});
afterAll(async () => {
  for (const { socket } of Object.values(ears)) socket.close();
  await server.stop();
});

const lastPosition = async () => {
  const { db } = server.database;
  await until('all events have positions', async () => (await db.event.count({ where: { position: null } })) === 0);
  return db.event.findFirstOrThrow({ where: { siteId: cast.here.siteId }, orderBy: { position: 'desc' } });
};

async function camerasAreAdded(): Promise<void> {
  const { siteId, classroomId } = cast.here;
  const admin = ears.siteAdmin;
  const camera = { classroomId, name: '门口', areaKind: 'classroom' };
  const apart = {
    main: 'rtsp://10.9.8.78:8554/main',
    sub: 'rtsp://10.9.8.78/sub',
    username: 'onvif-user',
    password: 'Geheim-8825',
  };
  const added = await admin.rest('POST', '/api/admin/cameras', { ...camera, address: CAMERA_ADDRESS });
  const { cameraId } = JSON.parse(added.text) as { cameraId: string };
  expect(server.media.cameras.get(cameraId)?.main.password).toBe('Geheim-7714'); // it arrived where it belongs
  await admin.rest('PATCH', `/api/admin/cameras/${cameraId}`, { address: apart });
  for (const main of [
    'http://admin:Geheim-7714@10.9.8.77/',
    'rtsp://admin:Geheim-7714@127.0.0.1/',
    'rtsp://admin:Geheim-7714@[::',
    'file:///Geheim-7714',
  ])
    expect((await admin.rest('POST', '/api/admin/cameras', { ...camera, address: { main } })).code).toBe(
      'camera-address-refused',
    );
  await admin.rest('POST', '/api/admin/cameras/probe', { siteId, address: CAMERA_ADDRESS });
  server.media.probeReport = { ok: false, stream: 'sub', fault: 'wrong-password' };
  await admin.rest('POST', '/api/admin/cameras/probe', { siteId, address: apart });
  server.media.setPhase(cameraId, 'offline', 'wrong-password');
  server.media.setPhase(cameraId, 'live');
  await admin.rest('POST', '/api/admin/cameras', {
    ...camera,
    address: { main: 'rtsp://10.9.8.78:8554/Streaming/Channels', password: 7 },
  });
}

async function childrenComeAndGo(): Promise<void> {
  const { duoduo, shitou } = cast.nursery;
  const tap = (childId: string) => ({ eventId: randomUUID(), childId, happenedAt: new Date().toISOString() });
  await watch();
  const arrival = tap(shitou.childId);
  await ears.actingTablet.rest('POST', '/api/attendance/check-ins', arrival);
  await ears.caregiver.rest('POST', '/api/attendance/undos', { eventId: randomUUID(), undoesId: arrival.eventId });
  await ears.actingTablet.rest('POST', '/api/attendance/check-ins', tap(shitou.childId));
  await ears.actingTablet.rest('POST', '/api/attendance/check-outs', {
    ...tap(shitou.childId),
    withUserId: shitou.guardianId,
  });
  await ears.caregiver.rest('POST', `/api/cameras/${cast.here.cameraId}/pause`, { minutes: 5 });
  await ears.caregiver.rest('DELETE', `/api/cameras/${cast.here.cameraId}/pause`);
  await watch();
  await ears.actingTablet.rest('POST', '/api/attendance/check-outs', tap(duoduo.childId));
  await ears.siteAdmin.rest('POST', `/api/admin/guardianships/${shitou.guardianshipId}/withdraw`, {
    kind: 'right',
    reason: '家长要求',
  });
  await ears.actingTablet.rest('POST', '/api/device/act', { userId: cast.here.caregiverId, pin: '0000' });
  await ears.actingTablet.rest('POST', '/api/device/act', { userId: cast.here.caregiverId, pin: PIN });
}

async function watch(): Promise<void> {
  const { cameraId } = cast.here;
  const dtls = { fingerprints: [{ algorithm: 'sha-256', value: 'AA' }] };
  for (const who of LISTENING) {
    const opened = await ears[who].emit<LiveViewOpened>('live:open', { cameraId, canReceive: {}, reason: '核对现场' });
    if ('viewId' in opened) await ears[who].emit('live:start', { viewId: opened.viewId, dtls });
  }
}

/** Every reading route by everybody (but /readyz, which tells anyone the ids of cameras, and is looked at apart), the right and the wrong password, searches by name, and all events since the morning. */
async function everybodyReadsEverything(): Promise<void> {
  const username = usernameOf(cast.nursery.duoduo.guardianId);
  await ears.mother.rest('POST', '/api/session', { username, password: `${PASSWORD}-wrong` });
  await ears.siteAdmin.rest('GET', `/api/admin/people?search=${encodeURIComponent('王芳')}`);
  await ears.siteAdmin.rest('POST', '/api/admin/people', { username, name: '王芳', password: PASSWORD });
  for (const who of LISTENING) {
    for (const row of TABLE.filter(({ route }) => route.startsWith('GET') && route !== 'GET /readyz')) {
      const { method, path } = requestOf(
        row,
        await row.ask({ ...objectsIn(server, cast.here), camera: () => Promise.resolve(cast.here.cameraId) }),
      );
      await ears[who].rest(method, path);
    }
    await ears[who].emit('events:since', { after: 0 });
  }
}

const toldTo = (...whos: Listening[]) => whos.flatMap((who) => ears[who].told).join('\n');
const found = (needles: readonly string[], hay: string) =>
  needles.filter((needle) => needle !== '' && hay.includes(needle));

test('the day was worth listening to: pictures ran, children came and went, and everybody was told something', () => {
  expect(toldTo('mother')).toContain('"viewId"');
  expect(toldTo('mother')).toContain('attendance:checked-out');
  expect(toldTo('siteAdmin')).toContain('register:changed');
  expect(server.logged.length).toBeGreaterThan(100);
  expect(server.logged.join('')).toContain('/api/attendance/check-ins');
});

test('attack: no answer, event or log line of the whole day holds a camera’s address, account or password', () => {
  expect(found(CAMERA_SECRETS, toldTo(...LISTENING))).toEqual([]);
  expect(found(CAMERA_SECRETS, server.logged.join(''))).toEqual([]);
  expect(toldTo(...LISTENING) + server.logged.join('')).not.toMatch(/rtsps?:\/\/[\w[]/);
});

test('attack: what anyone may read of the server’s readiness is ids and states', async () => {
  const { cameras } = JSON.parse(await (await fetch(`${server.url}/readyz`)).text()) as { cameras: object[] };
  expect(cameras.length).toBeGreaterThan(1);
  for (const camera of cameras) expect(Object.keys(camera).sort()).toEqual(['cameraId', 'since', 'state']);
});

test('attack: a copy of the database gives no camera’s address or password away', async () => {
  const rows = await server.database.db.camera.findMany({ select: { sources: true } });
  const [audit, events] = [await server.database.db.auditEntry.findMany(), await server.database.db.event.findMany()];
  const written = JSON.stringify([audit, events], (_key, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  expect(found(CAMERA_SECRETS, written)).toEqual([]);
  expect(found(CAMERA_SECRETS, rows.map(({ sources }) => Buffer.from(sources).toString('latin1')).join())).toEqual([]);
});

test('attack: no log line holds a person’s name, account, telephone number, password or token', async () => {
  const { db } = server.database;
  const [users, children] = [await db.user.findMany(), await db.child.findMany()];
  const names = [...users.map(({ name }) => name), ...children.flatMap(({ name, nickname }) => [name, nickname])];
  const logged = server.logged.join('');
  expect(found(names, logged)).toEqual([]);
  expect(found([...users.map(({ username }) => username), ...users.map(({ phone }) => phone)], logged)).toEqual([]);
  expect(found([PASSWORD, ...tokens, ...tokens.map((token) => token.split('.')[2] ?? '')], logged)).toEqual([]);
});

test('attack: a fault inside, in the middle of writing a name, is logged without the name', async () => {
  const { pool } = server.database;
  await pool.query(`ALTER TABLE child ADD CONSTRAINT broken CHECK (nickname <> '小秘密')`);
  const row = TABLE.find(({ route }) => route === 'POST /api/admin/children')!;
  const { body, ...request } = requestOf(row, await row.ask(objectsIn(server, cast.here)));
  const headers = {
    authorization: `Bearer ${(await cast.token('siteAdmin')) ?? ''}`,
    'content-type': 'application/json',
  };
  const answer = await fetch(server.url + request.path, {
    method: request.method,
    headers,
    body: JSON.stringify({ ...(body as object), name: '秘密姓名', nickname: '小秘密' }),
  });
  await pool.query('ALTER TABLE child DROP CONSTRAINT broken');
  const said = await answer.text();
  const { problem } = JSON.parse(said) as { problem: { code: string; id: string } };
  expect([answer.status, problem.code]).toEqual([500, 'internal']);
  const line = server.logged.find((logged) => logged.includes(problem.id)) ?? '';
  expect(line).toContain('violates check constraint');
  expect(found(['秘密姓名', '小秘密'], server.logged.join(''))).toEqual([]);
  expect(said).not.toMatch(/broken|constraint|\bat \S+ \(|秘密/);
});

test('attack: of all she was ever told, nothing names another family to a mother', async () => {
  const { db } = server.database;
  const { duoduo } = cast.nursery;
  const others = await db.child.findMany({ where: { id: { not: duoduo.childId } } });
  const theirs = await db.user.findMany({ where: { guardianships: { some: { childId: { not: duoduo.childId } } } } });
  const told = toldTo('mother');
  expect(found([...others.map(({ name }) => name), ...others.map(({ nickname }) => nickname)], told)).toEqual([]);
  expect(
    found(
      theirs.flatMap(({ id, name, username }) => [id, name, username]),
      told,
    ),
  ).toEqual([]);
  expect(
    found(
      others.map(({ id }) => id),
      told,
    ),
  ).toEqual([]);
  expect(found([cast.elsewhere.siteId, cast.elsewhere.cameraId, cast.elsewhere.classroomId, '远山'], told)).toEqual([]);
});

test('attack: a mother of another room is told nothing of this one', () => {
  const told = toldTo('otherMother');
  expect(found(['李朵朵', '朵朵', '石磊', '小雨滴班', cast.here.cameraId, cast.here.classroomId], told)).toEqual([]);
});

test('attack: an employer’s administrator is told nothing of families of other employers', () => {
  expect(found(['石磊', '刘梅', '丁星', '丁香'], toldTo('orgAdmin'))).toEqual([]);
});

test('attack: the administrator of another site, and the nursery of another operator, stay apart', () => {
  expect(found(['李朵朵', '石磊', '王芳', '林老师', cast.here.cameraId], toldTo('otherSiteAdmin'))).toEqual([]);
  const elsewhere = ['罗松', '罗兰', '罗老师', '远山', cast.elsewhere.cameraId, cast.elsewhere.family.childId];
  expect(found(elsewhere, toldTo(...LISTENING))).toEqual([]);
});
