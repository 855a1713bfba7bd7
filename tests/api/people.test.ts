import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { PersonView } from '../../server/contract/people.ts';
import { makePerson, makeStaff, PASSWORD, PIN, usernameOf } from '../support/nursery.ts';
import { type Office, openOffice, outcome, signInAs, type SignedInAs } from '../support/office.ts';

let office: Office;
let admin: SignedInAs;
let operator: SignedInAs;
beforeAll(async () => {
  office = await openOffice();
});
beforeEach(async () => {
  office.wait(1); // of many sign-ins the oldest end: each has its own moment
  admin = await office.as(office.nursery.siteAdminId);
  operator = await office.as(office.nursery.operatorAdminId);
  office.ended.length = 0;
  office.rechecked.length = 0;
});
afterAll(() => office.close());

let count = 0;
const newAccount = () => ({
  username: `new.person.${String((count += 1))}`,
  name: '新人',
  password: 'given-once-2026',
});
const add = async (who: SignedInAs) =>
  (await who.post('/api/admin/people', newAccount()).expect(200)).body as PersonView;
const names = (body: unknown) => (body as PersonView[]).map(({ name }) => name);

test('an administrator adds a person, who has no right yet, and gives a role; only then is there work to do', async () => {
  const person = await add(admin);
  expect(person).toMatchObject({ suspended: false, hasPin: false, roles: [], children: [] });
  const signedIn = await signInAs(office.app, person.username, 'given-once-2026').expect(200);
  expect((signedIn.body as { me: { roles: object[] } }).me.roles).toEqual([]);

  const role = { role: 'caregiver', classroomId: office.nursery.toddlerRoomId };
  const answer = await admin.post(`/api/admin/people/${person.userId}/roles`, role).expect(200);

  expect((answer.body as PersonView).roles).toMatchObject([
    { role: 'caregiver', scope: '海棠园 · 小雨滴班', endsAt: null },
  ]);
  expect(outcome(await admin.post(`/api/admin/people/${person.userId}/roles`, role))).toBe('already-there');
  expect(office.rechecked).toContainEqual({ userId: person.userId });
  expect(office.rechecked).toContainEqual({ classroomId: office.nursery.toddlerRoomId });
});

test('a taken user name is told, whatever its letters; a malformed one is a 400', async () => {
  const account = newAccount();
  await admin.post('/api/admin/people', account).expect(200);
  expect(outcome(await admin.post('/api/admin/people', { ...account, username: account.username.toUpperCase() }))).toBe(
    'already-there',
  );
  for (const username of ['', 'a', '-x', 'a b', 'a\0b', '$(id)', 'x;rm', '__proto__', {}, 7]) {
    expect(outcome(await admin.post('/api/admin/people', { ...account, username }))).toBe('bad-request');
  }
});

test('a name with markup, quotes, shell or a formula is kept and answered as it is', async () => {
  for (const name of [
    '<img src=x onerror=alert(1)>',
    '=HYPERLINK("http://x")',
    `'; DROP TABLE "user" --`,
    '$(id)`id`',
    '-rf',
  ]) {
    const answer = await admin.post('/api/admin/people', { ...newAccount(), name }).expect(200);
    expect((answer.body as PersonView).name).toBe(name);
  }
  expect(outcome(await admin.post('/api/admin/people', { ...newAccount(), name: 'x'.repeat(10_000) }))).toBe(
    'bad-request',
  );
});

test('no one gives a role wider than their own scope, or to themselves', async () => {
  const { operatorId, unicomId, siteId, otherSiteId, otherRoomId, siteAdminId } = office.nursery;
  const { userId } = await add(admin);
  const give = async (role: object, to: string = userId) =>
    outcome(await admin.post(`/api/admin/people/${to}/roles`, role));

  expect(await give({ role: 'operator_admin', organizationId: operatorId })).toBe('not-found');
  expect(await give({ role: 'inspector', organizationId: operatorId })).toBe('not-found');
  expect(await give({ role: 'org_admin', organizationId: unicomId })).toBe('not-found');
  expect(await give({ role: 'site_admin', siteId: otherSiteId })).toBe('not-found');
  expect(await give({ role: 'caregiver', classroomId: otherRoomId })).toBe('not-found');
  expect(await give({ role: 'caregiver', classroomId: crypto.randomUUID() })).toBe('not-found');
  expect(await give({ role: 'operator_admin', siteId })).toBe('bad-request');
  expect(await give({ role: 'site_admin', siteId, organizationId: operatorId })).toBe('bad-request');
  expect(await give({ role: 'king', siteId })).toBe('bad-request');
  expect(await give({ role: 'inspector', siteId }, siteAdminId)).toBe('forbidden');
  expect(await give({ role: 'inspector', siteId, endsAt: '2020-01-01T00:00:00Z' })).toBe('bad-request');
  expect(await give({ role: 'inspector', siteId, endsAt: new Date(Date.now() + 86_400_000).toISOString() })).toBe('ok');
});

test('attack: a director makes no second director, who could then open doors to them; the operator does', async () => {
  const { userId } = await add(admin);
  const role = { role: 'site_admin', siteId: office.nursery.siteId };
  expect(outcome(await admin.post(`/api/admin/people/${userId}/roles`, role))).toBe('forbidden');
  expect(outcome(await operator.post(`/api/admin/people/${userId}/roles`, role))).toBe('ok');
});

test('an operator’s administrator makes an employer’s administrator, who stays within reach', async () => {
  const { userId } = await add(operator);
  const given = await operator
    .post(`/api/admin/people/${userId}/roles`, { role: 'org_admin', organizationId: office.nursery.railwayId })
    .expect(200);
  const [role] = (given.body as PersonView).roles;
  expect(role).toMatchObject({ role: 'org_admin', scope: '北方铁路' });
  await operator.delete(`/api/admin/people/${userId}/roles/${role?.roleId ?? ''}`).expect(200);
  expect(outcome(await operator.delete(`/api/admin/people/${userId}/roles/${role?.roleId ?? ''}`))).toBe('not-found');
});

test('an employer that another operator serves, too, gets no administrator from this one alone', async () => {
  const { railwayId } = office.nursery;
  const { userId } = await add(operator);
  const other = await office.db.organization.create({ data: { name: '别家', isOperator: true } });
  const site = await office.db.site.create({
    data: { name: '别园', operatorId: other.id, employers: { create: { organizationId: railwayId } } },
  });
  const give = () =>
    operator.post(`/api/admin/people/${userId}/roles`, { role: 'org_admin', organizationId: railwayId });
  expect(outcome(await give())).toBe('not-found');
  await office.db.siteEmployer.deleteMany({ where: { siteId: site.id } });
  expect(outcome(await give())).toBe('ok');
});

test('a role is taken away at once, but never one’s own', async () => {
  const { siteId, siteAdminId, toddlerRoomId } = office.nursery;
  const userId = await makeStaff(office.db, '离职', 'caregiver', { classroomId: toddlerRoomId });
  const [role] = await office.db.roleAssignment.findMany({ where: { userId } });
  const [own] = await office.db.roleAssignment.findMany({ where: { userId: siteAdminId, siteId } });

  const answer = await admin.delete(`/api/admin/people/${userId}/roles/${role!.id}`).expect(200);

  expect((answer.body as PersonView).roles).toEqual([]);
  expect(office.rechecked).toEqual([{ userId }, { classroomId: toddlerRoomId }]);
  expect(outcome(await admin.delete(`/api/admin/people/${siteAdminId}/roles/${own!.id}`))).toBe('forbidden');
  expect(outcome(await admin.delete(`/api/admin/people/${userId}/roles/${own!.id}`))).toBe('not-found');
});

test('suspending signs the person out everywhere, ends what they watch and says how much; it can be taken back', async () => {
  const userId = await makePerson(office.db, '停职');
  await office.db.guardianship.create({ data: { userId, childId: office.nursery.duoduo.childId, relation: '爸爸' } });
  const person = await office.as(userId);

  const answer = await admin
    .put(`/api/admin/people/${userId}/suspension`, { suspended: true, reason: '离职' })
    .expect(200);

  expect(answer.body).toEqual({ endedViews: 1 });
  expect(office.rechecked).toEqual([{ userId }]);
  expect(office.ended).toEqual([{ scope: { userId }, reason: 'account-inactive' }]);
  await person.get('/api/me').expect(401);
  await signInAs(office.app, usernameOf(userId)).expect(401);
  await admin.put(`/api/admin/people/${userId}/suspension`, { suspended: false, reason: '回来了' }).expect(200);
  await signInAs(office.app, usernameOf(userId)).expect(200);
});

test('a password set by an administrator ends every session; the person signs in with it', async () => {
  const { guardianId } = office.nursery.shitou;
  const person = await office.as(guardianId);
  await admin.put(`/api/admin/people/${guardianId}/password`, { password: 'set-by-the-office' }).expect(204);
  await person.get('/api/me').expect(401);
  expect(office.ended).toEqual([{ scope: { userId: guardianId }, reason: 'signed-out' }]);
  await signInAs(office.app, usernameOf(guardianId), PASSWORD).expect(401);
  await signInAs(office.app, usernameOf(guardianId), 'set-by-the-office').expect(200);
});

test('taking over: no administrator sets password, PIN or suspension of someone who holds more than they reach, or of themselves', async () => {
  const { operatorAdminId, siteAdminId, toddlerRoomId, otherRoomId } = office.nursery;
  const both = await makeStaff(office.db, '两园老师', 'caregiver', { classroomId: toddlerRoomId });
  await office.db.roleAssignment.create({ data: { userId: both, role: 'caregiver', classroomId: otherRoomId } });
  const acts = async (who: SignedInAs, userId: string) => [
    outcome(await who.put(`/api/admin/people/${userId}/password`, { password: 'taken-over-2026' })),
    outcome(await who.put(`/api/admin/people/${userId}/pin`, { pin: '1111' })),
    outcome(await who.put(`/api/admin/people/${userId}/suspension`, { suspended: true, reason: '试试' })),
  ];

  expect(await acts(admin, both)).toEqual(['forbidden', 'forbidden', 'forbidden']);
  expect(await acts(admin, operatorAdminId)).toEqual(['not-found', 'not-found', 'not-found']);
  expect(await acts(admin, siteAdminId)).toEqual(['forbidden', 'forbidden', 'forbidden']);
  expect(await acts(operator, both)).toEqual(['ok', 'ok', 'ok']);
  // A family with a child at each site, too.
  const { guardianId } = office.nursery.anan;
  await office.db.guardianship.create({
    data: { userId: guardianId, childId: office.nursery.xingxing.childId, relation: '姑姑' },
  });
  expect(await acts(admin, guardianId)).toEqual(['forbidden', 'forbidden', 'forbidden']);
});

test('a new PIN ends what was begun with the old one', async () => {
  const { caregiverId, toddlerRoomId, siteId, siteAdminId } = office.nursery;
  const device = await office.db.device.create({
    data: {
      siteId,
      classroomId: toddlerRoomId,
      name: '平板',
      createdBy: siteAdminId,
      actingUserId: caregiverId,
      actingSince: office.clock.now,
    },
  });
  expect(outcome(await admin.put(`/api/admin/people/${caregiverId}/pin`, { pin: PIN.slice(1) }))).toBe('bad-request');
  await admin.put(`/api/admin/people/${caregiverId}/pin`, { pin: '1357' }).expect(204);
  expect(await office.db.device.findUnique({ where: { id: device.id } })).toMatchObject({ actingUserId: null });
  expect(office.rechecked).toEqual([{ userId: caregiverId }]);
});

test('who is listed follows the reader’s scope; phone numbers and names of others never leave', async () => {
  const list = async (userId: string, query = '') =>
    names((await (await office.as(userId)).get(`/api/admin/people${query}`).expect(200)).body);
  const { otherSiteAdminId, orgAdminId, inspectorId, siteId, otherSiteId } = office.nursery;

  const atOther = await list(otherSiteAdminId);
  expect(atOther).toEqual(expect.arrayContaining(['吴园长', '高老师', '丁香']));
  expect(atOther).not.toEqual(expect.arrayContaining(['王芳']));
  expect(atOther).not.toContain('陈园长');
  expect(atOther).not.toContain('林老师');
  expect((await list(orgAdminId)).sort()).toEqual(['孙工会', '安静', '王芳'].sort());
  expect(await list(orgAdminId, '?search=刘')).toEqual([]);
  expect(await list(orgAdminId, `?siteId=${otherSiteId}`)).toEqual(['安静']); // 安静 has a nephew there since the test above
  expect(await list(inspectorId, `?siteId=${siteId}&search=林`)).toEqual(['林老师']);
  expect(await list(inspectorId, '?search=%25')).toEqual([]);
});

test('bad input: a search with a NUL or twice, and ids such as __proto__, are a 400', async () => {
  for (const query of ['?search=%00', '?search=a&search=b', '?siteId=constructor', '?siteId=1']) {
    expect(outcome(await admin.get(`/api/admin/people${query}`))).toBe('bad-request');
  }
  for (const id of ['__proto__', 'constructor', '1', '%00', '[object Object]']) {
    expect(outcome(await admin.put(`/api/admin/people/${id}/suspension`, { suspended: true, reason: '试试' }))).toBe(
      'bad-request',
    );
  }
});

test('a name and a phone number are changed, one’s own too, but not those of someone who belongs elsewhere as well', async () => {
  const { caregiverId, siteAdminId, operatorAdminId, xingxing, siteId } = office.nursery;
  const save = (userId: string) => admin.put(`/api/admin/people/${userId}`, { name: '林小雨', phone: '139-1111-2222' });

  expect((await save(caregiverId).expect(200)).body).toMatchObject({ name: '林小雨', phone: '139-1111-2222' });
  expect((await save(siteAdminId).expect(200)).body).toMatchObject({ name: '林小雨' });

  expect(outcome(await save(operatorAdminId))).toBe('not-found');
  expect(outcome(await save(xingxing.guardianId))).toBe('not-found');
  expect(outcome(await admin.put(`/api/admin/people/${caregiverId}`, { name: ' ', phone: '' }))).toBe('bad-request');
  const audit = await office.db.auditEntry.findMany({ where: { action: 'person-saved' }, orderBy: { id: 'asc' } });
  expect(audit).toMatchObject([
    { actorId: siteAdminId, subjectId: caregiverId },
    { actorId: siteAdminId, subjectId: siteAdminId },
  ]);
  const told = await office.db.event.findMany({ where: { siteId, type: 'register:changed' }, orderBy: { id: 'desc' } });
  expect(told[0]?.payload).toEqual({ what: 'people' });
});

test('the video consent of those who work in a room is shown; of the others there is none', async () => {
  const { caregiverId, duoduo } = office.nursery;
  const shown = async (userId: string) =>
    ((await admin.get('/api/admin/people').expect(200)).body as PersonView[]).find((p) => p.userId === userId)
      ?.videoConsent?.state;
  const record = (given: boolean) =>
    admin.post(`/api/admin/staff/${caregiverId}/consents`, { kind: 'video', given }).expect(200);
  await record(true);
  expect(await shown(caregiverId)).toBe('valid');
  office.wait(1_000);
  await record(false);
  expect(await shown(caregiverId)).toBe('withdrawn');
  expect(await shown(duoduo.guardianId)).toBeUndefined();
});
