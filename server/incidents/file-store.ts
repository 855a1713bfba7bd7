import type { ClassroomId, IncidentId, SiteId } from '../contract/ids.ts';
import type { Db } from '../platform/database.ts';
import { VIEWED_ROOM } from './own-incidents.ts';
import { STANDING_PHOTOS } from './photos-store.ts';
import { readSteps } from './steps-store.ts';
import { RIGHT_STANDS } from './told-store.ts';

/** The incident with everything that belongs to it. */
export async function findFile(db: Db, incidentId: IncidentId) {
  const found = await db.incident.findUnique({
    where: { id: incidentId },
    include: {
      photos: STANDING_PHOTOS,
      holds: { include: { camera: { select: { name: true } } }, orderBy: { cameraId: 'asc' } },
      classroom: { select: { name: true, site: { select: { ...VIEWED_ROOM.site.select, clocks: true } } } },
      children: {
        orderBy: { childId: 'asc' },
        include: {
          child: {
            select: {
              id: true,
              name: true,
              nickname: true,
              portrait: true,
              guardianships: {
                where: RIGHT_STANDS,
                orderBy: { id: 'asc' },
                select: {
                  relation: true,
                  user: { select: { id: true, name: true, phone: true, portrait: true } },
                },
              },
            },
          },
        },
      },
    },
  });
  return found && { ...found, steps: (await readSteps(db, [incidentId])).get(incidentId) ?? [] };
}
export type FoundFile = NonNullable<Awaited<ReturnType<typeof findFile>>>;

type Around = { classroomId: ClassroomId; siteId: SiteId; now: Date };

const worksAround = ({ classroomId, siteId, now }: Around) => ({
  OR: [
    { role: 'caregiver', classroomId },
    { role: 'site_admin', siteId },
  ],
  AND: [{ OR: [{ endsAt: null }, { endsAt: { gt: now } }] }],
});

/** Who works in the room now, and who directs its site: by id, in the order of their names. */
export async function staffAround(db: Db, around: Around): Promise<ReadonlyMap<string, string>> {
  const users = await db.user.findMany({
    where: { suspendedAt: null, roles: { some: worksAround(around) } },
    select: { id: true, name: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return new Map(users.map(({ id, name }) => [id, name]));
}

export const isStaffAround = async (db: Db, around: Around, userId: string): Promise<boolean> =>
  (await db.user.count({ where: { id: userId, suspendedAt: null, roles: { some: worksAround(around) } } })) === 1;
