import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PASSWORD, usernameOf } from '../../support/nursery.ts';
import { askAt } from '../../support/security-ask.ts';
import { castAt, type Cast } from '../../support/security-cast.ts';
import { objectsIn, unknownObjects } from '../../support/security-objects.ts';
import { settledDigest } from '../../support/security-rows.ts';
import { SECURITY_KEY, startSecuredAlone, type SecuredServer } from '../../support/security-server.ts';
import { requestOf, TABLE } from '../../support/security-table.ts';

let server: SecuredServer;
let cast: Cast;
beforeAll(async () => {
  server = await startSecuredAlone();
  cast = await castAt(server.database.db);
});
afterAll(() => server.stop());

const base64 = (value: object | string) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const signed = (head: object, claims: object, key: Uint8Array = SECURITY_KEY) => {
  const said = `${base64(head)}.${base64(claims)}`;
  return `${said}.${createHmac('sha256', key).update(said).digest('base64url')}`;
};
const HS256 = { alg: 'HS256', typ: 'JWT' };
const now = () => Math.floor(Date.now() / 1000);
type Claims = { kind: string; sub: string; iss: string; aud: string; iat: number; exp: number };

test('attack: tokens that are not ours, or no longer: each is as none at all', async () => {
  const good = (await cast.token('siteAdmin'))!;
  const [, body = ''] = good.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Claims;
  const me = (token: string, more: string = 'Bearer ') =>
    askAt(server.url, { method: 'GET', path: '/api/me', headers: { authorization: `${more}${token}` } });
  expect((await me(signed(HS256, claims))).code).toBe('ok'); // so that what follows is refused for its own reason
  const forged = [
    `${base64({ alg: 'none' })}.${body}.`,
    `${base64({ alg: 'none' })}.${body}.${good.split('.')[2] ?? ''}`,
    signed({ alg: 'RS256' }, claims),
    signed({ alg: 'HS512' }, claims),
    signed(HS256, claims, new Uint8Array(32)),
    signed(HS256, { ...claims, exp: now() - 1 }),
    signed(HS256, { ...claims, exp: undefined }),
    signed(HS256, { ...claims, nbf: now() + 600 }),
    signed(HS256, { ...claims, iss: 'other' }),
    signed(HS256, { ...claims, aud: 'other' }),
    signed(HS256, { ...claims, sub: '__proto__' }),
    signed(HS256, { ...claims, sub: { toString: claims.sub } }),
    signed(HS256, { ...claims, kind: 'device' }),
    signed(HS256, { ...claims, kind: 'admin' }),
    good.slice(0, -1),
    `${good}.${good}`,
    'x'.repeat(2_001),
  ];
  for (const token of forged) expect((await me(token)).code).toBe('not-signed-in');
  for (const scheme of ['', 'bearer', 'Basic ', 'Bearer  ', 'Bearer\t', 'Bearer Bearer '])
    expect((await me(good, scheme)).code).toBe('not-signed-in');
});

test('attack: another website sends what only our own pages may: every changing route refuses it, and nothing is done', async () => {
  const token = await cast.token('operatorAdmin');
  const before = await settledDigest(server.database.pool);
  for (const row of TABLE.filter(({ route }) => !route.startsWith('GET'))) {
    const asked = requestOf(row, await row.ask(unknownObjects()));
    const own = server.url;
    for (const origin of [
      'https://evil.example',
      'null',
      `${own}.evil.example`,
      own.replace('http:', 'https:'),
      `${own}/`,
    ]) {
      const answer = await askAt(server.url, { ...asked, token, headers: { origin } });
      expect([row.route, origin, answer.code]).toEqual([row.route, origin, 'origin-refused']);
    }
    const crossSite = { 'sec-fetch-site': 'cross-site' };
    expect((await askAt(server.url, { ...asked, token, headers: crossSite })).code).toBe('origin-refused');
  }
  expect(await settledDigest(server.database.pool)).toBe(before);
});

test('attack: proxy headers that nobody was told to believe do not make another website ours', async () => {
  const token = await cast.token('siteAdmin');
  const forwarded = {
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    'x-original-host': 'evil.example',
  };
  const headers = { ...forwarded, origin: 'https://evil.example' };
  const body = { language: 'zh' };
  expect((await askAt(server.url, { method: 'PATCH', path: '/api/me', token, body, headers })).code).toBe(
    'origin-refused',
  );
});

/** As it goes over the wire: fetch does not let a caller choose these. */
async function raw(method: string, path: string, headers: Record<string, string | string[]>, body = '') {
  const sent = request(server.url, { method, path, headers });
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: answer.statusCode ?? 0, headers: answer.headers, text: await text(answer) };
}

test('attack: guesses that each claim another address are counted as from one', async () => {
  const username = usernameOf(cast.nursery.orgAdminId);
  const body = JSON.stringify({ username, password: 'wrong-wrong-wrong' });
  const codes: number[] = [];
  for (let guess = 1; guess <= 10; guess += 1) {
    const claimed = `203.0.113.${String(guess)}`;
    const headers = {
      'content-type': 'application/json',
      'x-forwarded-for': `${claimed}, 10.0.0.1`,
      'x-real-ip': claimed,
      'client-ip': claimed,
      forwarded: `for=${claimed}`,
      'true-client-ip': claimed,
      'cf-connecting-ip': claimed,
    };
    codes.push((await raw('POST', '/api/session', headers, body)).status);
  }
  expect(codes).toEqual([...Array.from({ length: 8 }, () => 401), 429, 429]);
  const entries = await server.database.db.auditEntry.findMany({ where: { action: 'sign-in-failed' } });
  expect(new Set(entries.map(({ address }) => address))).toEqual(new Set(['127.0.0.1']));
});

test('attack: behind a trusted proxy only what that proxy added counts, not what the caller put before it', async () => {
  const behind = await startSecuredAlone(['loopback']);
  try {
    const codes: string[] = [];
    for (let guess = 1; guess <= 10; guess += 1) {
      const headers = { 'x-forwarded-for': `203.0.113.${String(guess)}, 198.51.100.7` };
      const body = { username: 'someone', password: 'wrong-wrong-wrong' };
      codes.push((await askAt(behind.url, { method: 'POST', path: '/api/session', body, headers })).code);
    }
    expect(codes.slice(-3)).toEqual(['wrong-credentials', 'too-many-tries', 'too-many-tries']);
  } finally {
    await behind.stop();
  }
});

test('attack: odd methods, and a method hidden in a header, reach nothing', async () => {
  const { cameraId } = cast.here;
  const authorization = `Bearer ${(await cast.token('operatorAdmin'))!}`;
  const before = await settledDigest(server.database.pool);
  for (const method of ['TRACE', 'PROPFIND', 'PURGE', 'LINK', 'PUT', 'POST']) {
    const answer = await raw(method, `/api/admin/cameras/${cameraId}`, { authorization });
    expect([method, answer.status]).toEqual([method, 404]);
    expect(JSON.parse(answer.text)).toMatchObject({ problem: { code: 'not-found' } });
  }
  const hidden = { authorization, 'x-http-method-override': 'DELETE', 'x-method-override': 'DELETE' };
  expect((await raw('POST', `/api/admin/cameras/${cameraId}?_method=DELETE`, hidden)).status).toBe(404);
  expect(await settledDigest(server.database.pool)).toBe(before);
});

test.each([
  ['headers of 17 kB', `GET /api/me HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`, 431],
  ['a token of 17 kB', `GET /api/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${'x'.repeat(17_000)}\r\n\r\n`, 431],
  ['two lengths', 'POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}', 400],
  [
    'a length and chunks',
    'POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
  ],
  ['a header with NUL', 'GET /api/me HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n', 400],
  ['no host', 'GET /api/me HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
  ['no HTTP', 'HELO kanwa\r\n\r\n', 400],
  [
    'an absolute address of elsewhere',
    'GET http://evil.example/api/me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    401,
  ],
  ['a path that climbs', 'GET /api/../../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', 404],
  ['a host that is none', 'GET /api/me HTTP/1.1\r\nHost: <script>@[::1]:99999\r\nConnection: close\r\n\r\n', 421],
])('attack: %s is refused in a word, and the server goes on', async (_what, bytes, status) => {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.on('error', () => undefined); // a server may close before everything was sent
  socket.write(bytes);
  setTimeout(() => socket.end(), 300);
  const answer = await text(socket);
  expect(answer.slice(0, 12)).toBe(`HTTP/1.1 ${String(status)}`);
  expect(answer).not.toMatch(/\bat \S+ \(|node_modules|<html|<script|root:/);
  expect((await askAt(server.url, { method: 'GET', path: '/healthz' })).code).toBe('ok');
});

test('attack: DNS rebinding: under a name that is not ours neither pages, nor the API, nor sockets answer', async () => {
  const authorization = `Bearer ${(await cast.token('operatorAdmin'))!}`;
  const host = 'evil.example:3000';
  for (const path of ['/', '/api/me', '/api/demo', '/readyz', '/assets/x.js', '/socket.io/?EIO=4&transport=polling']) {
    const answer = await raw('GET', path, { authorization, host, origin: `http://${host}` });
    expect([path, answer.status]).toEqual([path, path.startsWith('/socket.io') ? 403 : 421]);
    expect(answer.text).not.toMatch(/"sid"|<html/);
  }
  for (const own of ['localhost', '127.0.0.1:1', '[::1]'])
    expect((await raw('GET', '/api/me', { authorization, host: own })).status).toBe(200);
});

test('an installation answers to its own name alone, and says that it is well at its address, too', async () => {
  const installed = await startSecuredAlone([], ['https://kanwa.test']);
  try {
    const get = async (path: string, host: string) => {
      const sent = request(installed.url, { path, headers: { host } });
      sent.end();
      const [answer] = (await once(sent, 'response')) as [IncomingMessage];
      answer.resume();
      return answer.statusCode;
    };
    const at = new URL(installed.url).host;
    expect([await get('/api/me', 'kanwa.test'), await get('/api/me', at), await get('/api/me', 'x')]).toEqual([
      401, 421, 421,
    ]);
    expect([await get('/healthz', at), await get('/readyz', at), await get('/healthz', 'evil.example')]).toEqual([
      200, 200, 421,
    ]);
  } finally {
    await installed.stop();
  }
});

test('every answer forbids what a browser could be talked into', async () => {
  const token = await cast.token('mother');
  const cameraId = await objectsIn(server, cast.here).camera();
  for (const path of ['/api/home', `/api/cameras/${cameraId}/poster`, '/api/nothing', '/healthz']) {
    const { headers } = await askAt(server.url, { method: 'GET', path, token });
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/);
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
    if (path.startsWith('/api')) expect(headers.get('cache-control')).toMatch(/no-store/);
  }
});

test('the cookies of a sign-in are kept from scripts and other websites', async () => {
  const body = { username: usernameOf(cast.nursery.duoduo.guardianId), password: PASSWORD };
  const { headers } = await askAt(server.url, { method: 'POST', path: '/api/session', body });
  expect(headers.get('set-cookie')).toMatch(/HttpOnly/);
  expect(headers.get('set-cookie')).toMatch(/SameSite=Strict/);
  expect(headers.get('set-cookie')).toMatch(/Path=\/api\/session/);
});
