import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { AccessChanged } from '../../server/contract/access.ts';
import type { z } from 'zod';
import { openCare, type Care } from '../support/care.ts';
import { makeRunningView } from '../support/nursery.ts';
import { problemOf } from '../support/problem-of.ts';

type Asker = Awaited<ReturnType<Care['as']>>;
type Changed = z.infer<typeof AccessChanged>;

let care: Care;
let admin: Asker;
beforeAll(async () => {
  care = await openCare();
  admin = await care.as(care.nursery.siteAdminId);
});
beforeEach(() => void (care.rechecked.length = 0));
afterAll(() => care.close());

const both = () => [care.nursery.duoduo.guardianId, care.nursery.shitou.guardianId];
const cameras = () => [care.nursery.toddlerCameraId, care.nursery.seniorCameraId];
const ask = (more: object, by: Asker = admin) =>
  by.post('/api/admin/access/changes', {
    kind: 'deny',
    siteId: care.nursery.siteId,
    userIds: both(),
    cameraIds: cameras(),
    reason: '家长会决定',
    trial: false,
    ...more,
  });
const change = async (more: object) => (await ask(more).expect(200)).body as Changed;
const undo = (id: string | null, by: Asker = admin) => by.post(`/api/admin/access/changes/${id ?? ''}/undo`, {});
const denies = () => care.db.viewingDeny.count({ where: { liftedAt: null } });
const audited = (action: string) => care.db.auditEntry.count({ where: { action } });

test('a trial counts what would change and which views would end, and changes nothing', async () => {
  await makeRunningView(care.db, {
    userId: care.nursery.duoduo.guardianId,
    cameraId: care.nursery.toddlerCameraId,
    childId: care.nursery.duoduo.childId,
    now: care.clock.now,
  });
  expect(await change({ trial: true })).toEqual({ changed: 4, unchanged: 0, endedViews: 1, changeId: null });
  expect(await change({ trial: true, kind: 'withdraw' })).toMatchObject({ changed: 2, endedViews: 1 });
  expect(await denies()).toBe(0);
  expect(care.rechecked).toEqual([]);
});

test('denies for many are made as one, told once a person, written down each, and undone as one', async () => {
  const made = await change({});
  expect(made).toMatchObject({ changed: 4, unchanged: 0, endedViews: 2 });
  expect(await denies()).toBe(4);
  expect(await audited('viewing-denied')).toBe(4);
  expect(care.rechecked).toHaveLength(2);
  expect(await change({})).toEqual({ changed: 0, unchanged: 4, endedViews: 0, changeId: null });
  expect((await undo(made.changeId).expect(200)).body).toMatchObject({ undone: 4 });
  expect(await denies()).toBe(0);
  expect(await audited('deny-lifted')).toBe(4);
  await undo(made.changeId).expect(404);
});

test('what somebody has changed since is not undone', async () => {
  const made = await change({});
  const one = await care.db.viewingDeny.findFirstOrThrow({ where: { liftedAt: null } });
  await care.db.viewingDeny.update({ where: { id: one.id }, data: { liftedAt: care.now() } });
  expect((await undo(made.changeId).expect(200)).body).toMatchObject({ undone: 3 });
});

test('rights are withdrawn and given back; one withdrawn before stays withdrawn', async () => {
  const { guardianshipId } = care.nursery.shitou;
  const before = new Date('2026-05-01T00:00:00Z');
  await care.db.guardianship.update({ where: { id: guardianshipId }, data: { withdrawnAt: before } });
  const made = await change({ kind: 'withdraw' });
  expect(made).toMatchObject({ changed: 1, unchanged: 1 });
  await undo(made.changeId).expect(200);
  const rows = await care.db.guardianship.findMany({ where: { userId: { in: both() } }, orderBy: { id: 'asc' } });
  expect(rows.map(({ withdrawnAt }) => withdrawnAt)).toEqual([null, before]);
});

test('grants end, are within 90 days, and are never for oneself', async () => {
  const endsAt = (days: number) => new Date(care.clock.now.getTime() + days * 86_400_000).toISOString();
  const made = await change({ kind: 'grant', endsAt: endsAt(1) });
  expect(made).toMatchObject({ changed: 4, endedViews: 2 });
  expect(await change({ kind: 'grant', endsAt: endsAt(1), trial: true })).toMatchObject({ changed: 0, unchanged: 4 });
  expect((await undo(made.changeId).expect(200)).body).toMatchObject({ undone: 4 });
  expect(problemOf(await ask({ kind: 'grant', endsAt: endsAt(-1) }).expect(400))).toMatchObject({
    fields: { endsAt: 'in-the-past' },
  });
  await care.db.guardianship.create({
    data: { userId: care.nursery.siteAdminId, childId: care.nursery.duoduo.childId, relation: '姑姑' },
  });
  await ask({ kind: 'grant', endsAt: endsAt(1), userIds: [care.nursery.siteAdminId] }).expect(403);
});

test('one person or camera of elsewhere, and nothing is changed', async () => {
  await ask({ userIds: [...both(), care.nursery.xingxing.guardianId] }).expect(404);
  await ask({ cameraIds: [...cameras(), care.nursery.otherCameraId] }).expect(404);
  await ask({}, await care.as(care.nursery.orgAdminId)).expect(403);
  await ask({}, await care.as(care.nursery.otherSiteAdminId)).expect(404);
  expect(await denies()).toBe(0);
});
