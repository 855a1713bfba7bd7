import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { EventPage } from '../../../server/contract/events.ts';
import type { LiveViewOpened } from '../../../server/contract/live.ts';
import { castAt, type Cast, type Who } from '../../support/security-cast.ts';
import { startSecuredAlone, type SecuredServer } from '../../support/security-server.ts';
import { connectSocket, Refused, type TestSocket } from '../../support/test-server.ts';
import { until } from '../../support/until.ts';

let server: SecuredServer;
let cast: Cast;
const sockets: TestSocket[] = [];
beforeAll(async () => {
  server = await startSecuredAlone();
  cast = await castAt(server.database.db);
  server.media.setPhase(cast.here.cameraId, 'live');
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.close();
  await until('all views are closed', () => server.media.views.size === 0);
});
afterAll(() => server.stop());

async function come(token: string): Promise<TestSocket> {
  const socket = await connectSocket(server, token);
  sockets.push(socket);
  return socket;
}
const comeAs = async (who: Who) => come((await cast.token(who)) ?? '');
const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'ok',
    (error: unknown) => {
      if (!(error instanceof Refused)) throw error;
      return [error.problem.code, error.problem.refusal?.code].filter(Boolean).join(' ');
    },
  );
const count = (codes: readonly string[], code: string) => codes.filter((each) => each === code).length;
const open = (socket: TestSocket) =>
  socket.ask<LiveViewOpened>('live:open', { cameraId: cast.here.cameraId, canReceive: {}, reason: '核对现场' });
const nested = (levels: number): object =>
  Array.from({ length: levels }).reduce<object>((inner) => ({ parameters: inner }), {});
const isWell = (socket: TestSocket) => codeOf(socket.ask<EventPage>('events:since', { after: 0 }));

test('attack: three hundred events at once are answered with their reason, and hurt nobody else', async () => {
  const [flood, other] = [await comeAs('mother'), await comeAs('caregiver')];
  const asking = Array.from({ length: 300 }, () => codeOf(flood.ask('events:since', { after: 0 })));
  expect(await isWell(other)).toBe('ok');
  const codes = await Promise.all(asking);
  expect(count(codes, 'ok') + count(codes, 'too-many-tries')).toBe(300);
  expect(count(codes, 'too-many-tries')).toBeGreaterThanOrEqual(200);
  await until('after a moment it is well again', async () => (await isWell(flood)) === 'ok');
});

test('attack: the limit names when to come again', async () => {
  const flood = await comeAs('mother');
  const asking = Array.from({ length: 60 }, () =>
    flood.ask('events:since', { after: 0 }).catch((error: unknown) => error),
  );
  const refused = (await Promise.all(asking)).find((answer) => answer instanceof Refused);
  expect((refused as Refused).problem).toMatchObject({ code: 'too-many-tries', retryAfterSeconds: 1 });
});

test('attack: events that nobody asks an answer of, events of no name, and payloads of every kind end nothing', async () => {
  const [flood, other] = [await comeAs('mother'), await comeAs('caregiver')];
  const raw = flood.socket as unknown as { emit: (event: string, ...payload: unknown[]) => void };
  const payloads = [
    undefined,
    null,
    '',
    0,
    [],
    {},
    { after: -1 },
    { after: 1e300 },
    { after: { $gt: 0 } },
    '\0',
    'x'.repeat(50_000),
  ];
  for (const event of [
    'live:open',
    'live:start',
    'live:switch',
    'live:switch-step',
    'live:close',
    'events:since',
    'hello',
    'event',
    'session:ended',
    '__proto__',
    'constructor',
    'toString',
    '',
  ])
    for (const payload of payloads) raw.emit(event, payload);
  raw.emit('events:since');
  raw.emit('events:since', { after: 0 }, 'not a function', () => undefined);
  expect(await isWell(other)).toBe('ok');
  await until('after a moment it is well again', async () => (await isWell(flood)) === 'ok');
});

test.each<[string, object]>([
  ['NUL in a reason', { reason: 'text\0text' }],
  ['half a surrogate in a reason', { reason: 'text\ud800' }],
  ['a reason of 10 kB', { reason: 'x'.repeat(10_000) }],
  ['a thousand codecs', { canReceive: { codecs: Array.from({ length: 1_000 }, () => ({})) } }],
  ['a stream of another name', { stream: '__proto__' }],
  ['a codec of seven levels', { canReceive: { codecs: [nested(7)] } }],
  ['a codec of two thousand levels', { canReceive: { codecs: [nested(2_000)] } }],
  ['a header extension of four thousand levels', { canReceive: { headerExtensions: [nested(4_000)] } }],
])('attack: %s is a malformed request, and no row is left', async (_what, more) => {
  const admin = await comeAs('siteAdmin');
  const asked = { cameraId: cast.here.cameraId, canReceive: {}, reason: '核对现场', ...more };
  expect(await codeOf(admin.ask('live:open', asked))).toBe('bad-request');
  expect(await server.database.db.viewingSession.count({ where: { endedAt: null } })).toBe(0);
});

test('attack: a message of a megabyte closes its own socket and no other', async () => {
  const [flood, other] = [await comeAs('mother'), await comeAs('caregiver')];
  flood.socket.emit(
    'live:open',
    { cameraId: randomUUID(), canReceive: {}, reason: 'x'.repeat(1_000_000) },
    () => undefined,
  );
  await until('the socket is closed', () => flood.socket.disconnected);
  expect(await isWell(other)).toBe('ok');
});

test('attack: the seventeenth picture of one sign-in, one after another and all at once', async () => {
  const [token, colleague] = [(await cast.token('siteAdmin')) ?? '', await comeAs('operatorAdmin')];
  const [first, second] = [await come(token), await come(token)];
  const codes: string[] = [];
  for (let index = 0; index < 17; index += 1) codes.push(await codeOf(open(index % 2 === 0 ? first : second)));
  expect([count(codes, 'ok'), codes[16]]).toEqual([16, 'too-many-tries']);
  expect(await codeOf(open(colleague))).toBe('ok'); // the limit of one holds up nobody else
  first.close();
  second.close();
  await until('their views are gone', () => server.media.views.size === 1);
  const anew = await come(token);
  const atOnce = await Promise.all(Array.from({ length: 24 }, () => codeOf(open(anew))));
  expect([count(atOnce, 'ok'), count(atOnce, 'too-many-tries')]).toEqual([16, 8]);
});

test('attack: a guardian’s pictures at once are the site’s limit, over all of their sign-ins and however fast they ask', async () => {
  const [phone, tablet] = [await comeAs('mother'), await comeAs('mother')];
  const asked = [phone, tablet, phone, tablet, phone, tablet].map((socket) => open(socket));
  const dtls = { fingerprints: [{ algorithm: 'sha-256', value: 'AA' }] };
  const socketOf = (index: number) => (index % 2 === 0 ? phone : tablet);
  const opened = await Promise.allSettled(asked);
  for (const [index, result] of opened.entries())
    if (result.status === 'fulfilled')
      await socketOf(index)
        .ask('live:start', { viewId: result.value.viewId, dtls })
        .catch(() => null);
  await until('two pictures are left', () => server.media.views.size <= 2, 10_000);
  expect(await codeOf(open(phone))).toBe('refused too-many-streams');
});

test('attack: the twenty-first socket of one sign-in, one after another', async () => {
  const token = (await cast.token('mother')) ?? '';
  for (let index = 0; index < 20; index += 1) await come(token);
  await expect(come(token)).rejects.toThrow('too-many-tries');
  expect(await isWell(await comeAs('mother'))).toBe('ok'); // of another sign-in
  sockets[0]?.close();
  await until('one that closed makes room', () =>
    come(token).then(
      () => true,
      () => false,
    ),
  );
});

test('attack: forty sockets of one sign-in at the same moment: no more than twenty stay', async () => {
  const token = (await cast.token('mother')) ?? '';
  const coming = await Promise.allSettled(Array.from({ length: 40 }, () => come(token)));
  expect(coming.filter(({ status }) => status === 'fulfilled').length).toBe(20);
});

test('attack: sockets of many sign-ins of one person: no more than sixty stay, and others come as before', async () => {
  const coming: Promise<TestSocket>[] = [];
  for (let signIn = 0; signIn < 4; signIn += 1) {
    const token = (await cast.token('mother')) ?? '';
    for (let index = 0; index < 18; index += 1) coming.push(come(token));
  }
  const came = (await Promise.allSettled(coming)).filter(({ status }) => status === 'fulfilled');
  expect(came).toHaveLength(60);
  expect(await isWell(await comeAs('otherMother'))).toBe('ok');
});

test('attack: connections that never say who they are: two hundred of one address at most, the oldest make room, each is closed after seconds', async () => {
  const come = () => {
    const silent = new WebSocket(`${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
    return new Promise<WebSocket>((resolve, reject) => {
      silent.onmessage = () => resolve(silent);
      silent.onerror = () => reject(new Error('refused'));
    });
  };
  const open = (all: readonly WebSocket[]) => all.filter(({ readyState }) => readyState === WebSocket.OPEN).length;
  const first = await Promise.all(Array.from({ length: 30 }, come));
  const later = await Promise.all(Array.from({ length: 200 }, come));
  await until('the oldest are closed, long before they would be anyway', () => open(first) === 0, 2_000);
  expect(open(later)).toBe(200);
  expect(await isWell(await comeAs('mother'))).toBe('ok'); // from the same address, in the middle of the flood
  expect(open(later)).toBeGreaterThanOrEqual(198);
  await until('the silent ones are closed', () => open(later) === 0, 9_000);
  expect(await isWell(await comeAs('mother'))).toBe('ok');
});

test('attack: sockets that never finish to connect, and handshakes of nonsense, hold up nobody', async () => {
  const url = `${server.url}/socket.io/?EIO=4&transport=`;
  const asked = [
    'polling',
    'websocket',
    'klingon',
    'polling&sid=__proto__',
    'polling&sid=constructor',
    'polling&b64=1&EIO=99',
  ];
  for (const transport of asked) {
    const answer = await fetch(url + transport);
    expect(answer.status).toBeLessThan(500);
    expect(await answer.text()).not.toMatch(/\bat \S+ \(|node_modules|<html/);
  }
  const foreign = await fetch(`${url}polling`, { headers: { origin: 'https://evil.example' } });
  expect(foreign.status).toBe(403);
  await sleep(100);
  expect(await isWell(await comeAs('mother'))).toBe('ok');
});
