import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { UserId } from '../../../server/contract/ids.ts';
import { makeStaff } from '../../support/nursery.ts';
import { type Office, openOffice, outcome, type SignedInAs } from '../../support/office.ts';

let office: Office;
let otherAdmin: SignedInAs;
let operator: SignedInAs;
let guest: UserId;
beforeAll(async () => {
  office = await openOffice();
  const { otherSiteAdminId, operatorAdminId, otherRoomId } = office.nursery;
  otherAdmin = await office.as(otherSiteAdminId);
  operator = await office.as(operatorAdminId);
  guest = await makeStaff(office.db, '高宁', 'caregiver', { classroomId: otherRoomId });
});
afterAll(() => office.close());

const HOUR_MS = 3_600_000;
const takeOver = async (who: SignedInAs) => [
  outcome(await who.put(`/api/admin/people/${guest}/password`, { password: 'taken-over-2026' })),
  outcome(await who.put(`/api/admin/people/${guest}/pin`, { pin: '1357' })),
  outcome(await who.put(`/api/admin/people/${guest}/suspension`, { suspended: false, reason: '接管' })),
];
const grant = (more: { endsAt: Date; withdrawnAt?: Date }) =>
  office.db.viewingGrant.create({
    data: {
      userId: guest,
      cameraId: office.nursery.toddlerCameraId,
      startsAt: new Date(office.clock.now.getTime() - HOUR_MS),
      givenBy: office.nursery.siteAdminId,
      ...more,
    },
  });

test('an administrator takes over nobody who may watch a camera of another site', async () => {
  expect(await takeOver(otherAdmin)).toEqual(['ok', 'ok', 'ok']);
  const held = await grant({ endsAt: new Date(office.clock.now.getTime() + HOUR_MS) });

  expect(await takeOver(otherAdmin)).toEqual(['forbidden', 'forbidden', 'forbidden']);

  expect(await takeOver(operator)).toEqual(['ok', 'ok', 'ok']); // of both sites
  await office.db.viewingGrant.update({ where: { id: held.id }, data: { withdrawnAt: office.clock.now } });
  expect(await takeOver(otherAdmin)).toEqual(['ok', 'ok', 'ok']);
});

test('a grant that is over binds nobody', async () => {
  await grant({ endsAt: new Date(office.clock.now.getTime() - 1) });
  expect(await takeOver(otherAdmin)).toEqual(['ok', 'ok', 'ok']);
});
