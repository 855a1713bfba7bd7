import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { askRights } from '../support/ask-rights.ts';
import { openCare, type Care } from '../support/care.ts';
import { makeCamera, makeClassroom, makeFamily, makeSite, makeStaff, type Family } from '../support/nursery.ts';
import { outcome } from '../support/office.ts';

type Asker = Awaited<ReturnType<Care['as']>>;

let care: Care;
let org: Asker;
let admin: Asker;
let family: Family;
let ask: ReturnType<typeof askRights>;
beforeAll(async () => {
  care = await openCare();
});
beforeEach(async () => {
  const { siteId, toddlerRoomId, siteAdminId, orgAdminId, unicomId } = care.nursery;
  [org, admin] = [await care.as(orgAdminId), await care.as(siteAdminId)];
  const names = { child: '禾禾', guardian: '禾苗' };
  family = await makeFamily(care.db, { siteId, classroomId: toddlerRoomId, ...names, employerId: unicomId });
  ask = askRights(care, family);
  care.rechecked.length = 0;
});
afterAll(() => care.close());

const deny = async (by: Asker, more: object = {}) =>
  ((await ask.deny(by, more).expect(200)).body as { denyId: string }).denyId;
const lift = (by: Asker, denyId: string) => by.delete(`/api/admin/denies/${denyId}`);
const cellSeenBy = async (by: Asker) =>
  (await ask.table(by)).rows
    .find(({ userId }) => userId === family.guardianId)
    ?.cells.find(({ cameraId }) => cameraId === care.nursery.toddlerCameraId);

test('an employer’s administrator stops one of its own guardians, views included, and lets them again', async () => {
  const denyId = await deny(org);
  expect(care.rechecked).toEqual([{ userId: family.guardianId, cameraId: care.nursery.toddlerCameraId }]);
  expect(await cellSeenBy(org)).toMatchObject({ allowed: false, denyId });
  expect(outcome(await lift(org, denyId))).toBe('ok');
  expect(care.rechecked).toHaveLength(2);
  const audited = await care.db.auditEntry.findMany({
    where: { subjectId: family.guardianId },
    orderBy: { id: 'asc' },
  });
  expect(audited.map(({ action, actorId }) => [action, actorId])).toEqual([
    ['viewing-denied', care.nursery.orgAdminId],
    ['deny-lifted', care.nursery.orgAdminId],
  ]);
  expect(audited[0]?.details).toMatchObject({ employerId: care.nursery.unicomId });
});

test('what the nursery denied the employer cannot lift, and is not offered to', async () => {
  const nurserys = await deny(admin);
  expect(outcome(await lift(org, nurserys))).toBe('not-found');
  expect(await cellSeenBy(org)).toMatchObject({ denyId: null });
  const own = await deny(org);
  expect(own).not.toBe(nurserys);
  expect(outcome(await lift(org, own))).toBe('ok');
  expect((await cellSeenBy(admin))?.denyId).toBe(nurserys);
});

test('the nursery’s deny of many counts beside an employer’s, and stands when that is lifted', async () => {
  const { siteId, toddlerCameraId } = care.nursery;
  const own = await deny(org);
  const input = { kind: 'deny', siteId, userIds: [family.guardianId], cameraIds: [toddlerCameraId], reason: '待查' };
  const many = () => admin.post('/api/admin/access/changes', { ...input, trial: false }).expect(200);
  expect((await many()).body).toMatchObject({ changed: 1, unchanged: 0 });
  expect(outcome(await lift(org, own))).toBe('ok');
  expect(await cellSeenBy(admin)).toMatchObject({ allowed: false });
  expect((await many()).body).toMatchObject({ changed: 0, unchanged: 1 });
});

test('the nursery lifts what an employer laid on its guardian', async () => {
  const denyId = await deny(org);
  expect((await cellSeenBy(admin))?.denyId).toBe(denyId);
  expect(outcome(await lift(admin, denyId))).toBe('ok');
});

test('another employer’s guardian does not exist for it, also where both have a parent of the same child', async () => {
  const { shitou, railwayId, duoduo } = care.nursery;
  expect(outcome(await ask.deny(org, { userId: shitou.guardianId }))).toBe('not-found');
  const father = await makeFamily(care.db, {
    siteId: care.nursery.siteId,
    classroomId: care.nursery.toddlerRoomId,
    child: '别家',
    guardian: '李强',
    employerId: railwayId,
  });
  await care.db.guardianship.create({
    data: { userId: father.guardianId, childId: duoduo.childId, relation: '爸爸' },
  });
  expect(outcome(await ask.deny(org, { userId: father.guardianId }))).toBe('not-found');
  expect(outcome(await ask.deny(org, { userId: duoduo.guardianId }))).toBe('ok');
});

test('who works in a nursery is kept from no room by their employer', async () => {
  await care.db.roleAssignment.create({
    data: { userId: family.guardianId, role: 'caregiver', classroomId: care.nursery.toddlerRoomId },
  });
  expect(outcome(await ask.deny(org))).toBe('not-found');
  expect(outcome(await ask.deny(admin))).toBe('ok');
});

test('every camera is the employer’s to deny only while all the places are sites that it shares', async () => {
  expect(outcome(await ask.deny(org, { cameraId: null }))).toBe('ok');
  const { operatorId, unicomId } = care.nursery;
  const siteId = await makeSite(care.db, { operatorId, name: '公办园' });
  const classroomId = await makeClassroom(care.db, { siteId, name: '别班', kind: 'mixed' });
  const away = await makeFamily(care.db, {
    siteId,
    classroomId,
    child: '远远',
    guardian: '远山',
    employerId: unicomId,
  });
  expect(outcome(await ask.deny(org, { userId: away.guardianId, cameraId: null }))).toBe('not-found');
  const cameraId = await makeCamera(care.db, { siteId, classroomId, name: '别班 全景' });
  expect(outcome(await ask.deny(org, { userId: away.guardianId, cameraId }))).toBe('not-found');
});

test('an administrator whose own viewing their employer stopped does not lift it for themselves', async () => {
  const { unicomId, orgAdminId, siteId } = care.nursery;
  const colleagueId = await makeStaff(care.db, '钱工会', 'org_admin', { organizationId: unicomId });
  await care.db.user.update({ where: { id: orgAdminId }, data: { employerId: unicomId } });
  await care.db.guardianship.create({ data: { userId: orgAdminId, childId: family.childId, relation: '外公' } });
  const colleague = await care.as(colleagueId);
  const denyId = await deny(colleague, { userId: orgAdminId });
  expect(outcome(await lift(org, denyId))).toBe('forbidden');
  expect(outcome(await lift(colleague, denyId))).toBe('ok');
  expect((await ask.table(colleague, siteId)).rows.length).toBeGreaterThan(0);
});
