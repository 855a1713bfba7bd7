import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { openCare, type Care } from '../support/care.ts';
import { outcome } from '../support/office.ts';

type Asker = Awaited<ReturnType<Care['as']>>;

let care: Care;
beforeAll(async () => {
  care = await openCare();
});
afterAll(() => care.close());

const take = (by: Asker, more: object = {}) =>
  by.post('/api/admin/access/export', {
    siteId: care.nursery.siteId,
    userIds: null,
    cameraIds: null,
    language: 'en',
    ...more,
  });
const linesOf = async (by: Asker, more: object = {}) => {
  const { text } = await take(by, more).expect(200);
  return parse<Record<string, string>>(text, { bom: true, columns: true });
};

test('the table is taken out as a line for each guardian and camera, with every reason, and that is in the audit', async () => {
  const { siteAdminId, duoduo, toddlerCameraId, seniorCameraId } = care.nursery;
  const admin = await care.as(siteAdminId);
  await care.db.consentEntry.create({
    data: { childId: duoduo.childId, kind: 'insurance', given: false, validFrom: care.now(), recordedAt: care.now() },
  });
  const lines = await linesOf(admin);
  expect(lines).toHaveLength(6);
  const [own, other] = [toddlerCameraId, seniorCameraId].map((id) =>
    lines.find((line) => line['guardian'] === '王芳' && line['camera (id)'] === id),
  );
  expect(own).toMatchObject({ site: '海棠园', "site's time": '2026-06-03 09:00:00', 'may watch': 'no' });
  expect(own?.['reason codes']).toBe('child-not-arrived insurance-invalid');
  expect(other?.['reason codes']).toBe('not-linked');
  expect(await care.db.auditEntry.findFirstOrThrow({ where: { action: 'access-exported' } })).toMatchObject({
    actorId: siteAdminId,
    siteId: care.nursery.siteId,
    details: { rows: 6 },
  });
});

test('what is shown is what is taken out, and an employer’s administrator takes out its own families only', async () => {
  const { orgAdminId, siteAdminId, duoduo, shitou, toddlerCameraId } = care.nursery;
  const part = { userIds: [duoduo.guardianId, shitou.guardianId], cameraIds: [toddlerCameraId] };
  const names = async (by: Asker, more: object) => (await linesOf(by, more)).map(({ guardian }) => guardian).sort();
  expect(await names(await care.as(siteAdminId), part)).toEqual(['刘梅', '王芳']);
  expect(await names(await care.as(orgAdminId), part)).toEqual(['王芳']);
  expect(new Set(await names(await care.as(orgAdminId), {}))).toEqual(new Set(['安静', '王芳']));
});

test('a name that begins like a formula stays text', async () => {
  const { siteAdminId, anan } = care.nursery;
  await care.db.user.update({ where: { id: anan.guardianId }, data: { name: '=HYPERLINK("x")' } });
  const { text } = await take(await care.as(siteAdminId), { userIds: [anan.guardianId] }).expect(200);
  expect(text).toContain(`"'=HYPERLINK(""x"")"`);
});

test('nobody takes out the table of a site elsewhere, and nothing of it is in any audit', async () => {
  const before = await care.db.auditEntry.count({ where: { action: 'access-exported' } });
  for (const [userId, expected] of [
    [care.nursery.otherSiteAdminId, 'not-found'],
    [care.nursery.inspectorId, 'forbidden'],
    [care.nursery.duoduo.guardianId, 'forbidden'],
  ] as const) {
    expect(outcome(await take(await care.as(userId)))).toBe(expected);
  }
  expect(await care.db.auditEntry.count({ where: { action: 'access-exported' } })).toBe(before);
});
