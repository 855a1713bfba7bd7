import { randomUUID } from 'node:crypto';
import { sha256 } from '../../server/platform/secret-hash.ts';
import {
  makeAlarm,
  makeBlocked,
  makeCode,
  makeKiosk,
  makeKioskCode,
  makePickup,
  shownBy,
  visitOf,
} from './door-objects.ts';
import { arrive, type Place } from './security-cast.ts';
import { makeCamera, makeFamily, makeStaff, type Family } from './nursery.ts';
import { makeReasonedLook } from './reasoned-look.ts';
import { SECURITY_KEY, type SecuredServer } from './security-server.ts';
import { makeConcern } from './concerns.ts';
import { makeAbsence, makeFeverCheck } from './said-of-children.ts';
import { makeOwnPhoto, makePhoto } from './incident-photos.ts';
import { makeIncident, makePublished } from './incidents.ts';
import { makeLook, makeRoomTask } from './room-checks.ts';
import { makeWaitingScan } from './waiting-scan.ts';

/** What a request can name, by id. Each call gives one that nothing was done with yet, where that matters. */
export type Objects = {
  operator: () => Promise<string>;
  employer: () => Promise<string>;
  site: () => Promise<string>;
  classroom: () => Promise<string>;
  camera: () => Promise<string>;
  staff: () => Promise<string>;
  /** One who may act on a tablet of the room. */
  actor: () => Promise<string>;
  role: () => Promise<{ userId: string; roleId: string }>;
  child: () => Promise<string>;
  presentChild: () => Promise<string>;
  guardian: () => Promise<string>;
  guardianship: () => Promise<string>;
  link: () => Promise<{ childId: string; guardianshipId: string }>;
  invitation: () => Promise<string>;
  arrival: () => Promise<string>;
  grant: () => Promise<string>;
  deny: () => Promise<string>;
  accessChange: () => Promise<string>;
  device: () => Promise<string>;
  pairingCode: () => Promise<string>;
  session: () => Promise<string>;
  /** Of a paper that waits for a look. */
  scan: () => Promise<string>;
  /** Of a member of staff. */
  shift: () => Promise<string>;
  staffEvent: () => Promise<string>;
  /** A member of staff's. */
  signIn: () => Promise<{ userId: string; sessionId: string }>;
  staffWithFactor: () => Promise<string>;
  /** Somebody else's, for a stated reason. */
  lookWithReason: () => Promise<string>;
  /** Of the cast's own family. */
  ownChild: () => Promise<string>;
  /** A person whom that family named. */
  pickup: () => Promise<string>;
  pickupCode: () => Promise<{ childId: string; code: string }>;
  blockedPair: () => Promise<{ childId: string; userId: string }>;
  alarm: () => Promise<string>;
  kiosk: () => Promise<string>;
  kioskCode: () => Promise<string>;
  /** As a screen shows it now. */
  doorToken: () => Promise<string>;
  /** Of the cast's own mother. */
  visit: () => Promise<string>;
  /** Of a child that is feverish now. */
  feverCheck: () => Promise<string>;
  /** An absence of coming days. */
  notice: () => Promise<string>;
  /** A daily check of the plan. */
  roomTask: () => Promise<string>;
  /** At sleepers, just now. */
  look: () => Promise<string>;
  incident: () => Promise<string>;
  /** Of suspected abuse, about nobody known. */
  concern: () => Promise<string>;
  /** Of the cast's own family. */
  published: () => Promise<{ incidentId: string; childId: string }>;
  photo: () => Promise<{ incidentId: string; photoId: string }>;
  /** Of the cast's own child, published. */
  ownPhoto: () => Promise<{ incidentId: string; photoId: string }>;
  /** A browser of the cast's own mother. */
  pushSubscription: () => Promise<string>;
};

const HOUR_MS = 3_600_000;

/** Real ones of a place, made when asked for. */
export function objectsIn({ database: { db }, media }: SecuredServer, place: Place): Objects {
  const { siteId, classroomId } = place;
  const family = (): Promise<Family> => makeFamily(db, { siteId, classroomId, child: '新苗', guardian: '新苗妈妈' });
  const staff = () => makeStaff(db, '新老师', 'caregiver', { classroomId });
  const here = async () => {
    const { childId } = await family();
    await arrive(db, childId, classroomId, place.caregiverId);
    return childId;
  };
  const right = async () => ({ userId: (await family()).guardianId, cameraId: place.cameraId });
  const openSession = (userId: string) => {
    const session = { expiresAt: new Date(Date.now() + HOUR_MS), address: '192.0.2.1', userAgent: 'test' };
    return db.session.create({ data: { userId, ...session } });
  };
  const tablet = (more: object) =>
    db.device.create({ data: { name: '平板', siteId, classroomId, createdBy: place.caregiverId, ...more } });
  return {
    operator: () => Promise.resolve(place.operatorId),
    employer: () => Promise.resolve(place.employerId),
    site: () => Promise.resolve(siteId),
    classroom: () => Promise.resolve(classroomId),
    camera: async () => {
      const cameraId = await makeCamera(db, { siteId, classroomId, name: '新摄像头' });
      media.setPoster(cameraId, { jpeg: new Uint8Array([255, 216, 255]), takenAt: new Date().toISOString() });
      return cameraId;
    },
    staff,
    actor: () => Promise.resolve(place.caregiverId),
    role: async () => {
      const userId = await staff();
      return { userId, roleId: (await db.roleAssignment.findFirstOrThrow({ where: { userId } })).id };
    },
    child: async () => (await family()).childId,
    presentChild: here,
    guardian: async () => (await family()).guardianId,
    guardianship: async () => (await family()).guardianshipId,
    link: async () => {
      const { childId, guardianshipId } = await family();
      return { childId, guardianshipId };
    },
    arrival: async () => (await db.attendanceEvent.findFirstOrThrow({ where: { childId: await here() } })).id,
    invitation: async () => {
      const { childId } = await family();
      const until = { createdAt: new Date(), expiresAt: new Date(Date.now() + HOUR_MS), createdBy: place.caregiverId };
      const data = { childId, name: '新爸爸', relation: '爸爸', secretHash: sha256(randomUUID()), ...until };
      return (await db.invitation.create({ data })).id;
    },
    grant: async () => {
      const data = { ...(await right()), endsAt: new Date(Date.now() + HOUR_MS), givenBy: place.caregiverId };
      return (await db.viewingGrant.create({ data })).id;
    },
    deny: async () => (await db.viewingDeny.create({ data: { ...(await right()), createdBy: place.caregiverId } })).id,
    accessChange: async () => {
      const data = { siteId, kind: 'deny', made: [], madeBy: place.caregiverId, madeAt: new Date() };
      return (await db.accessChange.create({ data })).id;
    },
    device: async () => (await tablet({ pairedAt: new Date() })).id,
    pairingCode: async () => {
      const code = randomUUID().replaceAll(/[01-]/g, '').slice(0, 8).toUpperCase().padEnd(8, 'X');
      await tablet({ codeHash: sha256(code), codeExpiresAt: new Date(Date.now() + HOUR_MS) });
      return code;
    },
    lookWithReason: async () => {
      const look = { userId: await staff(), cameraId: place.cameraId, reason: '家长来电询问' };
      return makeReasonedLook(db, { ...look, now: new Date() });
    },
    feverCheck: async () => makeFeverCheck(db, { ...place, childId: (await family()).childId }),
    notice: async () => makeAbsence(db, await family()),
    roomTask: () => makeRoomTask(db, siteId),
    look: () => makeLook(db, place),
    incident: () => makeIncident(db, place),
    concern: () => makeConcern(db, SECURITY_KEY, { siteId, reporterId: place.caregiverId }),
    published: () => makePublished(db, place),
    photo: () => makePhoto(db, SECURITY_KEY, place),
    ownPhoto: () => makeOwnPhoto(db, SECURITY_KEY, place),
    ownChild: () => Promise.resolve(place.family.childId),
    pickup: () => makePickup(db, SECURITY_KEY, place.family),
    pickupCode: async () => makeCode(db, await family()),
    blockedPair: async () => makeBlocked(db, (await family()).childId),
    alarm: async () => makeAlarm(db, siteId, await makeBlocked(db, (await family()).childId)),
    kiosk: () => makeKiosk(db, siteId, place.caregiverId),
    kioskCode: () => makeKioskCode(db, siteId, place.caregiverId),
    doorToken: async () => shownBy(SECURITY_KEY, await makeKiosk(db, siteId, place.caregiverId)),
    visit: async () => visitOf(SECURITY_KEY, await makeKiosk(db, siteId, place.caregiverId), place.family.guardianId),
    session: async () => (await openSession((await family()).guardianId)).id,
    pushSubscription: async () => {
      const { id: sessionId } = await openSession(place.family.guardianId);
      const data = { sessionId, endpointHash: sha256(randomUUID()), sealed: new Uint8Array(64), createdAt: new Date() };
      return (await db.pushSubscription.create({ data })).id;
    },
    scan: async () => makeWaitingScan(db, SECURITY_KEY, place.family),
    shift: async () => {
      const day = new Date('2026-06-01T00:00:00Z');
      const hours = { weekday: 1, fromMinute: 480, toMinute: 960, startsOn: day };
      return (await db.staffShift.create({ data: { userId: await staff(), classroomId, ...hours } })).id;
    },
    staffEvent: async () => {
      const userId = await staff();
      const at = new Date();
      const when = { happenedAt: at, recordedAt: at, day: at };
      const data = { id: randomUUID(), userId, classroomId, kind: 'arrived', ...when, actorId: userId };
      return (await db.staffEvent.create({ data })).id;
    },
    signIn: async () => {
      const { id, userId } = await openSession(await staff());
      return { userId, sessionId: id };
    },
    staffWithFactor: async () => {
      const userId = await staff();
      await db.user.update({ where: { id: userId }, data: { totpSecret: new Uint8Array(48), totpSince: new Date() } });
      return userId;
    },
  };
}

/** Ids of nothing. */
export function unknownObjects(): Objects {
  const unknown = () => Promise.resolve(randomUUID() as string);
  const named = (
    ['operator', 'employer', 'site', 'classroom', 'camera', 'staff', 'actor', 'child', 'staffWithFactor'] as const
  )
    .concat([
      'presentChild',
      'guardian',
      'guardianship',
      'invitation',
      'arrival',
      'grant',
      'deny',
      'accessChange',
      'device',
      'session',
      'scan',
      'lookWithReason',
      'ownChild',
      'pickup',
      'alarm',
      'kiosk',
      'feverCheck',
      'notice',
      'roomTask',
      'incident',
      'concern',
      'look',
      'shift',
      'staffEvent',
      'pushSubscription',
    ] as never)
    .map((name) => [name, unknown]);
  return {
    ...(Object.fromEntries(named) as Objects),
    role: () => Promise.resolve({ userId: randomUUID(), roleId: randomUUID() }),
    signIn: () => Promise.resolve({ userId: randomUUID(), sessionId: randomUUID() }),
    link: () => Promise.resolve({ childId: randomUUID(), guardianshipId: randomUUID() }),
    published: () => Promise.resolve({ incidentId: randomUUID(), childId: randomUUID() }),
    photo: () => Promise.resolve({ incidentId: randomUUID(), photoId: randomUUID() }),
    ownPhoto: () => Promise.resolve({ incidentId: randomUUID(), photoId: randomUUID() }),
    pairingCode: () => Promise.resolve('ABCD-2345'),
    kioskCode: () => Promise.resolve('ABCD-2345'),
    pickupCode: () => Promise.resolve({ childId: randomUUID(), code: '246810' }),
    blockedPair: () => Promise.resolve({ childId: randomUUID(), userId: randomUUID() }),
    doorToken: () => Promise.resolve('x'.repeat(51)),
    visit: () => Promise.resolve('x'.repeat(74)),
  };
}
