import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { z } from 'zod';
import { type AuditRecord, recordAudits } from '../../server/audit/audit-store.ts';
import { sealAll } from '../../server/audit/seal-entries.ts';
import type { AuditChain, AuditName, AuditPage } from '../../server/contract/audit.ts';
import { type Office, openOffice, outcome } from '../support/office.ts';

let office: Office;
let entries: AuditRecord[];
const minutesAgo = (minutes: number) => new Date(office.clock.now.getTime() - minutes * 60_000);
beforeAll(async () => {
  office = await openOffice();
  const { nursery: n } = office;
  const here = { siteId: n.siteId, cameraId: n.toddlerCameraId };
  entries = [
    { action: 'view-opened', at: minutesAgo(50), actorId: n.duoduo.guardianId, childId: n.duoduo.childId, ...here },
    { action: 'view-ended', at: minutesAgo(40), actorId: n.duoduo.guardianId, childId: n.duoduo.childId, ...here },
    { action: 'right-withdrawn', at: minutesAgo(30), actorId: n.siteAdminId, subjectId: n.duoduo.guardianId, ...here },
    { action: 'view-refused', at: minutesAgo(20), actorId: n.shitou.guardianId, childId: n.shitou.childId, ...here },
    {
      action: 'camera-paused',
      at: minutesAgo(10),
      actorId: n.caregiverId,
      siteId: n.siteId,
      cameraId: n.seniorCameraId,
    },
    {
      action: 'view-opened',
      at: minutesAgo(5),
      actorId: n.xingxing.guardianId,
      siteId: n.otherSiteId,
      cameraId: n.otherCameraId,
    },
  ];
  await recordAudits(office.db, entries);
});
afterAll(() => office.close());

const search = async (query: Record<string, string>, userId: string = office.nursery.siteAdminId) => {
  const answer = await (await office.as(userId)).get(`/api/admin/audit?${new URLSearchParams(query)}`).expect(200);
  return (answer.body as z.infer<typeof AuditPage>).entries.map(({ action }) => action);
};
const here = () => ({ siteId: office.nursery.siteId });

test('a person is found in what they did and in what was done to them', async () => {
  const { duoduo } = office.nursery;
  expect(await search({ ...here(), personId: duoduo.guardianId })).toEqual([
    'right-withdrawn',
    'view-ended',
    'view-opened',
  ]);
});

test('by camera, by child, by kind, by time, and by all of them together', async () => {
  const { toddlerCameraId, seniorCameraId, shitou, duoduo } = office.nursery;
  expect(await search({ cameraId: seniorCameraId })).toEqual(['camera-paused']);
  expect(await search({ childId: shitou.childId })).toEqual(['view-refused']);
  expect(await search({ ...here(), kind: 'looks' })).toEqual(['view-refused', 'view-ended', 'view-opened']);
  const span = { from: minutesAgo(40).toISOString(), to: minutesAgo(20).toISOString() };
  expect(await search({ ...here(), ...span })).toEqual(['right-withdrawn', 'view-ended']);
  const all = {
    cameraId: toddlerCameraId,
    personId: duoduo.guardianId,
    childId: duoduo.childId,
    kind: 'looks',
    ...span,
  };
  expect(await search({ ...here(), ...all })).toEqual(['view-ended']);
});

test('attack: searching by what is elsewhere finds nothing; the operator finds it', async () => {
  const { xingxing, otherCameraId, operatorAdminId } = office.nursery;
  for (const query of [{ personId: xingxing.guardianId }, { cameraId: otherCameraId }] as Record<string, string>[]) {
    expect(await search(query)).toEqual([]);
    expect(await search(query, operatorAdminId)).toEqual(['view-opened']);
  }
});

test.each([
  'kind=everything',
  'personId=1',
  'from=yesterday',
  'to=0000-01-01T00:00:00Z',
  'before=1',
  'before=1.x',
  'childId=__proto__',
])('a search by %s is a 400', async (query) => {
  expect(outcome(await (await office.as(office.nursery.siteAdminId)).get(`/api/admin/audit?${query}`))).toBe(
    'bad-request',
  );
});

test('names are found as typed, of those who have left too, and never out of reach', async () => {
  const { db, nursery: n } = office;
  await db.child.update({ where: { id: n.anan.childId }, data: { leftAt: office.clock.now } });
  const names = async (query: Record<string, string>, userId: string = n.siteAdminId) => {
    const answer = await (
      await office.as(userId)
    )
      .get(`/api/admin/audit/names?${new URLSearchParams(query)}`)
      .expect(200);
    return (answer.body as AuditName[]).map(({ name }) => name);
  };
  expect(await names({ sort: 'child', search: '安' })).toEqual(['安安']);
  expect(await names({ sort: 'person', search: '王芳' })).toEqual(['王芳']);
  expect(await names({ ...here(), sort: 'person', search: '周运营' })).toEqual(['周运营']);
  expect(await names({ sort: 'camera', search: '%' })).toEqual([]);
  expect(await names({ sort: 'camera', id: n.seniorCameraId })).toEqual(['大树班 全景']);
  for (const query of [
    { sort: 'child', search: '丁星' },
    { sort: 'child', id: n.xingxing.childId },
    { sort: 'person', id: n.xingxing.guardianId },
    { sort: 'camera', id: n.otherCameraId },
    { sort: 'camera', id: n.otherCameraId, siteId: n.otherSiteId },
  ]) {
    expect(await names(query)).toEqual([]);
    expect(await names(query, n.operatorAdminId)).toHaveLength(1);
  }
});

const chainOf = (body: unknown) => body as AuditChain;

test('a check says that the chain is whole, since when and how far, and is an entry itself', async () => {
  office.wait(60_000);
  const admin = await office.as(office.nursery.operatorAdminId);
  const { newest, unsealed, checked } = chainOf(
    (await admin.post('/api/admin/audit/chain/check', {}).expect(200)).body,
  );
  expect(unsealed).toBe(0);
  const places = { from: 1, to: newest!.position - 1, brokenAt: null };
  expect(checked).toEqual({ at: office.clock.now.toISOString(), isWhole: true, places });
  const [entry] = await office.db.auditEntry.findMany({ orderBy: { id: 'desc' }, take: 1 });
  expect(entry).toMatchObject({ action: 'audit-checked', actorId: office.nursery.operatorAdminId });
  expect(chainOf((await admin.get('/api/admin/audit/chain').expect(200)).body)).toMatchObject({ newest, checked });
});

test('many checks at once are one, and one just made stands', async () => {
  office.wait(60_000);
  const admin = await office.as(office.nursery.siteAdminId);
  const count = () => office.db.auditEntry.count({ where: { action: 'audit-checked' } });
  const before = await count();
  await Promise.all([1, 2, 3, 4].map(() => admin.post('/api/admin/audit/chain/check', {}).expect(200)));
  office.wait(5_000);
  await admin.post('/api/admin/audit/chain/check', {}).expect(200);
  expect(await count()).toBe(before + 1);
});

test('fresh entries are told as not sealed yet, and have no place', async () => {
  const admin = await office.as(office.nursery.operatorAdminId);
  await sealAll(office.db);
  await recordAudits(office.db, [{ ...entries[0]!, at: office.clock.now }]);
  expect(chainOf((await admin.get('/api/admin/audit/chain')).body).unsealed).toBe(1);
  const page = await admin.get(`/api/admin/audit?siteId=${office.nursery.siteId}&limit=2`);
  const places = (page.body as z.infer<typeof AuditPage>).entries.map(({ place }) => place);
  expect(places).toEqual([null, expect.any(Number)]);
});

test('a broken chain is told to everybody who reads the audit, and to the operator with its place', async () => {
  office.wait(60_000);
  await sealAll(office.db);
  await office.db.$transaction([
    office.db.$executeRaw`SET LOCAL session_replication_role = replica`,
    office.db.$executeRaw`UPDATE audit_entry SET action = 'view-refused' WHERE chain_position = 2`,
  ]);
  const admin = await office.as(office.nursery.siteAdminId);
  const told = { newest: null, unsealed: 0, checked: { at: expect.any(String), isWhole: false, places: null } };
  expect((await admin.post('/api/admin/audit/chain/check', {})).body).toEqual(told);
  const other = await office.as(office.nursery.inspectorId);
  expect((await other.get('/api/admin/audit/chain')).body).toEqual(told);
  const operator = await office.as(office.nursery.operatorAdminId);
  expect(chainOf((await operator.get('/api/admin/audit/chain')).body).checked?.places?.brokenAt).toBe(2);
});

test('an employer’s administrator and a parent get neither names nor chain nor check', async () => {
  for (const userId of [office.nursery.orgAdminId, office.nursery.duoduo.guardianId]) {
    const as = await office.as(userId);
    expect(outcome(await as.get('/api/admin/audit/names?sort=person'))).toBe('forbidden');
    expect(outcome(await as.get('/api/admin/audit/chain'))).toBe('forbidden');
    expect(outcome(await as.post('/api/admin/audit/chain/check', {}))).toBe('forbidden');
    expect(outcome(await as.post('/api/admin/audit/export', { language: 'zh' }))).toBe('forbidden');
  }
});
