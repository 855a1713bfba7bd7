import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { PersonSecurity } from '../../server/contract/leaver.ts';
import { setUpFactor } from '../support/authenticator-app.ts';
import { makePerson, makeStaff, PASSWORD } from '../support/nursery.ts';
import { type Office, openOffice, outcome, type SignedInAs } from '../support/office.ts';

let office: Office;
let admin: SignedInAs;
beforeAll(async () => {
  office = await openOffice();
});
beforeEach(async () => {
  office.wait(60_000);
  admin = await office.as(office.nursery.siteAdminId);
  office.ended.length = 0;
  office.rechecked.length = 0;
});
afterAll(() => office.close());

const reason = '已离职';
const of = (userId: string, rest: string) => `/api/admin/people/${userId}/${rest}`;
const newCaregiver = () => makeStaff(office.db, '离职老师', 'caregiver', { classroomId: office.nursery.toddlerRoomId });

describe('sign-ins of others', () => {
  const security = async (userId: string) =>
    (await admin.get(of(userId, 'security')).expect(200)).body as PersonSecurity;

  test('an administrator sees where a person is signed in, and ends one of them or all', async () => {
    const userId = await newCaregiver();
    const [first, second] = [await office.as(userId), await office.as(userId)];
    const { sessions } = await security(userId);
    expect(sessions).toHaveLength(2);
    expect(sessions[0]).toMatchObject({ address: '192.0.2.1' });

    await admin.delete(of(userId, `sessions/${sessions[0]!.sessionId}`)).expect(204);
    expect(office.ended).toEqual([{ scope: { sessionId: sessions[0]!.sessionId }, reason: 'signed-out' }]);
    const outcomes = [outcome(await first.get('/api/me')), outcome(await second.get('/api/me'))];
    expect(outcomes.sort()).toEqual(['not-signed-in', 'ok']);

    await admin.delete(of(userId, 'sessions')).expect(204);
    expect(await security(userId)).toMatchObject({ sessions: [] });
    expect(outcome(await admin.delete(of(userId, `sessions/${sessions[0]!.sessionId}`)))).toBe('not-found');
    const lines = await office.db.auditEntry.count({ where: { subjectId: userId, action: 'session-ended' } });
    expect(lines).toBe(2);
  });

  test('attack: a session of another person named under this one is not found', async () => {
    const [one, two] = [await newCaregiver(), await newCaregiver()];
    const other = await office.as(two);
    await office.as(one);
    const { sessions } = await security(two);
    expect(outcome(await admin.delete(of(one, `sessions/${sessions[0]!.sessionId}`)))).toBe('not-found');
    expect(outcome(await other.get('/api/me'))).toBe('ok');
  });

  test('attack: who is somebody elsewhere, too, is not signed out from here, nor read', async () => {
    const userId = await newCaregiver();
    const { otherSiteId } = office.nursery;
    await office.db.roleAssignment.create({ data: { userId, role: 'site_admin', siteId: otherSiteId } });
    expect(outcome(await admin.get(of(userId, 'security')))).toBe('forbidden');
    expect(outcome(await admin.delete(of(userId, 'sessions')))).toBe('forbidden');
    expect(outcome(await admin.post(of(userId, 'second-factor/reset'), { reason }))).toBe('forbidden');
  });

  test('a lost telephone: another administrator resets the second factor, everywhere signed out; nobody their own', async () => {
    const userId = await newCaregiver();
    const who = await office.as(userId);
    const { recoveryCodes } = await setUpFactor(who, office.clock.now);
    expect((await security(userId)).secondFactorSince).not.toBeNull();

    await admin.post(of(userId, 'second-factor/reset'), { reason: '手机丢了' }).expect(204);

    expect(outcome(await who.get('/api/me'))).toBe('not-signed-in');
    expect(office.ended).toContainEqual({ scope: { userId }, reason: 'signed-out' });
    const anew = await office.as(userId);
    expect((await anew.get('/api/me')).body).toMatchObject({ secondFactor: 'not-needed' });
    expect(outcome(await anew.post('/api/me/second-factor/proof', { code: recoveryCodes[0] }))).toBe(
      'wrong-second-factor',
    );
    expect(outcome(await admin.post(of(userId, 'second-factor/reset'), { reason }))).toBe('conflict');
    expect(outcome(await admin.post(of(office.nursery.siteAdminId, 'second-factor/reset'), { reason }))).toBe(
      'forbidden',
    );
  });
});

test('a person nobody signed in as has no sign-ins, and a password reset leaves a second factor as it is', async () => {
  const userId = await makePerson(office.db, '没登录', { operatorId: office.nursery.operatorId });
  const who = await office.as(userId);
  await setUpFactor(who, office.clock.now);
  await admin.put(of(userId, 'password'), { password: PASSWORD }).expect(204);
  expect(((await admin.get(of(userId, 'security'))).body as PersonSecurity).secondFactorSince).not.toBeNull();
  expect((await (await office.as(userId)).get('/api/me')).body).toMatchObject({ secondFactor: 'to-be-met' });
});
