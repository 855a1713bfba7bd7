import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Dashboard } from '../../server/contract/dashboard.ts';
import type { ClassroomId, UserId } from '../../server/contract/ids.ts';
import type { StaffEventKind } from '../../server/contract/staffing.ts';
import { dateColumn } from '../../server/platform/calendar.ts';
import { DAY, minutesAgo, openOverview, type Overview } from '../support/dashboard.ts';

let overview: Overview;
beforeEach(async () => {
  overview = await openOverview();
});
afterEach(() => overview.office.close());

const nursery = () => overview.office.nursery;
async function record(userId: UserId, classroomId: ClassroomId, kind: StaffEventKind, at: Date) {
  const when = { happenedAt: at, recordedAt: at, day: dateColumn(DAY) };
  const row = { id: crypto.randomUUID(), userId, classroomId, kind, actorId: userId, ...when };
  await overview.office.db.staffEvent.create({ data: row });
}
const caregiversOf = ({ sites }: Dashboard) =>
  Object.fromEntries(sites.map(({ name, caregivers, tightestRoom }) => [name, [caregivers, tightestRoom?.caregivers]]));
const read = async (userId: UserId) => caregiversOf(await overview.read(userId));

test('who went over to another site works there, and each director counts them once or not at all', async () => {
  const { caregiverId: userId, toddlerRoomId, otherRoomId, siteAdminId, otherSiteAdminId, operatorAdminId } = nursery();
  const role = { userId, role: 'caregiver', classroomId: otherRoomId };
  await overview.office.db.roleAssignment.create({ data: role });
  expect(await read(siteAdminId)).toEqual({ 海棠园: [2, 1] });
  await record(userId, otherRoomId, 'moved', minutesAgo(30));
  expect(await read(siteAdminId)).toEqual({ 海棠园: [1, 0] });
  expect(await read(otherSiteAdminId)).toEqual({ 银杏园: [1, undefined] });
  expect(await read(operatorAdminId)).toEqual({ 海棠园: [1, 0], 银杏园: [1, undefined] });
  await record(userId, toddlerRoomId, 'moved', minutesAgo(10));
  expect(await read(siteAdminId)).toEqual({ 海棠园: [2, 1] });
  expect(await read(otherSiteAdminId)).toEqual({ 银杏园: [0, undefined] });
});

test('who leaves after their role has ended has left; who is no caregiver of the site is never counted', async () => {
  const { caregiverId, otherCaregiverId, toddlerRoomId, siteAdminId } = nursery();
  await record(otherCaregiverId, toddlerRoomId, 'arrived', minutesAgo(60));
  expect(await read(siteAdminId)).toEqual({ 海棠园: [2, 1] });
  const ended = { where: { userId: caregiverId }, data: { endsAt: minutesAgo(20) } };
  await overview.office.db.roleAssignment.updateMany(ended);
  expect(await read(siteAdminId)).toEqual({ 海棠园: [2, 1] });
  await record(caregiverId, toddlerRoomId, 'left', minutesAgo(10));
  expect(await read(siteAdminId)).toEqual({ 海棠园: [1, 0] });
});
