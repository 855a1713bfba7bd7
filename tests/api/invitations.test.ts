import { afterAll, beforeAll, expect, test } from '@jest/globals';
import request from 'supertest';
import { sha256 } from '../../server/platform/secret-hash.ts';
import { JOIN_LIMIT } from '../../server/invitations/invitation-deps.ts';
import type { InvitationMade, InvitationView } from '../../server/contract/invitations.ts';
import { makePerson, makeStaff, PASSWORD, usernameOf } from '../support/nursery.ts';
import { openOffice, outcome, signInAs, type Office, type SignedInAs } from '../support/office.ts';

const DAY_MS = 86_400_000;
const FATHER = { name: '李建国', phone: '139-1234-5678', relation: '爸爸', mayWatch: true, mayPickUp: false };

let office: Office;
let director: SignedInAs;
let childId: string;
beforeAll(async () => {
  office = await openOffice();
  director = await office.as(office.nursery.siteAdminId);
  ({ childId } = office.nursery.duoduo);
});
afterAll(() => office.close());

const invite = async (more: object = {}): Promise<InvitationMade> =>
  (await director.post(`/api/admin/children/${childId}/invitations`, { ...FATHER, ...more }).expect(200)).body as never;
const list = async (): Promise<InvitationView[]> =>
  (await director.get(`/api/admin/children/${childId}/invitations`).expect(200)).body as never;
let people = 0;
const past = () => new Date(office.clock.now.getTime() - 1);
const newName = () => `lijianguo${String(++people)}`;
const post = (path: string, body: object, address = '192.0.2.9') =>
  request(office.app).post(path).set('X-Forwarded-For', address).send(body);
const join = (secret: string, username = newName()) => post('/api/join', { secret, username, password: PASSWORD });
const linksOf = (userId: string) => office.db.guardianship.findMany({ where: { userId } });
const idOf = async (username: string) => (await office.db.user.findUniqueOrThrow({ where: { username } })).id;

test('a father makes his account by the link, signs in with it and is joined to the child with the rights that were offered', async () => {
  const { secret, invitation } = await invite({ employerId: office.nursery.unicomId });
  expect(invitation).toMatchObject({ state: 'open', usedBy: null, employer: { name: '北方联通' } });
  expect((await post('/api/join/look', { secret }).expect(200)).body).toEqual({
    siteName: '海棠园',
    expiresAt: new Date(office.clock.now.getTime() + 7 * DAY_MS).toISOString(),
  });

  const username = newName();
  expect(outcome(await join(secret, username))).toBe('ok');

  const userId = await idOf(username);
  expect(await office.db.user.findUniqueOrThrow({ where: { id: userId } })).toMatchObject({
    ...{ name: '李建国', phone: '139-1234-5678' },
    ...{ employerId: office.nursery.unicomId, operatorId: office.nursery.operatorId },
  });
  expect(await linksOf(userId)).toMatchObject([{ childId, relation: '爸爸', mayWatch: true, mayPickUp: false }]);
  expect(outcome(await signInAs(office.app, username))).toBe('ok');
  const shown = (await list()).find(({ invitationId }) => invitationId === invitation.invitationId);
  expect(shown).toMatchObject({ state: 'used', usedBy: { userId, name: '李建国' } });
  expect(await office.db.consentEntry.count({ where: { userId } })).toBe(0); // being a guardian consents to nothing
});

test('it is told, journalled and decided anew, and the journal keeps no secret', async () => {
  const { secret, invitation } = await invite();
  const username = newName();
  office.rechecked.length = 0;
  await join(secret, username).expect(204);
  const userId = await idOf(username);
  expect(office.rechecked).toEqual([{ userId }]);
  const entries = await office.db.auditEntry.findMany({ where: { subjectId: userId }, orderBy: { id: 'asc' } });
  expect(entries.map(({ action }) => action)).toEqual(['person-added', 'invitation-accepted']);
  expect(entries[1]).toMatchObject({
    ...{ actorId: userId, childId, address: '192.0.2.9' },
    details: { invitationId: invitation.invitationId, invitedBy: office.nursery.siteAdminId },
  });
  const events = await office.db.event.findMany({ where: { userId } });
  expect(events).toMatchObject([{ type: 'access:changed', childId, siteId: office.nursery.siteId }]);
  const made = await office.db.auditEntry.findFirst({ where: { action: 'invitation-made' }, orderBy: { id: 'desc' } });
  expect(made).toMatchObject({ actorId: office.nursery.siteAdminId, childId });
  const all = [
    await office.db.auditEntry.findMany(),
    await office.db.event.findMany(),
    await office.db.invitation.findMany(),
  ];
  expect(
    JSON.stringify(all, (_key, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)),
  ).not.toContain(secret);
});

test('who has an account is signed in and joined with it; their own name and employer stay', async () => {
  const auntId = await makePerson(office.db, '李小姑', { employerId: office.nursery.railwayId });
  const aunt = await office.as(auntId);
  const { secret } = await invite({ relation: '姑姑', employerId: office.nursery.unicomId });
  expect(outcome(await aunt.post('/api/join/as-me', { secret }))).toBe('ok');
  expect(await linksOf(auntId)).toMatchObject([{ childId, relation: '姑姑' }]);
  expect(await office.db.user.findUniqueOrThrow({ where: { id: auntId } })).toMatchObject({
    ...{ name: '李小姑', employerId: office.nursery.railwayId },
  });
});

test('attack: a link passed on. Before it is accepted it tells neither the child nor who was invited', async () => {
  const { secret } = await invite();
  const { text } = await post('/api/join/look', { secret }).expect(200);
  for (const hidden of ['李', '朵朵', '朵', '建国', '139', '爸爸', childId]) expect(text).not.toContain(hidden);
});

test('attack: unknown, used, revoked, too old, and of a child that has left: all read alike, and none makes an account', async () => {
  const [used, revoked, old] = [await invite(), await invite(), await invite()];
  await join(used.secret).expect(204);
  await director.post(`/api/admin/invitations/${revoked.invitation.invitationId}/revoke`).expect(200);
  await office.db.invitation.update({
    where: { id: old.invitation.invitationId },
    data: { expiresAt: office.clock.now },
  });
  const left = await invite();
  const gone = await office.db.child.create({
    data: { siteId: office.nursery.siteId, name: '走了', leftAt: new Date() },
  });
  await office.db.invitation.update({ where: { id: left.invitation.invitationId }, data: { childId: gone.id } });
  const reader = await office.as(await makePerson(office.db, '路人'));
  const before = await office.db.user.count();
  for (const secret of ['x', used.secret, revoked.secret, old.secret, left.secret]) {
    const answers = [
      await post('/api/join/look', { secret }),
      await join(secret),
      await reader.post('/api/join/as-me', { secret }),
    ];
    for (const { status, body } of answers) {
      const { problem } = body as { problem: { id: string } };
      expect([status, { ...problem, id: '' }]).toEqual([
        410,
        { code: 'invitation-void', id: '', message: expect.anything() },
      ]);
    }
  }
  expect(await office.db.user.count()).toBe(before);
  const states = new Map((await list()).map(({ invitationId, state }) => [invitationId, state]));
  const shown = [used, revoked, old].map(({ invitation }) => states.get(invitation.invitationId));
  expect(shown).toEqual(['used', 'revoked', 'expired']);
});

test.each<[string, (userId: string) => Promise<unknown>]>([
  [
    'whose role was taken',
    (userId) => office.db.roleAssignment.updateMany({ where: { userId }, data: { endsAt: past() } }),
  ],
  ['who is suspended', (userId) => office.db.user.update({ where: { id: userId }, data: { suspendedAt: past() } })],
  [
    'who is of another site now',
    (userId) =>
      office.db.roleAssignment.updateMany({ where: { userId }, data: { siteId: office.nursery.otherSiteId } }),
  ],
])(
  'attack: links put by before the end. Those of a director %s are void; made anew by the next they are good',
  async (_who, ends) => {
    const { siteId } = office.nursery;
    const formerId = await makeStaff(office.db, '前园长', 'site_admin', { siteId });
    const former = await office.as(formerId);
    const made = await former.post(`/api/admin/children/${childId}/invitations`, FATHER).expect(200);
    const { secret, invitation } = made.body as InvitationMade;
    expect(outcome(await post('/api/join/look', { secret }))).toBe('ok');

    await ends(formerId);

    const reader = await office.as(await makePerson(office.db, '路人'));
    const asMe = await reader.post('/api/join/as-me', { secret });
    for (const answer of [await post('/api/join/look', { secret }), await join(secret), asMe])
      expect(outcome(answer)).toBe('invitation-void');
    const { invitationId } = invitation;
    expect((await list()).find((shown) => shown.invitationId === invitationId)).toMatchObject({ state: 'revoked' });
    const anew = await director.post(`/api/admin/invitations/${invitationId}/anew`).expect(200);
    expect(outcome(await join((anew.body as InvitationMade).secret))).toBe('ok');
  },
);

test('attack: two people use one link at the same instant: one is joined, the other hears that it is void', async () => {
  const { secret } = await invite();
  const names = [newName(), newName(), newName()];
  const outcomes = await Promise.all(names.map(async (name) => outcome(await join(secret, name))));
  expect(outcomes.sort()).toEqual(['invitation-void', 'invitation-void', 'ok']);
  expect(await office.db.user.count({ where: { username: { in: names } } })).toBe(1);
});

test('attack: a father whom an order keeps away takes a link. Nothing is given back, and he is not told apart', async () => {
  const answers: unknown[] = [];
  for (const state of [
    { custodyBlockedAt: new Date() },
    { withdrawnAt: new Date(), withdrawnReason: '家长会决定' },
    {},
  ]) {
    const fatherId = await makePerson(office.db, '李强');
    const before = await office.db.guardianship.create({
      data: { userId: fatherId, childId, relation: '爸爸', mayWatch: false, mayPickUp: false, ...state },
    });
    const { secret, invitation } = await invite();
    const answer = await (await office.as(fatherId)).post('/api/join/as-me', { secret });
    answers.push([answer.status, { ...(answer.body as { problem: object }).problem, id: '' }]);
    expect(await linksOf(fatherId)).toEqual([before]);
    // Or he would make another account by it, under another name.
    expect((await list()).find(({ invitationId }) => invitationId === invitation.invitationId)?.state).toBe('revoked');
    expect(outcome(await post('/api/join/look', { secret }))).toBe('invitation-void');
    expect(outcome(await join(secret))).toBe('invitation-void');
    const voided = { action: 'invitation-revoked', actorId: fatherId, childId };
    expect(await office.db.auditEntry.count({ where: voided })).toBe(1);
  }
  expect(answers).toEqual([answers[0], answers[0], answers[0]]);
  expect(answers[0]).toMatchObject([409, { code: 'already-there' }]);
});

test('attack: a father whom an order keeps away is invited anew, by his name or his telephone: the office is told where rights are given back', async () => {
  const fatherId = await makePerson(office.db, '哈斯', { phone: '+86 137-0000-1111' });
  const link = { userId: fatherId, childId, relation: '爸爸' };
  const { id } = await office.db.guardianship.create({ data: { ...link, custodyBlockedAt: new Date() } });
  const asked = (more: object) =>
    director.post(`/api/admin/children/${childId}/invitations`, { ...FATHER, name: '另名', phone: '', ...more });
  for (const data of [{}, { custodyBlockedAt: null, withdrawnAt: new Date(), withdrawnReason: '家长会决定' }]) {
    await office.db.guardianship.update({ where: { id }, data });
    for (const [field, more] of Object.entries({ name: { name: ' 哈 斯' }, phone: { phone: '13700001111' } })) {
      const answer = await asked(more);
      expect([answer.status, (answer.body as { problem: object }).problem]).toMatchObject([
        409,
        { code: 'right-stopped', fields: { [field]: 'right-stopped' } },
      ]);
    }
  }
  expect(outcome(await asked({}))).toBe('ok');
  await office.db.guardianship.update({ where: { id }, data: { withdrawnAt: null } });
  expect(outcome(await asked({ name: '哈斯' }))).toBe('ok');
});

test('attack: a link of his from before the order, in whoever’s hands, makes nobody a guardian and is void from then on', async () => {
  const fatherId = await makePerson(office.db, '巴图', { phone: '13700002222' });
  const stranger = await office.as(await makePerson(office.db, '朋友'));
  const [asNew, asFriend] = [await invite({ name: '巴图' }), await invite({ name: '别名', phone: '13700002222' })];
  const link = { userId: fatherId, childId, relation: '爸爸' };
  await office.db.guardianship.create({ data: { ...link, custodyBlockedAt: new Date() } });
  const before = await office.db.guardianship.count();
  expect(outcome(await join(asNew.secret))).toBe('invitation-void');
  expect(outcome(await stranger.post('/api/join/as-me', { secret: asFriend.secret }))).toBe('invitation-void');
  expect(await office.db.guardianship.count()).toBe(before);
  const anew = `/api/admin/invitations/${asNew.invitation.invitationId}/anew`;
  expect(outcome(await director.post(anew))).toBe('right-stopped');
});

test('a taken user name is said at its field, and the link is good for another try', async () => {
  const { secret } = await invite();
  const taken = await join(secret, usernameOf(office.nursery.duoduo.guardianId));
  expect([taken.status, (taken.body as { problem: object }).problem]).toMatchObject([
    409,
    { fields: { username: 'taken' } },
  ]);
  const short = await post('/api/join', { secret, username: newName(), password: 'kurz' });
  expect((short.body as { problem: object }).problem).toMatchObject({
    code: 'bad-request',
    fields: { password: 'too_small' },
  });
  expect(outcome(await join(secret))).toBe('ok');
});

test('attack: a director invites themselves: nobody makes themselves a guardian', async () => {
  const { secret } = await invite();
  expect(outcome(await director.post('/api/join/as-me', { secret }))).toBe('forbidden');
  expect(await linksOf(office.nursery.siteAdminId)).toEqual([]);
});

test('made anew the link is another: the old one is void, and one that was used makes no second', async () => {
  const first = await invite({ relation: '外公' });
  const again = await director.post(`/api/admin/invitations/${first.invitation.invitationId}/anew`).expect(200);
  const second = again.body as InvitationMade;
  expect(second.invitation).toMatchObject({ relation: '外公', name: '李建国', mayPickUp: false, state: 'open' });
  expect(outcome(await join(first.secret))).toBe('invitation-void');
  expect(outcome(await join(second.secret))).toBe('ok');
  const { invitationId } = second.invitation;
  expect(outcome(await director.post(`/api/admin/invitations/${invitationId}/anew`))).toBe('conflict');
  expect(outcome(await director.post(`/api/admin/invitations/${invitationId}/revoke`))).toBe('conflict');
});

test('an employer that the site does not serve cannot be named', async () => {
  const { id } = await office.db.organization.create({ data: { name: '外地电力', isEmployer: true } });
  const asked = await director.post(`/api/admin/children/${childId}/invitations`, { ...FATHER, employerId: id });
  expect(outcome(asked)).toBe('not-found');
});

test('only the SHA-256 of the secret is kept', async () => {
  const { secret, invitation } = await invite();
  const row = await office.db.invitation.findUniqueOrThrow({ where: { id: invitation.invitationId } });
  expect(Buffer.from(row.secretHash).equals(sha256(secret))).toBe(true);
});

test('attack: links guessed from one address are slowed down, and others go on', async () => {
  const guess = (address: string) => post('/api/join/look', { secret: 'guess' }, address);
  for (let n = 0; n < JOIN_LIMIT.tries; n += 1) await guess('192.0.2.66');
  expect(outcome(await guess('192.0.2.66'))).toBe('too-many-tries');
  expect(outcome(await guess('192.0.2.67'))).toBe('invitation-void');
});
