import { randomUUID } from 'node:crypto';
import type { CameraId, ChildId, ClassroomId, OrganizationId, SiteId, UserId } from '../../server/contract/ids.ts';
import { localDay } from '../../server/platform/calendar.ts';
import type { Db } from '../../server/platform/database.ts';
import { createAccessTokens } from '../../server/sign-in/access-token.ts';
import {
  checkInChild,
  makeCamera,
  makeClassroom,
  makeFamily,
  makeNursery,
  makeOrganization,
  makePerson,
  makeSite,
  makeStaff,
  type Family,
  type Nursery,
} from './nursery.ts';
import { SECURITY_KEY } from './security-server.ts';

/** Everybody who could ask, as in the role table, and those who should get nothing. */
export const WHO = [
  'nobody',
  'mother',
  'otherMother',
  'blockedFather',
  'caregiver',
  'volunteer',
  'tablet',
  'actingTablet',
  'siteAdmin',
  'otherSiteAdmin',
  'orgAdmin',
  'operatorAdmin',
  'inspector',
  'endedInspector',
] as const;
export type Who = (typeof WHO)[number];

/** One place with one of everything that a request can name. */
export type Place = {
  operatorId: OrganizationId;
  employerId: OrganizationId;
  siteId: SiteId;
  classroomId: ClassroomId;
  cameraId: CameraId;
  caregiverId: UserId;
  family: Family;
};
export type Cast = Awaited<ReturnType<typeof castAt>>;

/**
 * The nursery of the tests, where 朵朵 is here and her father is blocked by order; and a nursery of another operator,
 * foreign to everybody in the first.
 */
export async function castAt(db: Db) {
  const nursery = await makeNursery(db);
  const blockedFatherId = await makePerson(db, '李强');
  const blocked = await db.guardianship.create({
    data: { childId: nursery.duoduo.childId, userId: blockedFatherId, relation: '爸爸', custodyBlockedAt: new Date() },
  });
  await arrive(db, nursery.duoduo.childId, nursery.toddlerRoomId, nursery.caregiverId);
  const here: Place = {
    operatorId: nursery.operatorId,
    employerId: nursery.unicomId,
    siteId: nursery.siteId,
    classroomId: nursery.toddlerRoomId,
    cameraId: nursery.toddlerCameraId,
    caregiverId: nursery.caregiverId,
    family: nursery.duoduo,
  };
  const elsewhere = await makeElsewhere(db);
  return {
    nursery,
    blockedFatherId,
    blockedGuardianshipId: blocked.id,
    here,
    elsewhere,
    token: tokens(db, nursery, { blockedFather: blockedFatherId, ...(await makeTemporary(db, nursery)) }),
    /** Of a director whose second factor was not given in this sign-in: the roles are withheld. */
    tokenOfWithheld: async () => {
      const userId = await makeStaff(db, '未验园长', 'site_admin', { siteId: nursery.siteId });
      await db.user.update({ where: { id: userId }, data: { totpSince: new Date(), totpSecret: new Uint8Array(32) } });
      return signer.sign({ kind: 'session', id: await openSession(db, userId) });
    },
    /** A sign-in of anyone. */
    tokenOf: async (userId: UserId) => signer.sign({ kind: 'session', id: await openSession(db, userId) }),
  };
}

export async function arrive(db: Db, childId: ChildId, classroomId: ClassroomId, actorId: UserId): Promise<void> {
  const at = new Date();
  await checkInChild(db, { childId, classroomId, actorId, at, day: localDay(at, 'Asia/Shanghai') });
}

async function makeElsewhere(db: Db): Promise<Place> {
  const operatorId = await makeOrganization(db, '远山托育', { isOperator: true });
  const employerId = await makeOrganization(db, '远山电力', { isEmployer: true });
  const siteId = await makeSite(db, { operatorId, name: '远山园', employerIds: [employerId] });
  const classroomId = await makeClassroom(db, { siteId, name: '松果班', kind: 'mixed' });
  return {
    operatorId,
    employerId,
    siteId,
    classroomId,
    cameraId: await makeCamera(db, { siteId, classroomId, name: '松果班 全景' }),
    caregiverId: await makeStaff(db, '罗老师', 'caregiver', { classroomId }),
    family: await makeFamily(db, { siteId, classroomId, child: '罗松', guardian: '罗兰', employerId }),
  };
}

/** A student who helps in the room, and an inspector whose time is over. */
async function makeTemporary(db: Db, nursery: Nursery) {
  const { siteId, toddlerRoomId: classroomId } = nursery;
  const endedInspector = await makeStaff(db, '前督导', 'inspector', { siteId });
  await db.roleAssignment.updateMany({ where: { userId: endedInspector }, data: { endsAt: new Date() } });
  return { volunteer: await makeStaff(db, '小志', 'volunteer', { classroomId }), endedInspector };
}

const signer = createAccessTokens(SECURITY_KEY, () => new Date());

/** Credentials of one's own for each request: what one of them ends or changes is no other's. */
function tokens(db: Db, nursery: Nursery, more: Partial<Record<Who, UserId>>) {
  const userOf: Partial<Record<Who, UserId>> = {
    mother: nursery.duoduo.guardianId,
    otherMother: nursery.anan.guardianId,
    ...more,
    caregiver: nursery.caregiverId,
    siteAdmin: nursery.siteAdminId,
    otherSiteAdmin: nursery.otherSiteAdminId,
    orgAdmin: nursery.orgAdminId,
    operatorAdmin: nursery.operatorAdminId,
    inspector: nursery.inspectorId,
  };
  return async (who: Who): Promise<string | null> => {
    const userId = userOf[who];
    if (userId !== undefined) return signer.sign({ kind: 'session', id: await openSession(db, userId) });
    if (who === 'nobody') return null;
    return signer.sign({ kind: 'device', id: await pairTablet(db, nursery, who === 'actingTablet') });
  };
}

async function openSession(db: Db, userId: UserId): Promise<string> {
  const expiresAt = new Date(Date.now() + 3_600_000);
  return (await db.session.create({ data: { userId, expiresAt, address: '192.0.2.1', userAgent: 'test' } })).id;
}

async function pairTablet(db: Db, nursery: Nursery, isActing: boolean): Promise<string> {
  const acting = isActing ? { actingUserId: nursery.caregiverId, actingSince: new Date() } : {};
  const room = { siteId: nursery.siteId, classroomId: nursery.toddlerRoomId };
  const data = {
    id: randomUUID(),
    name: '平板',
    ...room,
    pairedAt: new Date(),
    createdBy: nursery.siteAdminId,
    ...acting,
  };
  return (await db.device.create({ data })).id;
}
