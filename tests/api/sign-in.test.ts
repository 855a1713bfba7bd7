import { afterAll, beforeAll, expect, test } from '@jest/globals';
import request from 'supertest';
import { PASSWORD, makePerson, usernameOf } from '../support/nursery.ts';
import { createKnownBrowsers } from '../../server/sign-in/known-browsers.ts';
import { cookieNamed, type Office, openOffice, outcome, signInAs } from '../support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const person = (name = '张三') => makePerson(office.db, name);

test('a guardian signs in, is told who they are, and the refresh token travels in a cookie that script cannot read', async () => {
  const { guardianId } = office.nursery.duoduo;

  const answer = await signInAs(office.app, usernameOf(guardianId).toUpperCase()).expect(200);

  expect(answer.body).toMatchObject({
    expiresInSeconds: 600,
    me: { userId: guardianId, name: '王芳', faces: ['parent'], roles: [] },
  });
  expect(answer.headers['set-cookie']?.[0]).toMatch(
    /^kanwa_session=[\w-]{43};.*Path=\/api\/session;.*HttpOnly; Secure; SameSite=Strict$/,
  );
  expect(JSON.stringify(answer.body)).not.toMatch(/argon2|passwordHash/);
});

test('an administrator opens the console first, a caregiver the room', async () => {
  const faces = async (userId: string) =>
    ((await (await office.as(userId)).get('/api/me')).body as { faces: string[] }).faces;
  expect(await faces(office.nursery.siteAdminId)).toEqual(['admin']);
  expect(await faces(office.nursery.caregiverId)).toEqual(['caregiver']);
});

test('guessing: unknown account, wrong password, suspended account and a name no account can have answer alike', async () => {
  const known = await person();
  const suspended = await person();
  await office.db.user.update({ where: { id: suspended }, data: { suspendedAt: office.clock.now } });
  const tries = [
    signInAs(office.app, usernameOf(known), 'wrong'),
    signInAs(office.app, 'nobody.here', PASSWORD),
    signInAs(office.app, usernameOf(suspended), PASSWORD),
    signInAs(office.app, '; DROP TABLE "user" --', PASSWORD),
    signInAs(office.app, '__proto__', PASSWORD),
  ];

  const answers = await Promise.all(tries);

  const said = answers.map(({ status, body, headers }) => {
    const { problem } = body as { problem: { code: string; message: object } };
    return JSON.stringify([status, problem.code, problem.message, headers['set-cookie']]);
  });
  expect(new Set(said)).toEqual(new Set([said[0]]));
  expect(answers[0]?.status).toBe(401);
});

test('guessing: after eight wrong tries an address waits, even in parallel, and the owner elsewhere does not', async () => {
  const name = usernameOf(await person());
  const guesses = await Promise.all(
    Array.from({ length: 12 }, () => signInAs(office.app, name, 'guess', '198.51.100.9')),
  );
  expect(guesses.filter((answer) => outcome(answer) === 'wrong-credentials')).toHaveLength(8);

  const late = await signInAs(office.app, name, PASSWORD, '198.51.100.9').expect(429);

  expect(Number(late.headers['retry-after'])).toBeGreaterThan(600);
  await signInAs(office.app, name, PASSWORD, '198.51.100.10').expect(200);
});

test('guessing: one address that tries many accounts is stopped; an office of many who succeed is not', async () => {
  const one = usernameOf(await person());
  for (let i = 0; i < 110; i += 10) {
    await Promise.all(
      Array.from({ length: 10 }, (_, j) => signInAs(office.app, `nobody.${i + j}`, 'x', '198.51.100.20')),
    );
  }
  await signInAs(office.app, one, PASSWORD, '198.51.100.20').expect(429);
  for (let i = 0; i < 12; i += 1) await signInAs(office.app, one, PASSWORD, '198.51.100.21').expect(200);
});

test('guessing: an account tried from many addresses is closed to new browsers for an hour, never to one that signed in before', async () => {
  const name = usernameOf(await person());
  const own = await signInAs(office.app, name, PASSWORD, '198.51.100.40').expect(200);
  const known = cookieNamed('kanwa_known', own.headers);
  const other = await signInAs(office.app, usernameOf(await person()), PASSWORD, '198.51.100.40').expect(200);
  const guesses: string[] = [];
  for (let net = 0; net < 15; net += 1)
    guesses.push(
      ...(await Promise.all(times(8, () => signInAs(office.app, name, 'x', `203.0.113.${net}`)))).map(outcome),
    );
  expect(guesses.filter((code) => code === 'wrong-credentials')).toHaveLength(100);

  const late = await signInAs(office.app, name, PASSWORD, '198.51.100.41').expect(429);
  expect(Number(late.headers['retry-after'])).toBeGreaterThan(3_000);
  const foreign = cookieNamed('kanwa_known', other.headers);
  for (const cookie of [foreign, 'kanwa_known=', `${foreign}.x`, 'kanwa_known=__proto__'])
    await signInAs(office.app, name, PASSWORD, '198.51.100.41').set('Cookie', cookie).expect(429);
  await signInAs(office.app, name, PASSWORD, '198.51.100.41').set('Cookie', known).expect(200);
  await signInAs(office.app, name, PASSWORD, '198.51.100.42').expect(429); // the owner's own sign-in opens nothing for others
});

test('a browser is known to each of the accounts that signed in there, the last eight', async () => {
  const names = await Promise.all(times(9, async () => usernameOf(await person())));
  let cookie = 'kanwa_known=';
  for (const name of names) {
    const { headers } = await signInAs(office.app, name).set('Cookie', cookie).expect(200);
    cookie = cookieNamed('kanwa_known', headers);
  }
  const marks = decodeURIComponent(cookie.split('=')[1] ?? '');
  const isKnown = (name: string) => createKnownBrowsers(new Uint8Array(32).fill(8)).isKnown(name, marks);
  expect(names.map(isKnown)).toEqual([false, ...times(8, () => true)]);
});

test('the twenty-first sign-in of one person ends the one that was used longest ago, and no other', async () => {
  const userId = await person();
  const all: Awaited<ReturnType<Office['as']>>[] = [];
  for (let count = 0; count < 20; count += 1) {
    all.push(await office.as(userId));
    office.wait(1_000);
  }
  await request(office.app).post('/api/session/refresh').set('Cookie', all[0]!.cookie).expect(200);
  office.wait(1_000);
  office.ended.length = 0;
  all.push(await office.as(userId));

  const states = await Promise.all(all.map(async (each) => (await each.get('/api/me')).status));
  expect(states).toEqual([200, 401, ...times(19, () => 200)]);
  expect(office.ended).toEqual([{ scope: { sessionId: expect.any(String) }, reason: 'signed-out' }]);
});

test('a sign-in and a failed one are written down, without the password and without the name that was typed', async () => {
  const userId = await person();
  await signInAs(office.app, usernameOf(userId), 'hunter2-hunter2');
  await signInAs(office.app, usernameOf(userId));

  const entries = await office.db.auditEntry.findMany({ where: { subjectId: userId }, orderBy: { id: 'asc' } });

  expect(entries.map(({ action, address }) => [action, address])).toEqual([
    ['sign-in-failed', '192.0.2.1'],
    ['signed-in', '192.0.2.1'],
  ]);
  expect(JSON.stringify(entries, (_, value: unknown) => (typeof value === 'bigint' ? null : value))).not.toContain(
    'hunter2',
  );
});

test.each<[string, unknown]>([
  ['an array', []],
  ['a number as name', { username: 1, password: 'x' }],
  ['an object as name', { username: { $ne: null }, password: 'x' }],
  ['an object as password', { username: 'x', password: { length: 12 } }],
  ['a NUL', { username: 'a\0b', password: 'x' }],
  ['a long name', { username: 'x'.repeat(10_000), password: 'x' }],
  ['nothing', {}],
])('bad input: %s instead of a sign-in is a 400 that repeats nothing', async (_, body) => {
  const answer = await request(office.app)
    .post('/api/session')
    .send(body as object)
    .expect(400);
  expect(outcome(answer)).toBe('bad-request');
  expect(answer.text).not.toMatch(/at \/|node_modules|xxx/);
});

test('bad input: broken JSON is a 400, 1 MB a 413, a form is not taken for JSON', async () => {
  const post = (type: string, text: string) =>
    request(office.app).post('/api/session').set('Content-Type', type).send(text);
  await post('application/json', '{"username":').expect(400);
  await post('application/json', JSON.stringify({ username: 'x'.repeat(1_000_000) })).expect(413);
  await post('application/x-www-form-urlencoded', 'username=a&password=b').expect(400);
  await post('text/plain', '{"username":"a","password":"b"}').expect(400);
});

test('CSRF (go2rtc GO-2024-3052): another website’s page may neither sign in nor refresh nor change', async () => {
  const { cookie, accessToken } = await office.as(office.nursery.duoduo.guardianId);
  const foreign = (path: string) =>
    request(office.app).post(path).set('Cookie', cookie).set('Authorization', `Bearer ${accessToken}`);

  for (const origin of ['https://evil.test', 'null', 'https://kanwa.test.evil.test', 'http://kanwa.test']) {
    expect(outcome(await foreign('/api/session/refresh').set('Origin', origin))).toBe('origin-refused');
    expect(outcome(await foreign('/api/me/password').set('Origin', origin).send({}))).toBe('origin-refused');
  }
  expect(outcome(await foreign('/api/session/refresh').set('Sec-Fetch-Site', 'cross-site'))).toBe('origin-refused');
  await foreign('/api/session/refresh').set('Origin', 'https://kanwa.test').expect(200);
});
