import { hash } from '@node-rs/argon2';
import type {
  CameraId,
  ChildId,
  ClassroomId,
  GuardianshipId,
  OrganizationId,
  SiteId,
  UserId,
} from '../../server/contract/ids.ts';
import type { Role } from '../../server/contract/people.ts';
import { TEMPORARY_ROLES } from '../../server/contract/roles.ts';
import type { Db } from '../../server/platform/database.ts';

/** Everybody's password and every member of staff's PIN in tests. */
export const PASSWORD = 'haitang-2026-spring';
export const PIN = '2468';

/** Tests sign in often; a hash says its own cost, so verifying a cheap one is cheap. */
const CHEAP = { memoryCost: 1024, timeCost: 1 };
const ALL_WEEK = [1, 2, 3, 4, 5, 6, 7];
const LONG_AGO = new Date('2026-01-05T00:00:00Z');

/** Where a role holds; exactly one of these. */
export type RoleScope = { organizationId?: OrganizationId; siteId?: SiteId; classroomId?: ClassroomId };
export type Family = { childId: ChildId; guardianId: UserId; guardianshipId: GuardianshipId };
export type Nursery = Awaited<ReturnType<typeof makeNursery>>;

/**
 * One operator with two sites in Asia/Shanghai, open all day every day with live view on, shared by two employers. 海棠 has
 * a toddler and a senior room with a camera each, 银杏 one mixed room with a camera. Every child is enrolled all day from
 * January on with every consent given in January; nobody is checked in.
 */
export async function makeNursery(db: Db) {
  const operatorId = await makeOrganization(db, '海棠托育', { isOperator: true });
  const unicomId = await makeOrganization(db, '北方联通', { isEmployer: true });
  const railwayId = await makeOrganization(db, '北方铁路', { isEmployer: true });
  const siteId = await makeSite(db, { operatorId, name: '海棠园', employerIds: [unicomId, railwayId] });
  const otherSiteId = await makeSite(db, { operatorId, name: '银杏园', employerIds: [unicomId, railwayId] });
  const toddlerRoomId = await makeClassroom(db, { siteId, name: '小雨滴班', kind: 'toddler' });
  const seniorRoomId = await makeClassroom(db, { siteId, name: '大树班', kind: 'senior' });
  const otherRoomId = await makeClassroom(db, { siteId: otherSiteId, name: '星星班', kind: 'mixed' });

  const staff = {
    operatorAdminId: await makeStaff(db, '周运营', 'operator_admin', { organizationId: operatorId }),
    siteAdminId: await makeStaff(db, '陈园长', 'site_admin', { siteId }),
    otherSiteAdminId: await makeStaff(db, '吴园长', 'site_admin', { siteId: otherSiteId }),
    orgAdminId: await makeStaff(db, '孙工会', 'org_admin', { organizationId: unicomId }),
    inspectorId: await makeStaff(db, '郑督导', 'inspector', { siteId }),
    caregiverId: await makeStaff(db, '林老师', 'caregiver', { classroomId: toddlerRoomId }),
    seniorCaregiverId: await makeStaff(db, '何老师', 'caregiver', { classroomId: seniorRoomId }),
    otherCaregiverId: await makeStaff(db, '高老师', 'caregiver', { classroomId: otherRoomId }),
  };
  return {
    operatorId,
    unicomId,
    railwayId,
    siteId,
    otherSiteId,
    toddlerRoomId,
    seniorRoomId,
    otherRoomId,
    ...staff,
    /** 朵朵 and her mother (Unicom), toddler room. */
    duoduo: await makeFamily(db, {
      siteId,
      classroomId: toddlerRoomId,
      child: '李朵朵',
      guardian: '王芳',
      employerId: unicomId,
    }),
    /** 小石头 and his mother (the railway), toddler room. */
    shitou: await makeFamily(db, {
      siteId,
      classroomId: toddlerRoomId,
      child: '石磊',
      guardian: '刘梅',
      employerId: railwayId,
    }),
    /** 安安 and her mother (Unicom), senior room. */
    anan: await makeFamily(db, {
      siteId,
      classroomId: seniorRoomId,
      child: '安安',
      guardian: '安静',
      employerId: unicomId,
    }),
    /** 星星 and his mother (the railway), at the other site. */
    xingxing: await makeFamily(db, {
      siteId: otherSiteId,
      classroomId: otherRoomId,
      child: '丁星',
      guardian: '丁香',
      employerId: railwayId,
    }),
    toddlerCameraId: await makeCamera(db, { siteId, classroomId: toddlerRoomId, name: '小雨滴班 全景' }),
    seniorCameraId: await makeCamera(db, { siteId, classroomId: seniorRoomId, name: '大树班 全景' }),
    otherCameraId: await makeCamera(db, { siteId: otherSiteId, classroomId: otherRoomId, name: '星星班 全景' }),
  };
}

export async function makeOrganization(
  db: Db,
  name: string,
  kind: { isOperator?: boolean; isEmployer?: boolean },
): Promise<OrganizationId> {
  const { id } = await db.organization.create({ data: { name, ...kind } });
  return id as OrganizationId;
}

export async function makeSite(
  db: Db,
  site: { operatorId: OrganizationId; name: string; employerIds?: OrganizationId[] },
): Promise<SiteId> {
  const { id } = await db.site.create({
    data: {
      operatorId: site.operatorId,
      name: site.name,
      liveViewBasis: '家长委员会 2026-01 决议',
      liveViewOnSince: LONG_AGO,
      hours: { create: ALL_WEEK.map((weekday) => ({ weekday, opensMinute: 0, closesMinute: 1440 })) },
      employers: { create: (site.employerIds ?? []).map((organizationId) => ({ organizationId })) },
    },
  });
  return id as SiteId;
}

export async function makeClassroom(
  db: Db,
  room: { siteId: SiteId; name: string; kind: string },
): Promise<ClassroomId> {
  const { id } = await db.classroom.create({ data: { ...room, capacity: 15, ratio: 5 } });
  return id as ClassroomId;
}

/** An account with the tests' password; its user name is the start of its id. */
export async function makePerson(
  db: Db,
  name: string,
  more: { phone?: string; employerId?: OrganizationId; operatorId?: OrganizationId; pinHash?: string } = {},
): Promise<UserId> {
  const id = crypto.randomUUID();
  const passwordHash = await hash(PASSWORD, CHEAP);
  await db.user.create({ data: { id, username: usernameOf(id), name, phone: '138-0000-0000', passwordHash, ...more } });
  return id as UserId;
}

/** The user name that `makePerson` gave. */
export const usernameOf = (userId: string): string => `u${userId.slice(0, 13)}`;

/** A person with one role, the tests' PIN, and consent to being filmed. */
export async function makeStaff(db: Db, name: string, role: Role, scope: RoleScope): Promise<UserId> {
  const userId = await makePerson(db, name, { pinHash: await hash(PIN, CHEAP) });
  const endsAt = TEMPORARY_ROLES.includes(role) ? new Date(Date.now() + 30 * 86_400_000) : null;
  await db.roleAssignment.create({ data: { userId, role, endsAt, ...scope } });
  await db.consentEntry.create({
    data: { userId, kind: 'video', given: true, validFrom: LONG_AGO, recordedAt: LONG_AGO },
  });
  return userId;
}

/** A child with all consents, enrolled all day every day, and its mother. */
export async function makeFamily(
  db: Db,
  family: { siteId: SiteId; classroomId: ClassroomId; child: string; guardian: string; employerId?: OrganizationId },
): Promise<Family> {
  const { id } = await db.child.create({
    data: {
      siteId: family.siteId,
      name: family.child,
      nickname: family.child.slice(-1).repeat(2),
      enrolments: {
        create: {
          classroomId: family.classroomId,
          sessionKind: 'full_day',
          weekdays: ALL_WEEK,
          fromMinute: 0,
          toMinute: 1440,
          startsOn: LONG_AGO,
        },
      },
      consents: {
        create: ['agreement', 'insurance', 'risk_notice', 'video'].map((kind) => ({
          kind,
          given: true,
          validFrom: LONG_AGO,
          recordedAt: LONG_AGO,
        })),
      },
    },
  });
  const guardianId = await makePerson(db, family.guardian, family.employerId ? { employerId: family.employerId } : {});
  const guardianship = await db.guardianship.create({ data: { childId: id, userId: guardianId, relation: '妈妈' } });
  return { childId: id as ChildId, guardianId, guardianshipId: guardianship.id as GuardianshipId };
}

/** A camera's row; pass sealed sources where a test opens them. */
export async function makeCamera(
  db: Db,
  camera: { siteId: SiteId; classroomId: ClassroomId; name: string; sources?: Uint8Array<ArrayBuffer> },
): Promise<CameraId> {
  const { id } = await db.camera.create({
    data: {
      areaKind: 'classroom',
      phase: 'live',
      firstLiveAt: new Date(0),
      ...camera,
      sources: camera.sources ?? new Uint8Array(),
    },
  });
  return id as CameraId;
}

/** Long: the server closes rows whose lease is over, beside whatever a test looks at. */
export const LEASE_MS = 600_000;

/** A row of a view that is open at `now`, as the server writes it; ids only, no picture flows. */
export async function makeRunningView(
  db: Db,
  view: { userId: UserId; cameraId: CameraId; childId: ChildId | null; viewedAs?: 'guardian' | 'staff'; now: Date },
): Promise<string> {
  const id = crypto.randomUUID();
  await db.viewingSession.create({
    data: {
      id,
      userId: view.userId,
      cameraId: view.cameraId,
      childId: view.childId,
      viewedAs: view.viewedAs ?? 'guardian',
      openedAt: view.now,
      leaseUntil: new Date(view.now.getTime() + LEASE_MS),
      address: '192.0.2.7',
      userAgent: 'test',
      day: new Date(`${view.now.toISOString().slice(0, 10)}T00:00:00Z`),
    },
  });
  return id;
}

/** Somebody of the staff at work since `at`, as their PIN on the tablet would. */
export async function arriveStaff(
  db: Db,
  staff: { userId: UserId; classroomId: ClassroomId; at: Date; day: string; kind?: 'arrived' | 'break_began' },
): Promise<void> {
  const { userId, classroomId, at, kind = 'arrived' } = staff;
  const day = new Date(`${staff.day}T00:00:00Z`);
  const when = { happenedAt: at, recordedAt: at, day };
  await db.staffEvent.create({
    data: { id: crypto.randomUUID(), userId, classroomId, kind, ...when, actorId: userId },
  });
}

/** Marks a child present since `at`, as a tablet's tap would. */
export async function checkInChild(
  db: Db,
  child: { childId: ChildId; classroomId: ClassroomId; actorId: UserId; at: Date; day: string },
): Promise<void> {
  await db.attendanceEvent.create({
    data: {
      id: crypto.randomUUID(),
      childId: child.childId,
      classroomId: child.classroomId,
      kind: 'checked_in',
      happenedAt: child.at,
      recordedAt: child.at,
      day: new Date(`${child.day}T00:00:00Z`),
      actorId: child.actorId,
    },
  });
}
