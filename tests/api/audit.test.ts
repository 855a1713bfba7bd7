import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { z } from 'zod';
import type { AuditPage } from '../../server/contract/audit.ts';
import { recordAudit } from '../../server/audit/audit-store.ts';
import { type Office, openOffice, outcome } from '../support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  const { db, nursery: n } = office;
  const at = office.clock.now;
  await db.$transaction(async (tx) => {
    await recordAudit(tx, {
      action: 'camera-paused',
      at,
      actorId: n.caregiverId,
      siteId: n.siteId,
      cameraId: n.toddlerCameraId,
    });
    await recordAudit(tx, {
      action: 'consent-withdrawn',
      at,
      actorId: n.otherSiteAdminId,
      siteId: n.otherSiteId,
      childId: n.xingxing.childId,
    });
    await recordAudit(tx, {
      action: 'person-suspended',
      at,
      actorId: n.operatorAdminId,
      subjectId: n.duoduo.guardianId,
    });
    await recordAudit(tx, {
      action: 'person-suspended',
      at,
      actorId: n.otherSiteAdminId,
      subjectId: n.xingxing.guardianId,
      details: { reason: '离园' },
    });
  });
});
afterAll(() => office.close());

const page = async (userId: string, query = '') =>
  (await (await office.as(userId)).get(`/api/admin/audit${query}`).expect(200)).body as z.infer<typeof AuditPage>;
const acts = ({ entries }: z.infer<typeof AuditPage>) =>
  entries
    .filter(({ action }) => action !== 'signed-in')
    .map(({ action, actorName, subjectName, cameraName, childName }) => ({
      action,
      actorName,
      subjectName,
      cameraName,
      childName,
    }));

test('an administrator reads what was done at their site and to its people, with names, newest first', async () => {
  expect(acts(await page(office.nursery.siteAdminId))).toEqual([
    { action: 'person-suspended', actorName: '周运营', subjectName: '王芳', cameraName: null, childName: null },
    { action: 'camera-paused', actorName: '林老师', subjectName: null, cameraName: '小雨滴班 全景', childName: null },
  ]);
});

test('another site’s acts are read there, and by its operator', async () => {
  const other = acts(await page(office.nursery.otherSiteAdminId));
  expect(other.map(({ action, childName, subjectName }) => [action, childName, subjectName])).toEqual([
    ['person-suspended', null, '丁香'],
    ['consent-withdrawn', '丁星', null],
  ]);
  expect(acts(await page(office.nursery.operatorAdminId))).toHaveLength(4);
  const { siteId, otherSiteId, siteAdminId } = office.nursery;
  expect(acts(await page(office.nursery.operatorAdminId, `?siteId=${siteId}`)).map(({ action }) => action)).toEqual([
    'camera-paused',
  ]);
  expect((await page(siteAdminId, `?siteId=${otherSiteId}`)).entries).toEqual([]);
});

test('pages follow one another without gap or double', async () => {
  const { operatorAdminId } = office.nursery;
  const all = (await page(operatorAdminId, '?limit=200')).entries.map(({ id }) => id);
  const read: string[] = [];
  // Each reading signs in, which is an entry of its own: newer than the first page, so on none of the others.
  let before = (await page(operatorAdminId, '?limit=1')).before;
  while (before !== null) {
    const next: z.infer<typeof AuditPage> = await page(operatorAdminId, `?limit=2&before=${before}`);
    read.push(...next.entries.map(({ id }) => id));
    before = next.before;
  }
  expect(read).toEqual(all);
});

test('an inspector reads, an employer’s administrator does not; a malformed page is a 400', async () => {
  expect(acts(await page(office.nursery.inspectorId))).toHaveLength(2);
  expect(outcome(await (await office.as(office.nursery.orgAdminId)).get('/api/admin/audit'))).toBe('forbidden');
  const admin = await office.as(office.nursery.siteAdminId);
  for (const query of [
    '?limit=0',
    '?limit=1000',
    '?limit=x',
    '?before=-1',
    '?before=99999999999999999999',
    '?siteId=__proto__',
  ]) {
    expect(outcome(await admin.get(`/api/admin/audit${query}`))).toBe('bad-request');
  }
});

test('what was done on a tablet names the tablet with its room, also when nobody had said who they were', async () => {
  const { db, nursery: n, clock } = office;
  const { id: deviceId } = await db.device.create({
    data: { name: '门口', siteId: n.siteId, classroomId: n.toddlerRoomId, createdBy: n.siteAdminId },
  });
  await db.$transaction((tx) =>
    recordAudit(tx, {
      action: 'wrong-pin',
      at: clock.now,
      actorId: null,
      deviceId,
      siteId: n.siteId,
      subjectId: n.caregiverId,
    }),
  );
  const { entries } = await page(n.siteAdminId, `?siteId=${n.siteId}&limit=1`);
  expect(entries).toMatchObject([
    { action: 'wrong-pin', actorName: null, deviceName: '小雨滴班 · 门口', subjectName: '林老师' },
  ]);
});

test('the audit refuses to be changed or emptied', async () => {
  const before = await office.db.auditEntry.findMany();
  await expect(office.db.auditEntry.updateMany({ data: { action: 'nothing' } })).rejects.toThrow();
  await expect(office.db.auditEntry.deleteMany()).rejects.toThrow();
  expect(await office.db.auditEntry.findMany()).toEqual(before);
});
