import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { LeaverSwept, PossibleLeaver, SurvivingRights } from '../../server/contract/leaver.ts';
import { makeFamily, makeStaff, usernameOf } from '../support/nursery.ts';
import { type Office, openOffice, outcome, signInAs, type SignedInAs } from '../support/office.ts';

let office: Office;
let admin: SignedInAs;
let operator: SignedInAs;
beforeAll(async () => {
  office = await openOffice();
});
beforeEach(async () => {
  office.wait(60_000);
  admin = await office.as(office.nursery.siteAdminId);
  operator = await office.as(office.nursery.operatorAdminId);
  office.ended.length = 0;
  office.rechecked.length = 0;
});
afterAll(() => office.close());

const DAY_MS = 86_400_000;
const reason = '已离职';
const of = (userId: string, rest: string) => `/api/admin/people/${userId}/${rest}`;
const later = (ms: number) => new Date(office.clock.now.getTime() + ms);
const surviving = async (who: SignedInAs, userId: string) =>
  (await who.get(of(userId, 'leaving')).expect(200)).body as SurvivingRights;
const sweep = async (who: SignedInAs, userId: string) =>
  (await who.post(of(userId, 'leaving'), { reason }).expect(200)).body as LeaverSwept;
const newCaregiver = () => makeStaff(office.db, '离职老师', 'caregiver', { classroomId: office.nursery.toddlerRoomId });
const inToddlerRoom = () => ({ siteId: office.nursery.siteId, classroomId: office.nursery.toddlerRoomId });

/** A caregiver who is a mother here, too, with a grant, an invitation she sent, a PIN, and a picture that runs. */
async function withEverything() {
  const { db, nursery } = office;
  const userId = await newCaregiver();
  const { childId } = await makeFamily(db, { ...inToddlerRoom(), child: '林小', guardian: '林爸' });
  await db.guardianship.create({ data: { userId, childId, relation: '妈妈' } });
  const grant = { userId, cameraId: nursery.seniorCameraId, givenBy: nursery.siteAdminId, startsAt: later(-DAY_MS) };
  await db.viewingGrant.create({ data: { ...grant, endsAt: later(DAY_MS) } });
  await db.viewingDeny.create({ data: { userId, createdBy: nursery.siteAdminId, reason: '待查' } });
  const invited = { childId, name: '外婆', relation: '外婆', createdBy: userId, createdAt: later(-DAY_MS) };
  await db.invitation.create({
    data: { ...invited, secretHash: new Uint8Array(32).fill(count++), expiresAt: later(DAY_MS) },
  });
  await openView(userId, nursery.toddlerCameraId);
  return { userId, childId };
}
let count = 0;

const openView = (userId: string, cameraId: string) =>
  office.db.viewingSession.create({
    data: {
      id: crypto.randomUUID(),
      userId,
      cameraId,
      openedAt: later(-60_000),
      leaseUntil: later(10_000),
      address: '192.0.2.1',
      userAgent: 'test',
      day: later(0),
    },
  });

describe('the sweep', () => {
  test('every surviving right stands in one list, and one act ends all of it', async () => {
    const { userId, childId } = await withEverything();
    await office.as(userId);
    expect(await surviving(admin, userId)).toMatchObject({
      roles: [{ role: 'caregiver', scope: '海棠园 · 小雨滴班' }],
      guardianships: [{ childId, name: '林小', relation: '妈妈', hasLeft: false }],
      grants: [{ camera: '海棠园 · 大树班 全景' }],
      invitations: [{ name: '外婆', child: '林小' }],
      denies: [{ camera: null, reason: '待查' }],
      hasPin: true,
      sessions: 1,
      runningViews: 1,
      elsewhere: 0,
      isSuspended: false,
    });

    const swept = await sweep(admin, userId);

    expect(swept).toEqual({
      roles: 1,
      guardianships: 1,
      grants: 1,
      invitations: 1,
      sessions: 1,
      endedViews: 1,
      elsewhere: 0,
      suspended: true,
    });
    expect(await surviving(operator, userId).catch(() => null)).toMatchObject({
      roles: [],
      guardianships: [],
      grants: [],
      invitations: [],
      hasPin: false,
      sessions: 0,
      isSuspended: true,
    });
    expect(outcome(await signInAs(office.app, usernameOf(userId)))).toBe('wrong-credentials');
    expect(office.ended).toContainEqual({ scope: { userId }, reason: 'account-inactive' });
    const lines = await office.db.auditEntry.findMany({
      where: { subjectId: userId, actorId: office.nursery.siteAdminId },
    });
    expect(lines.map(({ action }) => action).sort()).toEqual([
      'grant-withdrawn',
      'invitation-revoked',
      'leaver-swept',
      'person-suspended',
      'right-withdrawn',
      'role-ended',
    ]);
  });

  test('readmitted, the person has nothing: the rights ended, and did not only sleep', async () => {
    const { userId } = await withEverything();
    await sweep(admin, userId);
    await operator.put(of(userId, 'suspension'), { suspended: false, reason: '回来了' }).expect(200);
    expect(await surviving(operator, userId)).toMatchObject({
      roles: [],
      guardianships: [],
      grants: [],
      hasPin: false,
    });
  });

  test('what lies beyond the asking’s reach is counted and not touched; then the account stays, with PIN and sign-ins', async () => {
    const { userId } = await withEverything();
    const { nursery } = office;
    const place = { siteId: nursery.otherSiteId };
    await office.db.roleAssignment.create({ data: { userId, role: 'site_admin', ...place } });
    const session = await office.as(userId);
    await openView(userId, nursery.otherCameraId);
    expect(await surviving(admin, userId)).toMatchObject({
      ...{ elsewhere: 1, sessions: 0 }, // where else they are signed in is not told
      roles: [{ role: 'caregiver' }],
      runningViews: 1,
    });

    expect(await sweep(admin, userId)).toMatchObject({ roles: 1, sessions: 0, elsewhere: 1, suspended: false });

    expect(outcome(await session.get('/api/me'))).toBe('ok');
    expect(office.ended).toEqual([]);
    const left = await surviving(operator, userId);
    expect(left).toMatchObject({ roles: [{ role: 'site_admin' }], guardianships: [], hasPin: true, elsewhere: 0 });
  });

  test('a second sweep of two at once ends nothing twice', async () => {
    const { userId } = await withEverything();
    const swept = await Promise.all([sweep(admin, userId), operator.post(of(userId, 'leaving'), { reason })]);
    const ended = await office.db.auditEntry.count({ where: { subjectId: userId, action: 'role-ended' } });
    expect([swept.length, ended]).toEqual([2, 1]);
  });

  test('attack: nobody sweeps themselves, nor a person of elsewhere', async () => {
    const { nursery } = office;
    const foreign = await makeStaff(office.db, '远老师', 'caregiver', { classroomId: nursery.otherRoomId });
    expect(outcome(await admin.post(of(nursery.siteAdminId, 'leaving'), { reason }))).toBe('forbidden');
    expect(outcome(await admin.get(of(foreign, 'leaving')))).toBe('not-found');
    expect(outcome(await admin.post(of(foreign, 'leaving'), { reason }))).toBe('not-found');
    expect(outcome(await admin.post(of(await newCaregiver(), 'leaving'), { reason: ' ' }))).toBe('bad-request');
  });

  test('a block by order stays what it is', async () => {
    const { userId, childId } = await withEverything();
    await office.db.guardianship.updateMany({ where: { userId, childId }, data: { custodyBlockedAt: later(0) } });
    expect(await sweep(admin, userId)).toMatchObject({ guardianships: 0 });
    const link = await office.db.guardianship.findFirstOrThrow({ where: { userId, childId } });
    expect([link.custodyBlockedAt === null, link.withdrawnAt]).toEqual([false, null]);
  });
});

describe('who may have to go', () => {
  const leavers = async (who: SignedInAs) =>
    (await who.get(`/api/admin/leavers?siteId=${office.nursery.siteId}`).expect(200)).body as PossibleLeaver[];
  const why = async (userId: string) =>
    (await leavers(admin)).filter((each) => each.userId === userId).map((each) => each.why);

  test('a guardian whose children have all left', async () => {
    const { operatorId } = office.nursery;
    const { guardianId, childId } = await makeFamily(office.db, {
      ...inToddlerRoom(),
      child: '毕业',
      guardian: '毕妈',
    });
    await office.db.user.update({ where: { id: guardianId }, data: { operatorId } });
    expect(await why(guardianId)).toEqual([]);
    await office.db.child.update({ where: { id: childId }, data: { leftAt: later(-1) } });
    expect(await why(guardianId)).toEqual(['children-left']);
    expect(await sweep(admin, guardianId)).toMatchObject({ guardianships: 1, suspended: true });
    expect(await why(guardianId)).toEqual([]);
  });

  test('an account that is suspended and holds a role still', async () => {
    const userId = await newCaregiver();
    await office.db.user.update({ where: { id: userId }, data: { suspendedAt: later(-1) } });
    expect(await why(userId)).toEqual(['suspended-with-rights']);
    await sweep(admin, userId);
    expect(await why(userId)).toEqual([]);
  });

  test('a role that nobody used for ninety days; whoever works at the tablet uses it', async () => {
    const [quiet, atTablet, signedIn] = [await newCaregiver(), await newCaregiver(), await newCaregiver()];
    const ids = [quiet, atTablet, signedIn];
    await office.db.user.updateMany({ where: { id: { in: ids } }, data: { createdAt: later(-200 * DAY_MS) } });
    await office.as(signedIn);
    await office.db.auditEntry.create({
      data: { action: 'attendance-checked-in', actorId: atTablet, at: later(-80 * DAY_MS) },
    });
    expect(await Promise.all(ids.map(why))).toEqual([['away'], [], []]);
  });

  test('two hundred who work at tablets hide nobody who is away', async () => {
    const { db, nursery } = office;
    const away = await makeStaff(db, '最后一位', 'caregiver', { classroomId: nursery.toddlerRoomId });
    const busy = Array.from({ length: 200 }, () => randomUUID());
    const account = { name: 'A', passwordHash: '', createdAt: later(-200 * DAY_MS) };
    await db.user.createMany({ data: busy.map((id) => ({ ...account, id, username: id })) });
    const role = { role: 'caregiver', classroomId: nursery.toddlerRoomId };
    await db.roleAssignment.createMany({ data: busy.map((userId) => ({ ...role, userId })) });
    const act = { action: 'attendance-checked-in', at: later(-DAY_MS) };
    await db.auditEntry.createMany({ data: busy.map((actorId) => ({ ...act, actorId })) });
    await db.user.update({ where: { id: away }, data: { createdAt: account.createdAt } });
    expect(await why(away)).toEqual(['away']);
  });

  test('nobody of elsewhere is among them, and nobody reads it without the permission', async () => {
    const { nursery } = office;
    const userId = await makeStaff(office.db, '远老师', 'caregiver', { classroomId: nursery.otherRoomId });
    await office.db.user.update({ where: { id: userId }, data: { suspendedAt: later(-1) } });
    expect(await why(userId)).toEqual([]);
    const inspector = await office.as(nursery.inspectorId);
    expect(outcome(await inspector.get('/api/admin/leavers'))).toBe('forbidden');
  });
});
