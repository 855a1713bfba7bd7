import type { AskingUser } from '../platform/asking.ts';
import type { CameraId, ChildId, ClassroomId, SessionId, UserId } from '../contract/ids.ts';
import { dateColumn, localDay } from '../platform/calendar.ts';
import type { Db } from '../platform/database.ts';
import { sha256 } from '../platform/secret-hash.ts';
import { DEMO_FAMILIES, type DemoFamily } from './demo-families.ts';
import { DEMO_CAREGIVERS, DEMO_PAIRING_CODE, DEMO_ROOMS } from './demo-staff.ts';

export type DemoChild = {
  childId: ChildId;
  part: DemoFamily['part'] | 'stays';
  asking: AskingUser;
  guardianId: UserId | null;
  hasEvents: boolean;
};

/** The room's caregiver, asking as the use cases expect it; no session of theirs is needed to act in the demo. */
function asCaregiver(userId: string, classroomId: string): AskingUser {
  return {
    kind: 'user',
    userId: userId as UserId,
    sessionId: userId as SessionId,
    roles: [
      { role: 'caregiver', organizationId: null, siteId: null, classroomId: classroomId as ClassroomId, endsAt: null },
    ],
    withheld: [],
    secondFactor: 'none',
    address: '127.0.0.1',
    userAgent: 'demo',
  };
}

/** Every child of the demo with the caregiver who receives it, in the order of the list. */
export async function readDemoChildren(db: Db, now: Date): Promise<DemoChild[]> {
  const today = dateColumn(localDay(now, 'Asia/Shanghai'));
  const children = await db.child.findMany({
    where: { leftAt: null },
    select: {
      id: true,
      name: true,
      enrolments: {
        take: 1,
        select: {
          classroomId: true,
          classroom: {
            select: {
              roles: { where: { role: 'caregiver' }, orderBy: { id: 'asc' }, take: 1, select: { userId: true } },
            },
          },
        },
      },
      guardianships: { where: { mayPickUp: true }, take: 1, select: { userId: true } },
      attendance: { where: { day: today }, take: 1, select: { id: true } },
    },
  });
  return DEMO_FAMILIES.flatMap((family) => {
    const child = children.find(({ name }) => name === family.child);
    const caregiver = child?.enrolments[0]?.classroom.roles[0]?.userId;
    if (child === undefined || caregiver === undefined) return [];
    const asking = asCaregiver(caregiver, child.enrolments[0]?.classroomId ?? '');
    const guardianId = (child.guardianships[0]?.userId ?? null) as UserId | null;
    return [
      {
        childId: child.id as ChildId,
        part: family.part ?? 'stays',
        asking,
        guardianId,
        hasEvents: child.attendance.length > 0,
      },
    ];
  });
}

/** The demo's caregivers, asking for themselves, and whether they came today. */
export async function readDemoStaff(db: Db, now: Date) {
  const today = dateColumn(localDay(now, 'Asia/Shanghai'));
  const rows = await db.roleAssignment.findMany({
    where: {
      role: 'caregiver',
      user: { username: { in: DEMO_CAREGIVERS.map(({ username }) => username) }, suspendedAt: null },
      OR: [{ endsAt: null }, { endsAt: { gt: now } }],
    },
    select: { userId: true, classroomId: true, user: { select: { staffDays: { where: { day: today }, take: 1 } } } },
    orderBy: { id: 'asc' },
  });
  return rows.flatMap(({ userId, classroomId, user }) =>
    classroomId === null
      ? []
      : [
          {
            asking: asCaregiver(userId, classroomId),
            classroomId: classroomId as ClassroomId,
            hasEvents: user.staffDays.length > 0,
          },
        ],
  );
}

export async function readDemoCamera(
  db: Db,
  name: string,
): Promise<{ cameraId: CameraId; classroomId: ClassroomId } | null> {
  const camera = await db.camera.findFirst({
    where: { name, removedAt: null },
    select: { id: true, classroomId: true },
  });
  return camera && { cameraId: camera.id as CameraId, classroomId: camera.classroomId as ClassroomId };
}

/** The teacher who pauses; of the demo's list. */
export async function readDemoCaregiver(db: Db, classroomId: ClassroomId): Promise<AskingUser | null> {
  const usernames = DEMO_CAREGIVERS.map(({ username }) => username);
  const role = await db.roleAssignment.findFirst({
    where: { classroomId, user: { username: { in: usernames } } },
    select: { userId: true },
  });
  return role && asCaregiver(role.userId, classroomId);
}

export type SealedCamera = {
  name: string;
  room: keyof typeof DEMO_ROOMS;
  seal: (cameraId: string) => Uint8Array<ArrayBuffer>;
};

const REGISTERED = { signage: '门口左侧，一人高', coverage: '活动区和用餐区，不含卫生间' };

/** The simulated cameras have another port at every start: their rows follow. A camera that was removed by hand stays so. */
export async function writeDemoCamera(db: Db, { name, room, seal }: SealedCamera): Promise<void> {
  const known = await db.camera.findFirst({
    where: { name, classroom: { name: DEMO_ROOMS[room].name } },
    select: { id: true },
  });
  if (known) {
    await db.camera.update({ where: { id: known.id }, data: { sources: seal(known.id) } });
    return;
  }
  const classroom = await db.classroom.findFirstOrThrow({
    where: { name: DEMO_ROOMS[room].name },
    select: { id: true, siteId: true },
  });
  const id = crypto.randomUUID();
  await db.camera.create({
    data: {
      id,
      name,
      classroomId: classroom.id,
      siteId: classroom.siteId,
      areaKind: 'classroom',
      ...REGISTERED,
      sources: seal(id),
    },
  });
}

/** A tablet that waits for its code, whenever none does. */
export async function keepDemoTabletWaiting(db: Db, now: Date): Promise<void> {
  const codeHash = sha256(DEMO_PAIRING_CODE);
  const codeExpiresAt = new Date(now.getTime() + 86_400_000);
  const waiting = await db.device.updateMany({ where: { codeHash, revokedAt: null }, data: { codeExpiresAt } });
  if (waiting.count > 0) return;
  const classroom = await db.classroom.findFirst({
    where: { name: DEMO_ROOMS.haitang.name },
    select: { id: true, siteId: true },
  });
  const director = await db.user.findUnique({ where: { username: 'baiyin' }, select: { id: true } });
  if (classroom === null || director === null) return;
  const data = {
    siteId: classroom.siteId,
    classroomId: classroom.id,
    name: '海棠班平板',
    codeHash,
    codeExpiresAt,
    createdBy: director.id,
  };
  await db.device.create({ data });
}
