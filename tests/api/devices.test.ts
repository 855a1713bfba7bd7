import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import request from 'supertest';
import type { DeviceSession } from '../../server/contract/sign-in.ts';
import { makePerson, makeStaff, PIN } from '../support/nursery.ts';
import { cookieOf, type Office, openOffice, outcome, type SignedInAs, withToken } from '../support/office.ts';

let office: Office;
let admin: SignedInAs;
beforeAll(async () => {
  office = await openOffice();
});
beforeEach(async () => {
  admin = await office.as(office.nursery.siteAdminId);
  office.ended.length = 0;
});
afterAll(() => office.close());

const MINUTE = 60_000;
const pair = (code: string, address = '192.0.2.50') =>
  request(office.app).post('/api/device/pair').set('X-Forwarded-For', address).send({ code });
const refresh = (cookie: string) => request(office.app).post('/api/device/refresh').set('Cookie', cookie);

async function newCode(): Promise<{ deviceId: string; code: string }> {
  const answer = await admin
    .post('/api/admin/devices', { classroomId: office.nursery.toddlerRoomId, name: '小雨滴平板' })
    .expect(200);
  return answer.body as { deviceId: string; code: string };
}

async function pairedTablet() {
  const { deviceId, code } = await newCode();
  const answer = await pair(code).expect(200);
  const session = answer.body as DeviceSession;
  return { deviceId, session, cookie: cookieOf(answer.headers), ...withToken(office.app, session.accessToken) };
}

const actor = (body: unknown) => (body as DeviceSession).actor?.userId ?? null;

test('an administrator makes a code, the tablet turns it into a session of its room, and the code is used up', async () => {
  const { code } = await newCode();
  expect(code).toMatch(/^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/);

  const answer = await pair(code.toLowerCase().replace('-', '')).expect(200);

  expect(answer.body).toMatchObject({ name: '小雨滴平板', classroomName: '小雨滴班', siteName: '海棠园', actor: null });
  expect((answer.body as DeviceSession).staff.map(({ name }) => name).sort()).toEqual(
    ['周运营', '林老师', '陈园长'].sort(),
  );
  expect(answer.headers['set-cookie']?.[0]).toMatch(
    /^kanwa_device=[\w-]{43}; Max-Age=15552000; Path=\/api\/device;.*HttpOnly; Secure; SameSite=Strict$/,
  );
  expect(outcome(await pair(code))).toBe('wrong-code');
});

test('two tablets that send one code at the same moment: one is paired', async () => {
  const { code } = await newCode();
  const outcomes = (await Promise.all([pair(code), pair(code), pair(code)])).map(outcome).sort();
  expect(outcomes).toEqual(['ok', 'wrong-code', 'wrong-code']);
});

test('a code is good for fifteen minutes', async () => {
  const { code } = await newCode();
  office.wait(15 * MINUTE);
  expect(outcome(await pair(code))).toBe('wrong-code');
});

test('guessing: pairing codes are throttled per address', async () => {
  const { code } = await newCode();
  for (let i = 0; i < 10; i += 1) await pair('ABCD-EFGH', '198.51.100.60').expect(403);
  await pair(code, '198.51.100.60').expect(429);
  await pair(code, '198.51.100.61').expect(200);
});

test('the tablet comes back by its cookie, until it is revoked: then token and cookie are dead at once', async () => {
  const { deviceId, cookie, get, delete: stop } = await pairedTablet();
  await refresh(cookie).expect(200);
  await refresh('kanwa_device=no-such-secret').expect(401);
  expect(await stop('/api/device/act').then(outcome)).toBe('ok');

  await admin.delete(`/api/admin/devices/${deviceId}`).expect(204);

  expect(outcome(await refresh(cookie))).toBe('device-revoked');
  expect(outcome(await stop('/api/device/act'))).toBe('not-signed-in');
  expect(outcome(await get('/api/me'))).toBe('not-signed-in');
  expect(office.ended).toEqual([{ scope: { deviceId }, reason: 'device-revoked' }]);
  await admin.delete(`/api/admin/devices/${deviceId}`).expect(404);
});

test('a waiting code is revoked, too', async () => {
  const { deviceId, code } = await newCode();
  await admin.delete(`/api/admin/devices/${deviceId}`).expect(204);
  expect(outcome(await pair(code))).toBe('wrong-code');
});

test('a caregiver acts by PIN for a shift, then is asked again', async () => {
  const { cookie, post, delete: stop } = await pairedTablet();
  const { caregiverId } = office.nursery;

  expect(actor((await post('/api/device/act', { userId: caregiverId, pin: PIN })).body)).toBe(caregiverId);
  expect(actor((await refresh(cookie)).body)).toBe(caregiverId);
  office.wait(10 * 60 * MINUTE);
  const later = (await refresh(cookie)).body as DeviceSession;
  expect(later.actor).toBeNull();

  const again = withToken(office.app, later.accessToken);
  await again.post('/api/device/act', { userId: caregiverId, pin: PIN }).expect(200);
  expect(actor((await again.delete('/api/device/act')).body)).toBeNull();
  expect(outcome(await stop('/api/device/act'))).toBe('not-signed-in'); // the token of ten hours ago
});

test('who may not act answers as a wrong PIN: another room’s caregiver, a guardian, an unknown person, the suspended', async () => {
  const { post } = await pairedTablet();
  const suspended = await makeStaff(office.db, '停职', 'caregiver', { classroomId: office.nursery.toddlerRoomId });
  await office.db.user.update({ where: { id: suspended }, data: { suspendedAt: office.clock.now } });
  const { seniorCaregiverId, inspectorId, duoduo, otherSiteAdminId, caregiverId } = office.nursery;
  for (const userId of [
    seniorCaregiverId,
    inspectorId,
    otherSiteAdminId,
    duoduo.guardianId,
    suspended,
    crypto.randomUUID(),
  ]) {
    expect(outcome(await post('/api/device/act', { userId, pin: PIN }))).toBe('wrong-pin');
  }
  expect(outcome(await post('/api/device/act', { userId: caregiverId, pin: '0000' }))).toBe('wrong-pin');
  expect(outcome(await post('/api/device/act', { userId: caregiverId, pin: 2468 }))).toBe('bad-request');
});

test('guessing: five PINs for one person on one tablet; a colleague and another tablet go on', async () => {
  const [tablet, other] = [await pairedTablet(), await pairedTablet()];
  const { caregiverId, siteAdminId } = office.nursery;
  const guesses = await Promise.all(
    Array.from({ length: 9 }, () => tablet.post('/api/device/act', { userId: caregiverId, pin: '1111' })),
  );
  expect(guesses.map(outcome).filter((code) => code === 'wrong-pin')).toHaveLength(5);

  const late = await tablet.post('/api/device/act', { userId: caregiverId, pin: PIN }).expect(429);

  expect(Number(late.headers['retry-after'])).toBeGreaterThan(200);
  await tablet.post('/api/device/act', { userId: siteAdminId, pin: PIN }).expect(200);
  await other.post('/api/device/act', { userId: caregiverId, pin: PIN }).expect(200);
});

test('guessing: thirty wrong PINs of one person in a day, over however many tablets, close it until an administrator sets another', async () => {
  const { seniorCaregiverId: foreignId, toddlerRoomId: classroomId } = office.nursery;
  const member = await makeStaff(office.db, '郭老师', 'caregiver', { classroomId });
  let tablet = await pairedTablet();
  const guess = (userId: string, pin: string) => tablet.post('/api/device/act', { userId, pin });
  for (let index = 0; index < 30; index += 1) {
    expect(outcome(await guess(member, '1111'))).toBe('wrong-pin');
    expect(outcome(await guess(foreignId, '1111'))).toBe('wrong-pin');
    if (index % 5 === 4) tablet = await pairedTablet();
  }

  const late = await guess(member, PIN);

  expect(outcome(late)).toBe('too-many-tries');
  expect(Number(late.headers['retry-after'])).toBeGreaterThan(80_000);
  expect(outcome(await guess(foreignId, '1111'))).toBe('wrong-pin'); // not of this room: nothing is counted for her PIN
  await admin.put(`/api/admin/people/${member}/pin`, { pin: '7531' }).expect(204);
  expect(outcome(await guess(member, '7531'))).toBe('ok');
});

test('a PIN that is said rightly forty times in a day is not closed', async () => {
  const { post } = await pairedTablet();
  const member = await makeStaff(office.db, '马老师', 'caregiver', { classroomId: office.nursery.toddlerRoomId });
  for (let index = 0; index < 40; index += 1)
    expect(outcome(await post('/api/device/act', { userId: member, pin: PIN }))).toBe('ok');
});

test('NurseryCam: a PIN on a shared tablet never opens an administrator’s rights, nor a person’s own account', async () => {
  const { post, get, put } = await pairedTablet();
  await post('/api/device/act', { userId: office.nursery.siteAdminId, pin: PIN }).expect(200);

  for (const path of [
    '/api/admin/sites',
    '/api/admin/children',
    '/api/admin/people',
    '/api/admin/audit',
    '/api/admin/devices',
    '/api/me',
    '/api/sessions',
  ]) {
    expect(outcome(await get(path))).toBe('forbidden');
  }
  expect(
    outcome(await put(`/api/admin/people/${office.nursery.caregiverId}/password`, { password: 'a-new-password' })),
  ).toBe('forbidden');
});

test('a leaver’s act ends with the role', async () => {
  const { cookie, post } = await pairedTablet();
  const leaver = await makeStaff(office.db, '离职', 'caregiver', { classroomId: office.nursery.toddlerRoomId });
  await post('/api/device/act', { userId: leaver, pin: PIN }).expect(200);
  await office.db.roleAssignment.updateMany({ where: { userId: leaver }, data: { endsAt: office.clock.now } });
  expect(actor((await refresh(cookie)).body)).toBeNull();
});

test('tablets are listed by their site’s administrators, with their state and without any secret', async () => {
  await pairedTablet();
  await newCode();
  const list = await admin.get(`/api/admin/devices?siteId=${office.nursery.siteId}`).expect(200);
  expect(new Set((list.body as { state: string }[]).map(({ state }) => state))).toEqual(
    new Set(['waiting', 'paired', 'revoked', 'code-expired']),
  );
  expect(list.text).not.toMatch(/hash|secret|code"/i);
  const other = await office.as(office.nursery.otherSiteAdminId);
  expect((await other.get('/api/admin/devices')).body).toEqual([]);
});

test('a tablet that asks for something is seen, to the minute, also while it renews nothing', async () => {
  const { deviceId, get } = await pairedTablet();
  const seenAt = async () => {
    const list = await admin.get(`/api/admin/devices?siteId=${office.nursery.siteId}`).expect(200);
    const tablets = list.body as { deviceId: string; lastSeenAt: string }[];
    return tablets.find((tablet) => tablet.deviceId === deviceId)?.lastSeenAt;
  };
  const paired = await seenAt();
  office.wait(MINUTE - 1);
  await get('/api/room');
  expect(await seenAt()).toBe(paired);
  office.wait(1);
  await get('/api/room');
  expect(await seenAt()).toBe(office.clock.now.toISOString());
  expect(await seenAt()).not.toBe(paired);
});

test('only administrators of the room’s site make and revoke tablets; unknown and foreign answer alike', async () => {
  const { deviceId } = await newCode();
  const body = { classroomId: office.nursery.toddlerRoomId, name: '平板' };
  const guardian = await makePerson(office.db, '王五');
  for (const [userId, code] of [
    [office.nursery.otherSiteAdminId, 'not-found'],
    [office.nursery.orgAdminId, 'forbidden'],
    [office.nursery.inspectorId, 'forbidden'],
    [office.nursery.caregiverId, 'forbidden'],
    [guardian, 'forbidden'],
  ] as const) {
    const who = await office.as(userId);
    expect(outcome(await who.post('/api/admin/devices', body))).toBe(code);
    expect(outcome(await who.delete(`/api/admin/devices/${deviceId}`))).toBe(code);
    expect(outcome(await who.delete(`/api/admin/devices/${crypto.randomUUID()}`))).toBe(code);
  }
});
