import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import type { Me } from '../../server/contract/sign-in.ts';
import { codeAt, setUpFactor } from '../support/authenticator-app.ts';
import { makePerson, makeStaff, PASSWORD, usernameOf } from '../support/nursery.ts';
import {
  cookieNamed,
  type Office,
  openOffice,
  outcome,
  signInAs,
  type SignedInAs,
  withToken,
} from '../support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice('required');
});
beforeEach(() => void office.wait(60_000)); // every test has codes of its own
afterAll(() => office.close());

const PEOPLE = '/api/admin/people';
const FACTOR = '/api/me/second-factor';
const now = () => office.clock.now;
const newDirector = () => makeStaff(office.db, '新园长', 'site_admin', { siteId: office.nursery.siteId });
const me = async (who: SignedInAs) => (await who.get('/api/me').expect(200)).body as Me;
const prove = async (who: SignedInAs, code: string) => outcome(await who.post(`${FACTOR}/proof`, { code }));
const actions = async (userId: string) =>
  (await office.db.auditEntry.findMany({ where: { subjectId: userId }, orderBy: { id: 'asc' } })).map((e) => e.action);
const failures = async (userId: string) =>
  (await actions(userId)).filter((action) => action === 'second-factor-failed').length;

/** A director with a telephone, in a new sign-in where the code was not given yet. */
async function directorWithFactor() {
  const userId = await newDirector();
  const { key, recoveryCodes } = await setUpFactor(await office.as(userId), now());
  office.wait(30_000);
  return { userId, key, recoveryCodes, who: await office.as(userId) };
}

describe('setting up', () => {
  test('a director without one holds no role until it is set up, and is led there; the first right code gives the role', async () => {
    const userId = await newDirector();
    const who = await office.as(userId);
    expect(await me(who)).toMatchObject({ secondFactor: 'to-be-set-up', roles: [], faces: ['admin'] });
    expect(outcome(await who.get(PEOPLE))).toBe('second-factor-needed');

    const { recoveryCodes } = await setUpFactor(who, now());

    expect(new Set(recoveryCodes).size).toBe(10);
    expect(await me(who)).toMatchObject({ secondFactor: 'met', roles: [{ role: 'site_admin' }] });
    expect(outcome(await who.get(PEOPLE))).toBe('ok');
    expect(await actions(userId)).toContain('second-factor-set-up');
  });

  test('a key that was not confirmed counts for nothing; a wrong first code neither', async () => {
    const userId = await newDirector();
    const who = await office.as(userId);
    const { secret } = (await who.post(FACTOR).expect(200)).body as { secret: string };
    expect(await prove(who, codeAt(secret, now()))).toBe('wrong-second-factor');
    const wrong = codeAt(secret, new Date(now().getTime() + 3_600_000));
    expect(await failures(userId)).toBe(1);
    expect(outcome(await who.post(`${FACTOR}/confirmation`, { code: wrong }))).toBe('wrong-second-factor');
    expect(await failures(userId)).toBe(2);
    expect(outcome(await who.get(PEOPLE))).toBe('second-factor-needed');
  });

  test('attack: whoever has the password alone cannot put their own telephone in place of the owner’s', async () => {
    const { who, key } = await directorWithFactor();
    expect(outcome(await who.post(FACTOR))).toBe('conflict');
    expect(outcome(await who.post(`${FACTOR}/confirmation`, { code: codeAt(key, now()) }))).toBe('conflict');
    expect(outcome(await who.get(PEOPLE))).toBe('second-factor-needed');
  });

  test('the key lies sealed in the database, and copied to another account it opens nothing', async () => {
    const first = await directorWithFactor();
    const second = await directorWithFactor();
    const row = await office.db.user.findUniqueOrThrow({ where: { id: first.userId } });
    expect(Buffer.from(row.totpSecret!).toString('latin1')).not.toContain(first.key);
    await office.db.user.update({ where: { id: second.userId }, data: { totpSecret: row.totpSecret } });
    expect(await prove(second.who, codeAt(first.key, now()))).toBe('internal');
  });
});

describe('signing in', () => {
  test('the password opens a session without the roles, the code gives them, in this session only', async () => {
    const { who, key, userId } = await directorWithFactor();
    const other = await office.as(userId);
    expect(await me(who)).toMatchObject({ secondFactor: 'to-be-met', roles: [], faces: ['admin'] });
    expect(await prove(who, codeAt(key, now()))).toBe('ok');
    expect(await me(who)).toMatchObject({ secondFactor: 'met', roles: [{ role: 'site_admin' }] });
    expect(await me(other)).toMatchObject({ secondFactor: 'to-be-met', roles: [] });
    expect(outcome(await other.get(PEOPLE))).toBe('second-factor-needed');
  });

  test('attack: a code is good once, in no second session, whichever of two at once comes first', async () => {
    const { who, key, userId } = await directorWithFactor();
    const other = await office.as(userId);
    const code = codeAt(key, now());
    const outcomes = await Promise.all([prove(who, code), prove(other, code)]);
    expect(outcomes.sort()).toEqual(['ok', 'wrong-second-factor']);
    expect(await prove(await office.as(userId), code)).toBe('wrong-second-factor');
  });

  test('attack: the code before the one that was used is good no more either', async () => {
    const { key, userId, who } = await directorWithFactor();
    office.wait(30_000);
    expect(await prove(who, codeAt(key, now()))).toBe('ok');
    const before = codeAt(key, new Date(now().getTime() - 30_000));
    expect(await prove(await office.as(userId), before)).toBe('wrong-second-factor');
  });

  test('a telephone half a minute off is let in; one that is a minute and a half off is not', async () => {
    const early = await directorWithFactor();
    expect(await prove(early.who, codeAt(early.key, new Date(now().getTime() + 30_000)))).toBe('ok');
    const wrong = await directorWithFactor();
    expect(await prove(wrong.who, codeAt(wrong.key, new Date(now().getTime() + 90_000)))).toBe('wrong-second-factor');
  });

  test('wrong, used and never set up answer alike', async () => {
    const { who, key, userId } = await directorWithFactor();
    const code = codeAt(key, now());
    await prove(await office.as(userId), code);
    const nobody = await office.as(await makePerson(office.db, '张三'));
    const said = await Promise.all(
      [who, who, nobody].map((each, index) => each.post(`${FACTOR}/proof`, { code: index === 0 ? code : '000000' })),
    );
    const words = said.map(({ status, body }) => {
      const { problem } = body as { problem: { code: string; message: object } };
      return JSON.stringify([status, problem.code, problem.message]);
    });
    expect(new Set(words).size).toBe(1);
  });

  test('attack: guessing. After eight wrong codes the right one waits, too', async () => {
    const { who, key } = await directorWithFactor();
    const heard: string[] = [];
    for (let i = 0; i < 9; i += 1) heard.push(await prove(who, `11111${String(i)}`));
    expect(heard.slice(0, 8)).toEqual(Array.from({ length: 8 }, () => 'wrong-second-factor'));
    expect(heard[8]).toBe('too-many-tries');
    expect(await prove(who, codeAt(key, now()))).toBe('too-many-tries');
  });

  test('attack: guessing at one account from many addresses ends after thirty tries an hour', async () => {
    const { userId } = await directorWithFactor();
    const answer = await signInAs(office.app, usernameOf(userId));
    const { accessToken } = answer.body as { accessToken: string };
    const guess = (index: number) =>
      request(office.app)
        .post(`${FACTOR}/proof`)
        .set('Authorization', `Bearer ${accessToken}`)
        .set('X-Forwarded-For', `198.51.100.${String(index)}`)
        .send({ code: '222222' });
    const heard: string[] = [];
    for (let i = 0; i < 31; i += 1) heard.push(outcome(await guess(i)));
    expect(heard.filter((code) => code === 'wrong-second-factor')).toHaveLength(30);
    expect(heard[30]).toBe('too-many-tries');
  });

  test('attack: a refreshed session is no further than before', async () => {
    const { userId } = await directorWithFactor();
    const signedIn = await signInAs(office.app, usernameOf(userId)).expect(200);
    const cookie = cookieNamed('kanwa_session', signedIn.headers);
    const refreshed = await request(office.app)
      .post('/api/session/refresh')
      .set({ Cookie: cookie, Origin: 'https://kanwa.test' })
      .send({})
      .expect(200);
    const { accessToken, me: who } = refreshed.body as { accessToken: string; me: Me };
    expect(who).toMatchObject({ secondFactor: 'to-be-met', roles: [] });
    expect(outcome(await withToken(office.app, accessToken).get(PEOPLE))).toBe('second-factor-needed');
  });
});

describe('without the code', () => {
  const place = () => ({ siteId: office.nursery.siteId, classroomId: office.nursery.toddlerRoomId });

  test.each<[string, 'site_admin' | 'operator_admin' | 'org_admin' | 'inspector']>([
    ['a director', 'site_admin'],
    ['an operator', 'operator_admin'],
    ['an employer’s administrator', 'org_admin'],
    ['an inspector', 'inspector'],
  ])('attack: %s with the password alone reaches nothing of the console, own or unknown', async (_who, role) => {
    const { nursery } = office;
    const scope = {
      site_admin: { siteId: nursery.siteId },
      inspector: { siteId: nursery.siteId },
      operator_admin: { organizationId: nursery.operatorId },
      org_admin: { organizationId: nursery.unicomId },
    }[role];
    const who = await office.as(await makeStaff(office.db, '管理员', role, scope));
    expect(outcome(await who.get('/api/admin/sites'))).toBe('second-factor-needed');
    expect(outcome(await who.get('/api/admin/children'))).toBe('second-factor-needed');
    if (role === 'org_admin' || role === 'inspector') return;
    const unknown = '00000000-0000-4000-8000-000000000000';
    for (const userId of [nursery.caregiverId, unknown]) {
      const suspension = { suspended: true, reason: '试试' };
      expect(outcome(await who.put(`${PEOPLE}/${userId}/suspension`, suspension))).toBe('second-factor-needed');
    }
    expect(outcome(await who.get('/api/admin/devices'))).toBe('second-factor-needed');
  });

  test('a caregiver who is a director, too, works in the room without the code and nothing more', async () => {
    const userId = await makeStaff(office.db, '高老师', 'caregiver', { classroomId: place().classroomId });
    await office.db.roleAssignment.create({ data: { userId, role: 'site_admin', siteId: place().siteId } });
    const who = await office.as(userId);
    expect(await me(who)).toMatchObject({ roles: [{ role: 'caregiver' }], faces: ['admin', 'caregiver'] });
    expect(outcome(await who.get(PEOPLE))).toBe('second-factor-needed');
  });

  test('who holds no administrator’s role is asked for nothing, and is forbidden as ever', async () => {
    const who = await office.as(office.nursery.caregiverId);
    expect(await me(who)).toMatchObject({ secondFactor: 'not-needed' });
    expect(outcome(await who.get(PEOPLE))).toBe('forbidden');
  });

  test('attack: a director whose role was given in this session is asked for the code all the same', async () => {
    const userId = await makePerson(office.db, '新人');
    const who = await office.as(userId);
    await office.db.roleAssignment.create({
      data: { userId, role: 'operator_admin', organizationId: office.nursery.operatorId },
    });
    expect(outcome(await who.get(PEOPLE))).toBe('second-factor-needed');
  });

  test('a guardian at a site that asks for it is told to set it up', async () => {
    const { guardianId } = office.nursery.duoduo;
    await office.db.site.update({ where: { id: place().siteId }, data: { secondFactorNeeded: true } });
    const who = await office.as(guardianId);
    expect(await me(who)).toMatchObject({ secondFactor: 'to-be-set-up' });
    await setUpFactor(who, now());
    expect(await me(who)).toMatchObject({ secondFactor: 'met' });
    await office.db.site.update({ where: { id: place().siteId }, data: { secondFactorNeeded: false } });
  });
});

describe('recovery codes, and switching off', () => {
  const both = (code: string, password = PASSWORD) => ({ code, password });

  test('a recovery code lets in once, however it is typed, and never again; nobody else’s does', async () => {
    const { who, recoveryCodes, userId } = await directorWithFactor();
    const other = await directorWithFactor();
    const code = recoveryCodes[0]!;
    expect(await prove(other.who, code)).toBe('wrong-second-factor');
    expect(await prove(who, ` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe('ok');
    expect(await prove(await office.as(userId), code)).toBe('wrong-second-factor');
    expect((await who.get(FACTOR).expect(200)).body).toMatchObject({ state: 'met', recoveryCodesLeft: 9 });
  });

  test('new recovery codes and switching off ask for password and code; a wrong password uses no code up', async () => {
    const { who, key, recoveryCodes, userId } = await directorWithFactor();
    const code = codeAt(key, now());
    expect(outcome(await who.post(`${FACTOR}/recovery-codes`, both(code, 'wrong')))).toBe('wrong-credentials');
    expect(outcome(await who.post(`${FACTOR}/recovery-codes`, both('123456')))).toBe('wrong-second-factor');
    expect(await failures(userId)).toBe(2);
    const renewed = await who.post(`${FACTOR}/recovery-codes`, both(code)).expect(200);
    const [fresh] = (renewed.body as { recoveryCodes: string[] }).recoveryCodes;
    expect(await prove(who, recoveryCodes[0]!)).toBe('wrong-second-factor');
    expect(await prove(who, fresh!)).toBe('ok');
    expect(outcome(await who.post(`${FACTOR}/off`, both(code)))).toBe('wrong-second-factor');
    office.wait(60_000);

    expect(outcome(await who.post(`${FACTOR}/off`, both(codeAt(key, now()))))).toBe('ok');

    expect(await me(who)).toMatchObject({ secondFactor: 'to-be-set-up', roles: [] });
    expect(outcome(await who.get(PEOPLE))).toBe('second-factor-needed');
    expect(await actions(userId)).toEqual(expect.arrayContaining(['recovery-codes-renewed', 'second-factor-off']));
  });
});

test('where it is offered only, who has set one up is asked for it, and who has not is not', async () => {
  const offered = await openOffice('offered');
  try {
    const { siteAdminId } = offered.nursery;
    const first = await offered.as(siteAdminId);
    expect((await first.get('/api/me')).body).toMatchObject({ secondFactor: 'not-needed' });
    expect(outcome(await first.get(PEOPLE))).toBe('ok');
    await setUpFactor(first, offered.clock.now);
    expect(outcome(await first.get(PEOPLE))).toBe('ok');
    expect(outcome(await (await offered.as(siteAdminId)).get(PEOPLE))).toBe('second-factor-needed');
  } finally {
    await offered.close();
  }
});
