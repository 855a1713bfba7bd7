import { z } from 'zod';
import type { AskingDevice, AskingUser, HeldRole } from '../platform/asking.ts';
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
  /** Likewise of children who have left: only what is still told of their incidents is heard of them. */
  formerChildIds: ReadonlySet<string>;
  /** Rooms in which these children are enrolled on the site's day, and their sites. */
  familyClassroomIds: ReadonlySet<string>;
  familySiteIds: ReadonlySet<string>;
};

/** Of whoever asks, or would read it elsewhere, what decides that. */
export type Hearing = Pick<AskingUser, 'kind' | 'userId' | 'roles'> | Pick<AskingDevice, 'kind' | 'classroomId'>;

const ReachRow = z.object({
  adminSites: z.array(z.object({ siteId: z.string(), operatorId: z.string() })),
  staffRooms: z.array(z.object({ classroomId: z.string(), siteId: z.string() })),
  family: z.array(z.object({ childId: z.string(), siteId: z.string(), classroomId: z.string().nullable() })),
  formerChildIds: z.array(z.string()),
});

/** For many at once: who they are and where their roles reach, by number. */
const REACH_SQL = `
SELECT q.i, json_build_object(
  'adminSites', (SELECT coalesce(json_agg(json_build_object('siteId', s.id, 'operatorId', s.operator_id)), '[]')
    FROM site s WHERE s.id = ANY(q.sites) OR s.operator_id = ANY(q.operators)),
  'staffRooms', (SELECT coalesce(json_agg(json_build_object('classroomId', c.id, 'siteId', c.site_id)), '[]')
    FROM classroom c WHERE c.id = ANY(q.rooms)),
  'family', (SELECT coalesce(json_agg(json_build_object('childId', ch.id, 'siteId', ch.site_id, 'classroomId', e.classroom_id)), '[]')
    FROM guardianship g JOIN child ch ON ch.id = g.child_id JOIN site s ON s.id = ch.site_id
    LEFT JOIN enrolment e ON e.child_id = ch.id AND (now() AT TIME ZONE s.time_zone)::date
      BETWEEN e.starts_on AND coalesce(e.ends_on, 'infinity')
    WHERE g.user_id = q.user_id AND g.withdrawn_at IS NULL AND g.custody_blocked_at IS NULL AND ch.left_at IS NULL),
  'formerChildIds', (SELECT coalesce(json_agg(g.child_id), '[]') FROM guardianship g JOIN child ch ON ch.id = g.child_id
    WHERE g.user_id = q.user_id AND g.withdrawn_at IS NULL AND g.custody_blocked_at IS NULL AND ch.left_at IS NOT NULL)
) AS reach
FROM json_to_recordset($1::json) AS q(i int, user_id uuid, sites uuid[], operators uuid[], rooms uuid[])`;

/** Site and operator administrators hear of their sites; an employer's administrator reads lists, not rooms. */
const ADMIN_ROLES: ReadonlySet<string> = new Set(['site_admin', 'operator_admin', 'inspector']);
const ROOM_ROLES: ReadonlySet<string> = new Set(['caregiver', 'volunteer']);

export async function loadRecipient(db: Db, asking: Hearing): Promise<Recipient> {
  const [recipient] = await loadRecipients(db, [asking]);
  if (recipient === undefined) throw new Error('One was asked for.');
  return recipient;
}

/** In the order asked, with one query for any number. */
export async function loadRecipients(db: Db, askings: readonly Hearing[]): Promise<Recipient[]> {
  if (askings.length === 0) return [];
  const questions = askings.map((asking, i) => ({ i, user_id: personIn(asking), ...reachOf(asking) }));
  const rows = await db.$queryRawUnsafe<{ i: number; reach: unknown }[]>(REACH_SQL, JSON.stringify(questions));
  const found = new Map(rows.map(({ i, reach }) => [i, ReachRow.parse(reach)]));
  return askings.map((asking, i) => recipientOf(asking, found.get(i) ?? NOTHING));
}

const NOTHING: z.output<typeof ReachRow> = { adminSites: [], staffRooms: [], family: [], formerChildIds: [] };

const personIn = (asking: Hearing): string | null => (asking.kind === 'user' ? asking.userId : null);
const adminRolesOf = (asking: Hearing): HeldRole[] =>
  asking.kind === 'user' ? asking.roles.filter(({ role }) => ADMIN_ROLES.has(role)) : [];

const reachOf = (asking: Hearing) => ({
  sites: adminRolesOf(asking).flatMap(({ siteId }) => siteId ?? []),
  operators: adminRolesOf(asking).flatMap(({ organizationId }) => organizationId ?? []),
  rooms: asking.kind === 'device' ? [asking.classroomId] : roomsOf(asking.roles),
});

function recipientOf(asking: Hearing, reach: z.output<typeof ReachRow>): Recipient {
  const answering = adminRolesOf(asking).filter(({ role }) => role !== 'inspector');
  const answersFor = reach.adminSites.filter((site) =>
    answering.some((held) => held.siteId === site.siteId || held.organizationId === site.operatorId),
  );
  return {
    userId: personIn(asking),
    staffClassroomIds: new Set(reach.staffRooms.map(({ classroomId }) => classroomId)),
    adminSiteIds: new Set(reach.adminSites.map(({ siteId }) => siteId)),
    answersForSiteIds: new Set(answersFor.map(({ siteId }) => siteId)),
    childIds: new Set(reach.family.map(({ childId }) => childId)),
    formerChildIds: new Set(reach.formerChildIds),
    familyClassroomIds: new Set(reach.family.map(({ classroomId }) => classroomId).filter((id) => id !== null)),
    familySiteIds: new Set(reach.family.map(({ siteId }) => siteId)),
  };
}

const roomsOf = (roles: readonly HeldRole[]): string[] =>
  roles.filter(({ role }) => ROOM_ROLES.has(role)).flatMap(({ classroomId }) => classroomId ?? []);
