import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { EmployerView } from '../../server/contract/employers.ts';
import {
  makeCamera,
  makeClassroom,
  makeFamily,
  makeOrganization,
  makeRunningView,
  makeSite,
} from '../support/nursery.ts';
import { type Office, openOffice, outcome, type SignedInAs } from '../support/office.ts';

const EMPLOYERS = '/api/admin/employers';

let office: Office;
let operator: SignedInAs;
let employer: SignedInAs;
beforeAll(async () => {
  office = await openOffice();
});
beforeEach(async () => {
  office.wait(1);
  operator = await office.as(office.nursery.operatorAdminId);
  employer = await office.as(office.nursery.orgAdminId);
  office.rechecked.length = 0;
});
afterAll(() => office.close());

const listed = async (as: SignedInAs) => (await as.get(EMPLOYERS).expect(200)).body as EmployerView[];
const faults = (answer: { body: unknown }) => (answer.body as { problem: { fields: object } }).problem.fields;

test('an operator sees the employers it serves, an employer’s administrator their own, and a director none', async () => {
  const { siteAdminId } = office.nursery;
  await makeOrganization(office.db, '别处的单位', { isEmployer: true });
  expect((await listed(operator)).map(({ name, guardians, maySave }) => [name, guardians, maySave])).toEqual([
    ['北方联通', 2, true],
    ['北方铁路', 2, true],
  ]);
  expect(await listed(employer)).toMatchObject([{ name: '北方联通', maySave: false, mayChangeNetworks: true }]);
  expect(outcome(await (await office.as(siteAdminId)).get(EMPLOYERS))).toBe('forbidden');
});

test('an employer is added with its sites; a second of the same name is refused at its field', async () => {
  const { siteId } = office.nursery;
  const made = (await operator.post(EMPLOYERS, { name: '北方电网', siteIds: [siteId] }).expect(200))
    .body as EmployerView;
  expect(made).toMatchObject({ name: '北方电网', networks: [], sites: [{ siteId, name: '海棠园' }], guardians: 0 });
  const again = await operator.post(EMPLOYERS, { name: ' 北方电网 ', siteIds: [siteId] }).expect(409);
  expect(faults(again)).toEqual({ name: 'taken' });
  expect(faults(await operator.post(EMPLOYERS, { name: '北方水务', siteIds: [] }).expect(400))).toEqual({
    siteIds: 'too_small',
  });
  const names = await Promise.all(
    [1, 2, 3].map(async () => outcome(await operator.post(EMPLOYERS, { name: '同名', siteIds: [siteId] }))),
  );
  expect(names.sort()).toEqual(['already-there', 'already-there', 'ok']);
});

test('a site of another operator is not found', async () => {
  const operatorId = await makeOrganization(office.db, '别家托育', { isOperator: true });
  const foreign = await makeSite(office.db, { operatorId, name: '别家园' });
  expect(outcome(await operator.post(EMPLOYERS, { name: '某某', siteIds: [foreign] }))).toBe('not-found');
});

test('renaming and another choice of sites count at once for the employer’s administrators', async () => {
  const { unicomId, siteId, otherSiteId } = office.nursery;
  await operator.put(`${EMPLOYERS}/${unicomId}`, { name: '北方联通公司', siteIds: [otherSiteId] }).expect(200);
  const sites = (await employer.get('/api/admin/sites')).body as { siteId: string }[];
  expect(sites.map((site) => site.siteId)).toEqual([otherSiteId]);
  expect(await listed(employer)).toMatchObject([{ name: '北方联通公司' }]);
  expect(outcome(await operator.put(`${EMPLOYERS}/${unicomId}`, { name: '北方铁路', siteIds: [siteId] }))).toBe(
    'already-there',
  );
  await operator.put(`${EMPLOYERS}/${unicomId}`, { name: '北方联通', siteIds: [siteId, otherSiteId] }).expect(200);
});

test('an employer that no site serves any more stays in reach while its people are there', async () => {
  const { railwayId, siteId, otherSiteId } = office.nursery;
  await operator.put(`${EMPLOYERS}/${railwayId}`, { name: '北方铁路', siteIds: [] }).expect(200);
  expect((await listed(operator)).find(({ organizationId }) => organizationId === railwayId)).toMatchObject({
    sites: [],
  });
  await operator.put(`${EMPLOYERS}/${railwayId}`, { name: '北方铁路', siteIds: [siteId, otherSiteId] }).expect(200);
});

test('one that serves another operator’s sites too is renamed by neither, and its own administrator keeps its networks', async () => {
  const { unicomId, siteId, otherSiteId } = office.nursery;
  const operatorId = await makeOrganization(office.db, '第三家托育', { isOperator: true });
  const foreign = await makeSite(office.db, { operatorId, name: '第三家园', employerIds: [unicomId] });
  expect((await listed(operator)).find(({ organizationId }) => organizationId === unicomId)).toMatchObject({
    maySave: false,
    mayChangeNetworks: false,
    sites: [{ siteId }, { siteId: otherSiteId }],
  });
  const path = `${EMPLOYERS}/${unicomId}`;
  expect(outcome(await operator.put(path, { name: '改名', siteIds: [siteId, otherSiteId] }))).toBe('forbidden');
  expect(outcome(await operator.put(`${path}/networks`, { networks: [], trial: false }))).toBe('forbidden');
  expect(outcome(await employer.put(`${path}/networks`, { networks: [], trial: false }))).toBe('ok');
  await office.db.siteEmployer.deleteMany({ where: { siteId: foreign } });
});

test('attack: a linkless employer. With families at two operators neither changes its networks, name or counts the other’s pictures', async () => {
  const { db, nursery, clock } = office;
  const employerId = await makeOrganization(db, '北方水利', { isEmployer: true });
  const operatorId = await makeOrganization(db, '第四家托育', { isOperator: true });
  const siteId = await makeSite(db, { operatorId, name: '第四家园' });
  const classroomId = await makeClassroom(db, { siteId, name: '四班', kind: 'mixed' });
  const theirs = await makeFamily(db, { siteId, classroomId, child: '水水', guardian: '水清', employerId });
  const ours = { siteId: nursery.siteId, classroomId: nursery.toddlerRoomId };
  await makeFamily(db, { ...ours, child: '江江', guardian: '江河', employerId });
  const path = `${EMPLOYERS}/${employerId}`;

  expect((await listed(operator)).find(({ organizationId }) => organizationId === employerId)).toMatchObject({
    ...{ maySave: false, mayChangeNetworks: false },
  });
  expect(outcome(await operator.put(`${path}/networks`, { networks: ['10.0.0.0/8'], trial: false }))).toBe('forbidden');
  expect(outcome(await operator.put(path, { name: '改名', siteIds: [] }))).toBe('forbidden');

  await operator.put(path, { name: '北方水利', siteIds: [nursery.siteId] }).expect(200);
  const cameraId = await makeCamera(db, { siteId, classroomId, name: '四班 全景' });
  await makeRunningView(db, { userId: theirs.guardianId, cameraId, childId: theirs.childId, now: clock.now });
  expect((await listed(operator)).find(({ organizationId }) => organizationId === employerId)).toMatchObject({
    ...{ guardians: 1, viewsNow: 0, maySave: false, mayChangeNetworks: false },
  });
});

test('a trial says what networks would end and changes nothing; saving asks of these people anew', async () => {
  const { unicomId, duoduo, anan, shitou, toddlerCameraId, seniorCameraId, siteId } = office.nursery;
  const path = `${EMPLOYERS}/${unicomId}/networks`;
  for (const [family, cameraId] of [
    [duoduo, toddlerCameraId],
    [anan, seniorCameraId],
    [shitou, toddlerCameraId],
  ] as const)
    await makeRunningView(office.db, {
      userId: family.guardianId,
      cameraId,
      childId: family.childId,
      now: office.clock.now,
    });
  const networks = ['10.1.2.3/16', ' 192.0.2.7 ', '10.1.0.0/16'];

  const trial = await employer.put(path, { networks, trial: true }).expect(200);

  const written = ['10.1.0.0/16', '192.0.2.7/32'];
  expect(trial.body).toEqual({
    networks: written,
    yourAddress: '127.0.0.1',
    isYourAddressWithin: false,
    viewsNow: 2,
    endedViews: 0,
  });
  expect((await employer.put(path, { networks: ['10.1.0.0/16'], trial: true })).body).toMatchObject({ endedViews: 2 });
  expect(await listed(employer)).toMatchObject([{ networks: [], viewsNow: 2 }]);
  expect(office.rechecked).toEqual([]);

  await employer.put(path, { networks, trial: false }).expect(200);

  expect(await listed(employer)).toMatchObject([{ networks: written }]);
  const [scope] = office.rechecked;
  expect([...(scope?.userIds ?? [])].sort()).toEqual([duoduo.guardianId, anan.guardianId].sort());
  const entry = await office.db.auditEntry.findFirstOrThrow({
    where: { action: 'networks-saved', siteId },
    orderBy: { id: 'desc' },
  });
  expect(entry.details).toEqual({ organizationId: unicomId, before: '', after: written.join(' ') });
});

test.each<[string[], Record<string, string>]>([
  [['10.0.0.0/8', 'office.lan', '10.0.0.0/40'], { 'networks.1': 'not-a-network', 'networks.2': 'not-a-network' }],
  [['0.0.0.0/0'], { 'networks.0': 'network-everywhere' }],
  [['10.0.0.0/8', '::/0'], { 'networks.1': 'network-everywhere' }],
])('networks %j are refused line by line and nothing is changed', async (networks, expected) => {
  const path = `${EMPLOYERS}/${office.nursery.unicomId}/networks`;
  const before = await listed(employer);
  expect(faults(await employer.put(path, { networks, trial: false }).expect(400))).toEqual(expected);
  expect(await listed(employer)).toEqual(before);
});

test('a person’s employer is changed by an administrator of theirs: audited, asked anew at once, and never one’s own', async () => {
  const { unicomId, railwayId, anan, siteAdminId } = office.nursery;
  const admin = await office.as(siteAdminId);
  const path = `/api/admin/people/${anan.guardianId}`;
  const fields = { name: '安静', phone: '' };
  await admin.put(path, fields).expect(200);
  expect(office.rechecked).toEqual([]);

  const saved = await admin.put(path, { ...fields, employerId: railwayId }).expect(200);

  expect(saved.body).toMatchObject({ employer: { organizationId: railwayId } });
  expect(office.rechecked).toEqual([{ userId: anan.guardianId }]);
  const entry = await office.db.auditEntry.findFirstOrThrow({
    where: { action: 'person-saved' },
    orderBy: { id: 'desc' },
  });
  expect(entry.details).toMatchObject({ employerBefore: unicomId, employerAfter: railwayId });
  const foreign = await makeOrganization(office.db, '远处的单位', { isEmployer: true });
  expect(outcome(await admin.put(path, { ...fields, employerId: foreign }))).toBe('not-found');
  const own = await admin.put(`/api/admin/people/${siteAdminId}`, { name: '陈园长', phone: '', employerId: unicomId });
  expect(outcome(own)).toBe('forbidden');
});

const denyOf = (userId: string, employerId: string | null, cameraId: string | null = null) =>
  office.db.viewingDeny.create({ data: { userId, employerId, cameraId, createdBy: office.nursery.orgAdminId } });
const standing = async (userId: string) =>
  (await office.db.viewingDeny.findMany({ where: { userId, liftedAt: null } })).map(({ employerId }) => employerId);
const lifts = (userId: string) =>
  office.db.auditEntry.findMany({ where: { action: 'deny-lifted', subjectId: userId }, orderBy: { id: 'asc' } });

test('what an employer denied ends with the employment, audited; what the nursery denied stands', async () => {
  const { unicomId, railwayId, duoduo, siteAdminId, toddlerCameraId, siteId } = office.nursery;
  const { guardianId } = duoduo;
  const own = await denyOf(guardianId, unicomId, toddlerCameraId);
  await denyOf(guardianId, null);
  const admin = await office.as(siteAdminId);
  const fields = { name: '王芳', phone: '' };
  await admin.put(`/api/admin/people/${guardianId}`, fields).expect(200);
  expect(await standing(guardianId)).toEqual([unicomId, null]);

  await admin.put(`/api/admin/people/${guardianId}`, { ...fields, employerId: railwayId }).expect(200);

  expect(await standing(guardianId)).toEqual([null]);
  expect(await lifts(guardianId)).toMatchObject([
    { actorId: siteAdminId, siteId, cameraId: toddlerCameraId, details: { denyId: own.id, employerId: unicomId } },
  ]);
});

test('what an employer denied stands while one site serves it, and is lifted with the last', async () => {
  const { railwayId, shitou, siteId, otherSiteId } = office.nursery;
  const { guardianId } = shitou;
  await denyOf(guardianId, railwayId);
  const save = (siteIds: string[]) =>
    operator.put(`${EMPLOYERS}/${railwayId}`, { name: '北方铁路', siteIds }).expect(200);
  await save([otherSiteId]);
  expect(await standing(guardianId)).toEqual([railwayId]);
  office.rechecked.length = 0;

  await save([]);

  expect(await standing(guardianId)).toEqual([]);
  expect(await lifts(guardianId)).toMatchObject([{ siteId, details: { employerId: railwayId } }]);
  expect(office.rechecked).toEqual([{ userIds: new Set([guardianId]) }]);
  await save([siteId, otherSiteId]);
});
