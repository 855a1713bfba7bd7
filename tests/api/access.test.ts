import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { UserId } from '../../server/contract/ids.ts';
import { askRights } from '../support/ask-rights.ts';
import { openCare, type Care } from '../support/care.ts';
import { checkInChild, makeFamily, makeRunningView, type Family } from '../support/nursery.ts';
import { outcome } from '../support/office.ts';
import { problemOf } from '../support/problem-of.ts';

type Asker = Awaited<ReturnType<Care['as']>>;
const DAY_MS = 86_400_000;

let care: Care;
let admin: Asker;
let family: Family;
let ask: ReturnType<typeof askRights>;
beforeAll(async () => {
  care = await openCare();
});
beforeEach(async () => {
  const { siteId, toddlerRoomId, siteAdminId, unicomId } = care.nursery;
  admin = await care.as(siteAdminId);
  family = await makeFamily(care.db, {
    siteId,
    classroomId: toddlerRoomId,
    child: '禾禾',
    guardian: '禾苗',
    employerId: unicomId,
  });
  ask = askRights(care, family);
  care.rechecked.length = 0;
});
afterAll(() => care.close());

/** With the first reason beside all of them; null: the camera has nothing to do with the person. */
const cell = async (userId: UserId, cameraId: string) => {
  const row = (await ask.table(admin)).rows.find((each) => each.userId === userId);
  const found = row?.cells.find((one) => one.cameraId === cameraId);
  return found ? { ...found, reason: found.reasons[0] ?? null } : null;
};
const guardianship = () => care.db.guardianship.findUniqueOrThrow({ where: { id: family.guardianshipId } });
const audit = async () =>
  (await care.db.auditEntry.findMany({ where: { subjectId: family.guardianId }, orderBy: { id: 'asc' } })).map(
    ({ action }) => action,
  );
const events = () => care.db.event.findMany({ where: { userId: family.guardianId }, orderBy: { id: 'asc' } });
const arrive = () =>
  checkInChild(care.db, {
    childId: family.childId,
    classroomId: care.nursery.toddlerRoomId,
    actorId: care.nursery.caregiverId,
    at: care.clock.now,
    day: '2026-06-03',
  });

test('a withdrawal is told, counted and written down; the same again changes nothing more', async () => {
  expect((await ask.withdraw(admin, 'right').expect(200)).body).toEqual({ endedViews: 1 });
  expect(await guardianship()).toMatchObject({
    withdrawnAt: care.clock.now,
    withdrawnReason: '家长要求',
    custodyBlockedAt: null,
  });
  expect(care.rechecked).toEqual([{ userId: family.guardianId }]);
  await ask.withdraw(admin, 'right').expect(200);
  expect(await audit()).toEqual(['right-withdrawn']);
  const { siteId, toddlerRoomId: classroomId } = care.nursery;
  expect(await events()).toMatchObject([{ type: 'access:changed', siteId, classroomId, payload: {} }]);
});

test('a custody block stands beside a withdrawal; giving back gives back both', async () => {
  await ask.withdraw(admin, 'right').expect(200);
  await ask.withdraw(admin, 'custody').expect(200);
  expect(await guardianship()).toMatchObject({ withdrawnAt: care.clock.now, custodyBlockedAt: care.clock.now });
  await ask.restore(admin).expect(200);
  await ask.restore(admin).expect(200);
  expect(await guardianship()).toMatchObject({ withdrawnAt: null, withdrawnReason: null, custodyBlockedAt: null });
  expect(await audit()).toEqual(['right-withdrawn', 'custody-blocked', 'right-restored']);
  const [, , restored] = await care.db.auditEntry.findMany({
    where: { subjectId: family.guardianId },
    orderBy: { id: 'asc' },
  });
  expect(restored?.details).toEqual({ reason: '已核实', right: true, custody: true });
});

test('the table shows each guardian, each camera, and why not, by the one rule', async () => {
  const { toddlerCameraId, seniorCameraId, otherCameraId } = care.nursery;
  expect(await cell(family.guardianId, toddlerCameraId)).toMatchObject({
    allowed: false,
    reason: 'child-not-arrived',
    watching: false,
  });
  await arrive();
  const now = care.clock.now;
  await makeRunningView(care.db, {
    userId: family.guardianId,
    cameraId: toddlerCameraId,
    childId: family.childId,
    now,
  });
  const shown = await ask.table(admin);
  const row = shown.rows.find(({ userId }) => userId === family.guardianId);
  expect(row).toMatchObject({
    name: '禾苗',
    children: [
      {
        childId: family.childId,
        guardianshipId: family.guardianshipId,
        relation: '妈妈',
        withdrawn: false,
        custodyBlocked: false,
      },
    ],
  });
  expect(await cell(family.guardianId, toddlerCameraId)).toMatchObject({
    allowed: true,
    reason: null,
    watching: true,
    grantId: null,
    denyId: null,
  });
  expect(await cell(family.guardianId, seniorCameraId)).toBeNull();
  expect(shown.cameras.map(({ cameraId }) => cameraId)).not.toContain(otherCameraId);
  await ask.withdraw(admin, 'custody').expect(200);
  expect(await cell(family.guardianId, toddlerCameraId)).toMatchObject({ allowed: false, reason: 'custody-block' });
});

test('a grant opens one camera until it ends, and is gone when withdrawn, once', async () => {
  const { seniorCameraId } = care.nursery;
  const { grantId } = (await ask.grant(admin).expect(200)).body as { grantId: string };
  expect(await cell(family.guardianId, seniorCameraId)).toMatchObject({ allowed: true, grantId });
  expect((await admin.delete(`/api/admin/grants/${grantId}`).expect(200)).body).toEqual({ endedViews: 1 });
  expect(care.rechecked.at(-1)).toEqual({ userId: family.guardianId, cameraId: seniorCameraId });
  expect(await cell(family.guardianId, seniorCameraId)).toMatchObject({ allowed: false, grantId: null });
  expect(outcome(await admin.delete(`/api/admin/grants/${grantId}`))).toBe('not-found');
  expect(await audit()).toEqual(['grant-given', 'grant-withdrawn']);
});

test('a grant ends in the future, and within 90 days', async () => {
  const end = (ms: number) => ask.grant(admin, { endsAt: new Date(care.clock.now.getTime() + ms).toISOString() });
  expect(problemOf(await end(0)).fields).toEqual({ endsAt: 'in-the-past' });
  expect(problemOf(await end(90 * DAY_MS + 1)).fields).toEqual({ endsAt: 'too-far' });
  expect(outcome(await end(90 * DAY_MS))).toBe('ok');
  expect(outcome(await ask.grant(admin, { endsAt: 'never' }))).toBe('bad-request');
});

test('a deny closes a camera whatever else allows it; twice is one; lifted, it opens again', async () => {
  const { toddlerCameraId } = care.nursery;
  await arrive();
  const first = (await ask.deny(admin).expect(200)).body as { denyId: string; endedViews: number };
  const again = await Promise.all([ask.deny(admin), ask.deny(admin)]);
  expect(again.map(({ body }) => (body as typeof first).denyId)).toEqual([first.denyId, first.denyId]);
  expect(await cell(family.guardianId, toddlerCameraId)).toMatchObject({
    allowed: false,
    reason: 'explicit-deny',
    denyId: first.denyId,
  });
  expect(outcome(await admin.delete(`/api/admin/denies/${first.denyId}`))).toBe('ok');
  expect(outcome(await admin.delete(`/api/admin/denies/${first.denyId}`))).toBe('not-found');
  expect(await cell(family.guardianId, toddlerCameraId)).toMatchObject({ allowed: true, denyId: null });
  expect(await audit()).toEqual(['viewing-denied', 'deny-lifted']);
});

test('two administrators who deny the same at once make one deny', async () => {
  const operator = await care.as(care.nursery.operatorAdminId);
  await Promise.all([ask.deny(admin), ask.deny(operator), ask.deny(admin), ask.deny(operator)]);
  expect(await care.db.viewingDeny.count({ where: { userId: family.guardianId, liftedAt: null } })).toBe(1);
});

test('a deny of every camera needs charge of every site where the person has a child', async () => {
  const everywhere = { cameraId: null };
  expect(outcome(await ask.deny(admin, everywhere))).toBe('ok');
  expect(care.rechecked.at(-1)).toEqual({ userId: family.guardianId });
  const { otherSiteId, otherRoomId, operatorAdminId, toddlerCameraId } = care.nursery;
  const elsewhere = await makeFamily(care.db, {
    siteId: otherSiteId,
    classroomId: otherRoomId,
    child: '二宝',
    guardian: '旁人',
  });
  const both = await makeFamily(care.db, {
    siteId: care.nursery.siteId,
    classroomId: care.nursery.toddlerRoomId,
    child: '大宝',
    guardian: '两园',
  });
  await care.db.guardianship.create({
    data: { userId: both.guardianId, childId: elsewhere.childId, relation: '爸爸' },
  });
  expect(outcome(await ask.deny(admin, { ...everywhere, userId: both.guardianId }))).toBe('not-found');
  const operator = await care.as(operatorAdminId);
  const { denyId } = (await ask.deny(operator, { ...everywhere, userId: both.guardianId }).expect(200)).body as {
    denyId: string;
  };
  expect(await cell(both.guardianId, toddlerCameraId)).toMatchObject({ reason: 'explicit-deny', denyId });
  expect(outcome(await admin.delete(`/api/admin/denies/${denyId}`))).toBe('not-found');
  expect(outcome(await operator.delete(`/api/admin/denies/${denyId}`))).toBe('ok');
});

test('a cell that cannot be decided is a no, and costs the others nothing', async () => {
  const { toddlerCameraId } = care.nursery;
  await arrive();
  await care.db.site.update({ where: { id: care.nursery.siteId }, data: { timeZone: 'No/Where' } });
  const broken = await cell(family.guardianId, toddlerCameraId);
  await care.db.site.update({ where: { id: care.nursery.siteId }, data: { timeZone: 'Asia/Shanghai' } });
  expect(broken).toMatchObject({ allowed: false, reason: 'cannot-decide' });
});
