import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import request from 'supertest';
import { makePerson, PASSWORD, usernameOf } from '../support/nursery.ts';
import { cookieOf, type Office, openOffice, outcome, signInAs, withToken } from '../support/office.ts';

let office: Office;
let userId: string;
beforeAll(async () => {
  office = await openOffice();
});
beforeEach(async () => {
  userId = await makePerson(office.db, '李四');
  office.ended.length = 0;
});
afterAll(() => office.close());

const SECOND = 1_000;
const refresh = (cookie: string) => request(office.app).post('/api/session/refresh').set('Cookie', cookie);
const isIn = async (token: string) => (await withToken(office.app, token).get('/api/me')).status === 200;
const tokenOf = ({ body }: { body: unknown }) => (body as { accessToken: string }).accessToken;

test('a refresh gives a new token and a new cookie, again and again', async () => {
  let { cookie } = await office.as(userId);
  for (let round = 0; round < 3; round += 1) {
    office.wait(60 * SECOND);
    const answer = await refresh(cookie).expect(200);
    expect(cookieOf(answer.headers)).not.toBe(cookie);
    expect(await isIn(tokenOf(answer))).toBe(true);
    cookie = cookieOf(answer.headers);
  }
});

test('an access token is good for ten minutes, a sign-in for thirty days', async () => {
  const { accessToken, cookie } = await office.as(userId);
  office.wait(599 * SECOND);
  expect(await isIn(accessToken)).toBe(true);
  office.wait(2 * SECOND);
  expect(await isIn(accessToken)).toBe(false);
  office.wait(30 * 86_400 * SECOND);
  await refresh(cookie).expect(401);
});

test('a copied refresh token that comes again ends the whole family, the newest token too', async () => {
  const { cookie: stolen, accessToken } = await office.as(userId);
  const owner = await refresh(stolen).expect(200);
  office.wait(10 * SECOND);

  await refresh(stolen).expect(401);

  expect(await isIn(tokenOf(owner))).toBe(false);
  expect(await isIn(accessToken)).toBe(false);
  await refresh(cookieOf(owner.headers)).expect(401);
  expect(office.ended).toEqual([{ scope: { sessionId: expect.any(String) }, reason: 'signed-out' }]);
  expect(await office.db.auditEntry.count({ where: { subjectId: userId, action: 'refresh-token-reused' } })).toBe(1);
});

test('two tabs that refresh with one cookie at the same moment both stay signed in, whichever cookie is kept', async () => {
  for (const kept of [0, 1]) {
    const { cookie } = await office.as(userId);
    const tabs = await Promise.all([refresh(cookie), refresh(cookie)]);
    expect(tabs.map(({ status }) => status)).toEqual([200, 200]);
    office.wait(600 * SECOND);
    const next = await refresh(cookieOf(tabs[kept]?.headers ?? {})).expect(200);
    office.wait(600 * SECOND);
    await refresh(cookieOf(next.headers)).expect(200);
  }
  expect(office.ended).toEqual([]);
});

test('a thief who used the race gets no second life: the first refresh of one branch makes the other a reuse', async () => {
  const { cookie } = await office.as(userId);
  const owner = cookieOf((await refresh(cookie)).headers);
  const thief = cookieOf((await refresh(cookie)).headers);
  office.wait(600 * SECOND);
  const ownerLater = await refresh(owner).expect(200);
  office.wait(11 * SECOND);

  await refresh(thief).expect(401);

  await refresh(cookieOf(ownerLater.headers)).expect(401);
  expect(office.ended).toHaveLength(1);
});

test('once one of two branches was refreshed, the other has no grace: used in the same second, it ends the whole family', async () => {
  const { cookie, accessToken } = await office.as(userId);
  const older = cookieOf((await refresh(cookie)).headers);
  const newer = cookieOf((await refresh(cookie)).headers);
  const used = await refresh(newer).expect(200);

  await refresh(older).expect(401);

  await refresh(cookieOf(used.headers)).expect(401);
  expect([await isIn(accessToken), await isIn(tokenOf(used))]).toEqual([false, false]);
  expect(office.ended).toHaveLength(1);
});

test('racing never prolongs the grace', async () => {
  const { cookie } = await office.as(userId);
  await refresh(cookie).expect(200);
  office.wait(6 * SECOND);
  await refresh(cookie).expect(200);
  office.wait(6 * SECOND);
  await refresh(cookie).expect(401);
});

test('a refresh re-reads the role (LiveKit, Frigate): what was taken away is gone at the next request, with the same token', async () => {
  const { siteId } = office.nursery;
  const role = await office.db.roleAssignment.create({ data: { userId, role: 'site_admin', siteId } });
  const admin = await office.as(userId);
  await admin.get('/api/admin/sites').expect(200);

  await office.db.roleAssignment.update({ where: { id: role.id }, data: { endsAt: office.clock.now } });

  await admin.get('/api/admin/sites').expect(403);
  const refreshed = await refresh(admin.cookie).expect(200);
  expect((refreshed.body as { me: { roles: object[] } }).me.roles).toEqual([]);
});

test('a suspended account is out at the next request and cannot refresh', async () => {
  const { accessToken, cookie } = await office.as(userId);
  await office.db.user.update({ where: { id: userId }, data: { suspendedAt: office.clock.now } });
  expect(await isIn(accessToken)).toBe(false);
  expect(outcome(await refresh(cookie))).toBe('not-signed-in');
});

test('signing out ends this session alone, and clears the cookie', async () => {
  const here = await office.as(userId);
  const there = await office.as(userId);

  const answer = await request(office.app).delete('/api/session').set('Cookie', here.cookie).expect(204);

  expect(answer.headers['set-cookie']?.[0]).toMatch(/^kanwa_session=;/);
  expect([await isIn(here.accessToken), await isIn(there.accessToken)]).toEqual([false, true]);
  await refresh(here.cookie).expect(401);
  expect(office.ended).toHaveLength(1);
});

test('signing out everywhere ends every session', async () => {
  const [here, there] = [await office.as(userId), await office.as(userId)];
  await here.delete('/api/sessions').expect(204);
  expect([await isIn(here.accessToken), await isIn(there.accessToken)]).toEqual([false, false]);
  expect(office.ended).toEqual([{ scope: { userId }, reason: 'signed-out' }]);
});

test('one sees one’s own sessions and ends one of them; another person’s and an unknown one answer alike', async () => {
  const [here, there] = [await office.as(userId), await office.as(userId)];
  const other = await office.as(office.nursery.duoduo.guardianId);
  const list = async (who: typeof here) =>
    (await who.get('/api/sessions')).body as { sessionId: string; isThis: boolean }[];
  const mine = await list(here);
  expect(mine.map(({ isThis }) => isThis).sort()).toEqual([false, true]);
  const [foreign] = await list(other);

  await here.delete(`/api/sessions/${foreign?.sessionId ?? ''}`).expect(404);
  await here.delete(`/api/sessions/${crypto.randomUUID()}`).expect(404);
  await here.delete('/api/sessions/constructor').expect(400);
  await here.delete(`/api/sessions/${mine.find(({ isThis }) => !isThis)?.sessionId ?? ''}`).expect(204);

  expect([await isIn(here.accessToken), await isIn(there.accessToken), await isIn(other.accessToken)]).toEqual([
    true,
    false,
    true,
  ]);
});

test('a new password ends every other session and keeps this one', async () => {
  const [here, there] = [await office.as(userId), await office.as(userId)];
  expect(outcome(await here.post('/api/me/password', { current: 'wrong', next: 'a-new-password' }))).toBe(
    'wrong-credentials',
  );
  expect(outcome(await here.post('/api/me/password', { current: PASSWORD, next: 'short' }))).toBe('bad-request');

  await here.post('/api/me/password', { current: PASSWORD, next: 'a-new-password' }).expect(204);

  expect([await isIn(here.accessToken), await isIn(there.accessToken)]).toEqual([true, false]);
  await signInAs(office.app, usernameOf(userId), PASSWORD, '192.0.2.40').expect(401);
  await signInAs(office.app, usernameOf(userId), 'a-new-password', '192.0.2.40').expect(200);
});

test('the language is one’s own to choose', async () => {
  const here = await office.as(userId);
  expect((await here.patch('/api/me', { language: 'en' })).body).toMatchObject({ language: 'en' });
  await here.patch('/api/me', { language: 'fr' }).expect(400);
});
