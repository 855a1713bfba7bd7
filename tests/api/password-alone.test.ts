import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { codeAt, setUpFactor } from '../support/authenticator-app.ts';
import { makeStaff, PASSWORD } from '../support/nursery.ts';
import { type Office, openOffice, outcome } from '../support/office.ts';

/** What a thief may do who knows the password of somebody with a second factor, and has no code. */

const PEOPLE = '/api/admin/people';

let office: Office;
beforeAll(async () => {
  office = await openOffice('required');
});
afterAll(() => office.close());

/** A director, signed in with the code. */
async function ownerWithFactor() {
  const userId = await makeStaff(office.db, '园长', 'site_admin', { siteId: office.nursery.siteId });
  const owner = await office.as(userId);
  return { userId, owner, ...(await setUpFactor(owner, office.clock.now)) };
}

test('attack: who knows the password alone changes it, or signs the owner out everywhere: not before the code', async () => {
  const { userId, owner } = await ownerWithFactor();
  const thief = await office.as(userId);
  const rows = await office.db.session.findMany({ where: { userId, endedAt: null, secondFactorAt: { not: null } } });
  const change = { current: PASSWORD, next: 'a password of mine' };
  expect(outcome(await thief.post('/api/me/password', change))).toBe('second-factor-needed');
  expect(outcome(await thief.delete('/api/sessions'))).toBe('second-factor-needed');
  for (const { id } of rows) expect(outcome(await thief.delete(`/api/sessions/${id}`))).toBe('second-factor-needed');
  const seen = (await thief.get('/api/sessions').expect(200)).body as { sessionId: string; isThis: boolean }[];
  expect(seen).toMatchObject([{ isThis: true }]);
  expect(outcome(await owner.get(PEOPLE))).toBe('ok');
  expect(outcome(await thief.delete(`/api/sessions/${seen[0]!.sessionId}`))).toBe('ok');
});

test('attack: the password alone, again and again: twenty sign-ins push out none that has given the code', async () => {
  const { userId, owner } = await ownerWithFactor();
  for (let n = 0; n < 22; n += 1) {
    office.wait(1_000);
    await office.as(userId);
  }
  expect(outcome(await owner.get(PEOPLE))).toBe('ok');
  expect(await office.db.session.count({ where: { userId, endedAt: null } })).toBe(20);
});

test('attack: wrong codes of a thief do not keep the owner, signed in with the code, from renewing the recovery codes', async () => {
  const { userId, owner, key } = await ownerWithFactor();
  const thief = await office.as(userId);
  const guess = async () => outcome(await thief.post('/api/me/second-factor/proof', { code: '000000' }));
  for (let n = 0; n < 8; n += 1) await guess();
  expect(await guess()).toBe('too-many-tries');
  office.wait(60_000);
  const proofs = { password: PASSWORD, code: codeAt(key, office.clock.now) };
  expect(outcome(await owner.post('/api/me/second-factor/recovery-codes', proofs))).toBe('ok');
});
