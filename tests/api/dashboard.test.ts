import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Dashboard } from '../../server/contract/dashboard.ts';
import type { SiteId, UserId } from '../../server/contract/ids.ts';
import { deriveDay } from '../../server/attendance/derive-day.ts';
import { settleBreaches } from '../../server/staffing/settle-breaches.ts';
import type { ChildRooms } from '../../server/staffing/staffing-deps.ts';
import { recordAudit } from '../../server/audit/audit-store.ts';
import { makeCamera, makeClassroom, makeRunningView, makeSite, makeStaff } from '../support/nursery.ts';
import { outcome } from '../support/office.ts';
import { DAY, minutesAgo, NOON, openOverview, type Overview } from '../support/dashboard.ts';

let overview: Overview;
let office: Overview['office'];
beforeAll(async () => {
  overview = await openOverview();
  ({ office } = overview);
});
afterAll(() => office.close());

const siteIn = ({ sites }: Dashboard, siteId: SiteId) => sites.find((site) => site.siteId === siteId);
const kinds = ({ exceptions }: Dashboard) => exceptions.map((each) => (each.kind === 'setup' ? each.step : each.kind));

const refuse = (actorId: UserId, reason: string, at: Date, siteId: SiteId = office.nursery.siteId) =>
  recordAudit(office.db, { action: 'view-refused', at, actorId, siteId, details: { reason } });

test('a well-run day: figures of now, nothing to see to', async () => {
  const { nursery } = office;
  const dashboard = await overview.read(nursery.operatorAdminId);
  expect(dashboard.exceptions).toEqual([]);
  expect(dashboard.sites.map(({ name }) => name).sort()).toEqual(['海棠园', '银杏园']);
  expect(siteIn(dashboard, nursery.siteId)).toMatchObject({
    isPart: false,
    childrenPresent: 2,
    childrenLeft: 0,
    openToday: { fromMinute: 0, toMinute: 1440 },
    childrenExpected: 3,
    isStaffRecorded: true,
    caregivers: 2,
    tightestRoom: { classroomName: '小雨滴班', present: 2, caregivers: 1, ratio: 5 },
    camerasLive: 2,
    cameras: 2,
    roomsBlocked: 0,
  });
  expect(siteIn(dashboard, nursery.otherSiteId)).toMatchObject({ childrenPresent: 0, tightestRoom: null });
});

test('expected are those enrolled for this weekday, and nobody on a closed day', async () => {
  const { db, nursery } = office;
  await db.enrolment.updateMany({ where: { childId: nursery.anan.childId }, data: { weekdays: [1, 2, 4] } });
  expect(siteIn(await overview.read(nursery.siteAdminId), nursery.siteId)?.childrenExpected).toBe(2);
  await db.closedDay.create({ data: { siteId: nursery.siteId, day: new Date(DAY) } });
  expect(siteIn(await overview.read(nursery.siteAdminId), nursery.siteId)?.childrenExpected).toBe(0);
  await db.closedDay.deleteMany();
  await db.enrolment.updateMany({ data: { weekdays: [1, 2, 3, 4, 5, 6, 7] } });
});

test('refusals are those of the local day, by reason, and persons are counted once', async () => {
  const { nursery } = office;
  const { duoduo, shitou } = nursery;
  await refuse(duoduo.guardianId, 'room-consent-incomplete', minutesAgo(10));
  await refuse(duoduo.guardianId, 'room-consent-incomplete', minutesAgo(9));
  await refuse(shitou.guardianId, 'outside-window', new Date('2026-06-02T16:00:00Z')); // the day's first instant
  await refuse(shitou.guardianId, 'outside-window', new Date('2026-06-02T15:59:59Z')); // yesterday's last second
  await refuse(shitou.guardianId, 'minutes-used-up', minutesAgo(5), nursery.otherSiteId);
  const dashboard = await overview.read(nursery.operatorAdminId);
  expect(dashboard.refusedPersons).toBe(2);
  expect(siteIn(dashboard, nursery.siteId)).toMatchObject({
    refusedPersons: 2,
    refusals: [
      { reason: 'room-consent-incomplete', looks: 2 },
      { reason: 'outside-window', looks: 1 },
    ],
  });
});

test('viewers are counted by ten minutes of the local day, families only, today and a week ago', async () => {
  const { db, nursery } = office;
  const { toddlerCameraId: cameraId, duoduo, shitou, caregiverId } = nursery;
  const look = async (userId: UserId, from: Date, to: Date | null, viewedAs: 'guardian' | 'staff' = 'guardian') => {
    const id = await makeRunningView(db, { userId, cameraId, childId: null, viewedAs, now: from });
    if (to !== null) await db.viewingSession.update({ where: { id }, data: { endedAt: to } });
  };
  await look(duoduo.guardianId, minutesAgo(25), minutesAgo(12)); // 11:35 – 11:48
  await look(duoduo.guardianId, minutesAgo(11), minutesAgo(10.5)); // again within the same ten minutes
  await look(shitou.guardianId, minutesAgo(15), minutesAgo(14)); // 11:45
  await look(caregiverId, minutesAgo(15), minutesAgo(1), 'staff');
  await look(shitou.guardianId, new Date(minutesAgo(15).getTime() - 7 * 86_400_000), minutesAgo(7 * 1440 + 14));
  const { viewers } = siteIn(await overview.read(nursery.siteAdminId), nursery.siteId) ?? {};
  expect(viewers?.today).toHaveLength(72);
  expect(viewers?.today.slice(-4)).toEqual([0, 1, 2, 0]); // 11:20, 11:30, 11:40, 11:50
  expect(viewers?.weekBefore).toHaveLength(144);
  expect(viewers?.weekBefore.map((n, nth) => [nth, n]).filter(([, n]) => n !== 0)).toEqual([[70, 1]]);
});

test('who was fetched is counted apart from who is there, so that both and who is still to come are those expected', async () => {
  const { db, nursery } = office;
  const of = { childId: nursery.shitou.childId, classroomId: nursery.toddlerRoomId, actorId: nursery.caregiverId };
  const [at, day] = [minutesAgo(2), new Date(DAY)];
  const { id } = await db.attendanceEvent.create({
    data: { ...of, id: crypto.randomUUID(), kind: 'checked_out', happenedAt: at, recordedAt: at, day },
  });
  const counts = { childrenPresent: 1, childrenLeft: 1, childrenExpected: 3 };
  expect(siteIn(await overview.read(nursery.siteAdminId), nursery.siteId)).toMatchObject(counts);
  const undone = { ...of, id: crypto.randomUUID(), kind: 'undone', undoesId: id, happenedAt: at, recordedAt: at, day };
  await db.attendanceEvent.create({ data: undone });
  expect(siteIn(await overview.read(nursery.siteAdminId), nursery.siteId)?.childrenLeft).toBe(0);
});

test('where nobody has ever recorded when they came, that is told, and nothing is claimed of the ratio', async () => {
  const { nursery } = office;
  await overview.arrive(nursery.xingxing.childId, nursery.otherRoomId, minutesAgo(30));
  const dashboard = await overview.read(nursery.otherSiteAdminId);
  expect(kinds(dashboard)).toEqual(['staff-unrecorded']);
  expect(siteIn(dashboard, nursery.otherSiteId)).toMatchObject({
    ...{ isStaffRecorded: false, caregivers: null, tightestRoom: null },
    childrenPresent: 1,
  });
  await overview.work(nursery.otherCaregiverId, nursery.otherRoomId, minutesAgo(20));
  expect(kinds(await overview.read(nursery.otherSiteAdminId))).toEqual([]);
});

test('cameras that are down are told since when; one switched off on purpose is none', async () => {
  const { db, nursery } = office;
  const where = { id: nursery.toddlerCameraId };
  await db.camera.update({ where, data: { phase: 'offline', phaseSince: minutesAgo(6), fault: 'no-answer' } });
  expect(await overview.one('camera')).toMatchObject([
    {
      siteName: '海棠园',
      classroomName: '小雨滴班',
      phase: 'offline',
      fault: 'no-answer',
      since: minutesAgo(6).toISOString(),
    },
  ]);
  await db.camera.update({ where, data: { isEnabled: false } });
  expect(await overview.one('camera')).toEqual([]);
  await db.camera.update({ where, data: { isEnabled: true, phase: 'live', fault: null } });
});

test('a room over its capacity is told since the arrival that was one too many, over its ratio since the breach began', async () => {
  const { db, nursery } = office;
  const where = { id: nursery.toddlerRoomId };
  await db.classroom.update({ where, data: { capacity: 1, ratio: 1 } });
  const since = minutesAgo(60).toISOString();
  expect(await overview.one('over-capacity')).toMatchObject([{ present: 2, capacity: 1, since }]);
  const childRooms: ChildRooms = (events) => deriveDay(events).stays.flatMap(({ rooms }) => rooms);
  await settleBreaches({ db, now: () => NOON, childRooms }, nursery.toddlerRoomId);
  expect(await overview.one('over-ratio')).toMatchObject([{ present: 2, caregivers: 1, ratio: 1, since }]);
  // A volunteer is no caregiver; a second caregiver is, until they rest.
  const classroomId = nursery.toddlerRoomId;
  await overview.work(await makeStaff(db, '义工', 'volunteer', { classroomId }), classroomId, minutesAgo(30));
  expect(await overview.one('over-ratio')).toHaveLength(1);
  const helperId = await makeStaff(db, '白老师', 'caregiver', { classroomId });
  await overview.work(helperId, classroomId, minutesAgo(20));
  expect(await overview.one('over-ratio')).toEqual([]);
  await overview.work(helperId, classroomId, minutesAgo(10), 'break_began');
  expect(await overview.one('over-ratio')).toHaveLength(1);
  await db.roleAssignment.deleteMany({ where: { userId: helperId } });
  await db.classroom.update({ where, data: { capacity: 15, ratio: 5 } });
});

test('a missing consent that closes a strict room is told with how many guardians cannot watch', async () => {
  const { db, nursery } = office;
  const video = { childId: nursery.duoduo.childId, kind: 'video' };
  await db.consentEntry.create({
    data: { ...video, given: false, validFrom: minutesAgo(5), recordedAt: minutesAgo(5) },
  });
  expect(await overview.one('room-blocked')).toMatchObject([
    { classroomName: '小雨滴班', isNow: true, children: 1, staff: 0, guardians: 2 },
  ]);
  expect(siteIn(await overview.read(nursery.siteAdminId), nursery.siteId)?.roomsBlocked).toBe(1);
  await db.site.update({ where: { id: nursery.siteId }, data: { roomConsentMode: 'enrolment' } });
  expect(await overview.one('room-blocked')).toEqual([]);
  await db.site.update({ where: { id: nursery.siteId }, data: { roomConsentMode: 'strict' } });
  await db.consentEntry.create({ data: { ...video, given: true, validFrom: NOON, recordedAt: NOON } });
});

test('papers that wait, tablets that were never connected, cameras without a sign', async () => {
  const { db, nursery } = office;
  const { siteId, toddlerRoomId: classroomId, duoduo } = nursery;
  const scan = { childId: duoduo.childId, kind: 'insurance', mediaType: 'image/jpeg', sealed: new Uint8Array([1]) };
  const by = { uploadedBy: duoduo.guardianId };
  const decided = { decidedAt: NOON, decidedBy: nursery.siteAdminId };
  await db.consentScan.create({ data: { ...scan, ...by, uploadedAt: minutesAgo(30) } });
  await db.consentScan.create({ data: { ...scan, ...by, uploadedAt: minutesAgo(50), ...decided } });
  await db.device.create({ data: { siteId, classroomId, name: '门口', createdBy: nursery.siteAdminId } });
  const door = await makeCamera(db, { siteId, classroomId, name: '门口' });
  expect(await overview.one('scans-waiting')).toMatchObject([{ n: 1, since: minutesAgo(30).toISOString() }]);
  await db.child.update({ where: { id: duoduo.childId }, data: { leftAt: NOON } });
  expect(await overview.one('scans-waiting')).toEqual([]); // who has left is waited for by nobody
  await db.child.update({ where: { id: duoduo.childId }, data: { leftAt: null } });
  expect(await overview.one('tablet')).toMatchObject([{ name: '门口', nth: null, isExpired: true }]);
  expect(await overview.one('no-signage')).toMatchObject([{ n: 1 }]);
  await db.camera.delete({ where: { id: door } });
  await db.device.deleteMany();
  await db.consentScan.updateMany({ where: { decidedAt: null }, data: decided });
});

test('a new site is told each step to its first picture; a basis that is not written down is one', async () => {
  const { db, nursery } = office;
  const siteId = await makeSite(db, { operatorId: nursery.operatorId, name: '新园' });
  await db.site.update({ where: { id: siteId }, data: { hours: { deleteMany: {} }, liveViewBasis: null } });
  const ofNew = async () => kinds(await overview.read(nursery.operatorAdminId, siteId));
  expect(await ofNew()).toEqual(['no-hours', 'no-rooms', 'no-cameras', 'no-basis']);
  await makeClassroom(db, { siteId, name: '一班', kind: 'mixed' });
  await db.site.update({ where: { id: siteId }, data: { liveViewOnSince: null } });
  expect(await ofNew()).toEqual(['no-hours', 'no-cameras', 'live-off']);
  await db.classroom.deleteMany({ where: { siteId } });
  await db.site.delete({ where: { id: siteId } });
});

test('the gravest comes first, then the oldest', async () => {
  const { db, nursery } = office;
  const { siteId, seniorCameraId, toddlerCameraId } = nursery;
  const down = (id: string, phase: string, n: number) =>
    db.camera.update({ where: { id }, data: { phase, phaseSince: minutesAgo(n) } });
  await db.site.update({ where: { id: siteId }, data: { liveViewOnSince: null } });
  await down(seniorCameraId, 'offline', 5);
  await down(toddlerCameraId, 'offline', 7);
  await down(nursery.otherCameraId, 'stalled', 60);
  const { exceptions } = await overview.read(nursery.operatorAdminId);
  expect(exceptions.map((each) => (each.kind === 'camera' ? each.cameraName : each.kind))).toEqual([
    '小雨滴班 全景',
    '大树班 全景',
    '星星班 全景',
    'setup',
  ]);
  await db.site.update({ where: { id: siteId }, data: { liveViewOnSince: NOON } });
  await db.camera.updateMany({ data: { phase: 'live' } });
});

test("an employer's administrator reads numbers of the employer's own families, and of rooms and staff nothing", async () => {
  const { db, nursery } = office;
  const { orgAdminId, siteId, toddlerCameraId, shitou, duoduo } = nursery;
  await db.camera.update({ where: { id: toddlerCameraId }, data: { phase: 'offline' } });
  for (const { guardianId: userId, childId } of [shitou, duoduo])
    await makeRunningView(db, { userId, cameraId: toddlerCameraId, childId, now: NOON });
  const before = await overview.read(orgAdminId);
  expect(siteIn(before, siteId)).toMatchObject({
    isPart: true,
    childrenPresent: 1,
    childrenExpected: 2,
    caregivers: null,
    tightestRoom: null,
    viewsNow: 1,
    refusedPersons: 1,
    refusals: [{ reason: 'room-consent-incomplete', looks: 2 }],
  });
  expect(before.exceptions).toEqual([]);
  // The other employer's family does whatever it does: not a digit changes.
  await overview.arrive(nursery.xingxing.childId, nursery.otherRoomId, minutesAgo(1));
  await refuse(shitou.guardianId, 'network-not-allowed', minutesAgo(1));
  await makeRunningView(db, { userId: shitou.guardianId, cameraId: toddlerCameraId, childId: null, now: NOON });
  await db.consentEntry.create({ data: { childId: shitou.childId, kind: 'video', given: false, validFrom: NOON } });
  expect(await overview.read(orgAdminId)).toEqual(before);
});

test('who reaches one site reads one; of a site elsewhere nothing, and who reaches none is refused', async () => {
  const { nursery } = office;
  expect((await overview.read(nursery.otherSiteAdminId)).sites.map(({ name }) => name)).toEqual(['银杏园']);
  expect(await overview.read(nursery.otherSiteAdminId, nursery.siteId)).toMatchObject({ sites: [], exceptions: [] });
  expect((await overview.read(nursery.inspectorId)).sites).toHaveLength(1);
  const caregiver = await office.as(nursery.caregiverId);
  expect(outcome(await caregiver.get('/api/admin/dashboard'))).toBe('forbidden');
});
