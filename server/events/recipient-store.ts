import { z } from 'zod';
import type { Asking, HeldRole } from '../platform/asking.ts';
import type { Db } from '../platform/database.ts';

/** What decides which events someone hears of. Read from the database, and read again after every event that may change it. */
export type Recipient = {
  userId: string | null;
  /** Rooms whose staff this is: by role, or as the room's tablet. */
  staffClassroomIds: ReadonlySet<string>;
  /** Sites this person administers or inspects. */
  adminSiteIds: ReadonlySet<string>;
  /** Those of them that they answer for: all but inspectors'. */
  answersForSiteIds: ReadonlySet<string>;
  /** Own children with a right that stands; a blocked or withdrawn guardian hears nothing of the child. */
  childIds: ReadonlySet<string>;
  /** Rooms and sites of these children. */
  familyClassroomIds: ReadonlySet<string>;
  familySiteIds: ReadonlySet<string>;
};

const ReachRow = z.object({
  adminSites: z.array(z.object({ siteId: z.string(), operatorId: z.string() })),
  staffRooms: z.array(z.object({ classroomId: z.string(), siteId: z.string() })),
  family: z.array(z.object({ childId: z.string(), siteId: z.string(), classroomId: z.string().nullable() })),
});

const REACH_SQL = `
SELECT json_build_object(
  'adminSites', (SELECT coalesce(json_agg(json_build_object('siteId', s.id, 'operatorId', s.operator_id)), '[]')
    FROM site s WHERE s.id = ANY($2::uuid[]) OR s.operator_id = ANY($3::uuid[])),
  'staffRooms', (SELECT coalesce(json_agg(json_build_object('classroomId', c.id, 'siteId', c.site_id)), '[]')
    FROM classroom c WHERE c.id = ANY($4::uuid[])),
  'family', (SELECT coalesce(json_agg(json_build_object('childId', ch.id, 'siteId', ch.site_id, 'classroomId', e.classroom_id)), '[]')
    FROM guardianship g JOIN child ch ON ch.id = g.child_id
    LEFT JOIN enrolment e ON e.child_id = ch.id AND (e.ends_on IS NULL OR e.ends_on >= current_date)
    WHERE g.user_id = $1::uuid AND g.withdrawn_at IS NULL AND g.custody_blocked_at IS NULL AND ch.left_at IS NULL)
) AS reach`;

/** Site and operator administrators hear of their sites; an employer's administrator reads lists, not rooms. */
const ADMIN_ROLES: ReadonlySet<string> = new Set(['site_admin', 'operator_admin', 'inspector']);
const ROOM_ROLES: ReadonlySet<string> = new Set(['caregiver', 'volunteer']);

export async function loadRecipient(db: Db, asking: Asking): Promise<Recipient> {
  const userId = asking.kind === 'user' ? asking.userId : null;
  const admin = asking.kind === 'user' ? asking.roles.filter(({ role }) => ADMIN_ROLES.has(role)) : [];
  const rooms = asking.kind === 'device' ? [asking.classroomId] : roomsOf(asking.roles);
  const found = await db.$queryRawUnsafe<{ reach: unknown }[]>(
    REACH_SQL,
    userId,
    admin.map(({ siteId }) => siteId).filter((id) => id !== null),
    admin.map(({ organizationId }) => organizationId).filter((id) => id !== null),
    rooms,
  );
  const reach = ReachRow.parse(found[0]?.reach);
  return {
    userId,
    staffClassroomIds: new Set(reach.staffRooms.map(({ classroomId }) => classroomId)),
    adminSiteIds: new Set(reach.adminSites.map(({ siteId }) => siteId)),
    answersForSiteIds: new Set(
      reach.adminSites
        .filter((site) =>
          admin.some(
            (held) =>
              held.role !== 'inspector' && (held.siteId === site.siteId || held.organizationId === site.operatorId),
          ),
        )
        .map(({ siteId }) => siteId),
    ),
    childIds: new Set(reach.family.map(({ childId }) => childId)),
    familyClassroomIds: new Set(reach.family.map(({ classroomId }) => classroomId).filter((id) => id !== null)),
    familySiteIds: new Set(reach.family.map(({ siteId }) => siteId)),
  };
}

const roomsOf = (roles: readonly HeldRole[]): string[] =>
  roles.filter(({ role }) => ROOM_ROLES.has(role)).flatMap(({ classroomId }) => classroomId ?? []);
