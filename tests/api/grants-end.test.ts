import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openOffice, type Office, type SignedInAs } from '../support/office.ts';

let office: Office;
let admin: SignedInAs;
beforeAll(async () => {
  office = await openOffice();
  admin = await office.as(office.nursery.siteAdminId);
});
afterAll(() => office.close());

/** Each to a camera of another room than the child's, so that without the child it would open as a guest's. */
async function grantTo(userId: string): Promise<string> {
  const { seniorCameraId: cameraId, siteAdminId: givenBy } = office.nursery;
  const now = Date.now();
  const times = { startsAt: new Date(now - 3_600_000), endsAt: new Date(now + 30 * 86_400_000) };
  return (await office.db.viewingGrant.create({ data: { userId, cameraId, givenBy, ...times } })).id;
}
const withdrawnAt = async (id: string) =>
  (await office.db.viewingGrant.findUniqueOrThrow({ where: { id } })).withdrawnAt;
const audited = (id: string) =>
  office.db.auditEntry.count({ where: { action: 'grant-withdrawn', details: { path: ['grantId'], equals: id } } });

test('with the child that leaves, the grants of its guardians end, each written down', async () => {
  const { duoduo } = office.nursery;
  const grant = await grantTo(duoduo.guardianId);
  await admin.post(`/api/admin/children/${duoduo.childId}/leave`, { lastDay: null, reason: '搬家' }).expect(200);
  expect(await withdrawnAt(grant)).not.toBeNull();
  expect(await audited(grant)).toBe(1);
});

test('a guardian who is unlinked loses the grants of this nursery, and nobody else does', async () => {
  const { shitou, anan } = office.nursery;
  const [own, another] = [await grantTo(shitou.guardianId), await grantTo(anan.guardianId)];
  await admin
    .post(`/api/admin/children/${shitou.childId}/guardians/${shitou.guardianshipId}/unlink`, { reason: '登记错了' })
    .expect(200);
  expect(await withdrawnAt(own)).not.toBeNull();
  expect(await withdrawnAt(another)).toBeNull();
});
