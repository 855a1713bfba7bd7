import { wholeSites } from '../access/family-scope.ts';
import type { SiteId } from '../contract/ids.ts';
import type { Db } from '../platform/database.ts';
import { roleIn, type PeopleScopes } from './persons-store.ts';

const MOST_ROWS = 200;

export type LeaverQuestion = { scopes: PeopleScopes; siteId: SiteId | undefined; at: Date };

const WITH_LAST_SEEN = {
  select: {
    id: true,
    name: true,
    username: true,
    portrait: true,
    sessions: { orderBy: { lastSeenAt: 'desc' }, take: 1, select: { lastSeenAt: true } },
  },
  orderBy: { name: 'asc' },
  take: MOST_ROWS,
} as const;

const runningAt = (at: Date) => ({ OR: [{ endsAt: null }, { endsAt: { gt: at } }] });
/** A role that runs, within the scopes and, if one is asked for, of this site; those for an organization are of all its sites. */
const runningRole = ({ scopes, siteId, at }: LeaverQuestion) => ({
  AND: [
    runningAt(at),
    roleIn(scopes),
    siteId ? { OR: [{ siteId }, { classroom: { siteId } }, { organizationId: { not: null } }] } : {},
  ],
});
const siteOf = ({ scopes, siteId }: LeaverQuestion) => ({ AND: [wholeSites(scopes), siteId ? { id: siteId } : {}] });

/** Guardians all of whose children have left, and who hold nothing else. */
export const withoutChildren = (db: Db, question: LeaverQuestion) =>
  db.user.findMany({
    where: {
      suspendedAt: null,
      roles: { none: runningAt(question.at) },
      guardianships: {
        some: { withdrawnAt: null, child: { leftAt: { not: null }, site: siteOf(question) } },
        none: { child: { leftAt: null } },
      },
      // Linked to nothing any more they are their registrar's, as everywhere in the console.
      OR: [
        { operatorId: { in: question.scopes.registrarIds }, roles: { none: {} } },
        { roles: { some: roleIn(question.scopes) } },
      ],
    },
    ...WITH_LAST_SEEN,
  });

/** Suspended, but readmitted they would have it all again. */
export const suspendedWithRights = (db: Db, question: LeaverQuestion) =>
  db.user.findMany({
    where: {
      suspendedAt: { not: null },
      OR: [
        { roles: { some: runningRole(question) } },
        {
          grants: { some: { withdrawnAt: null, endsAt: { gt: question.at }, camera: { site: siteOf(question) } } },
          guardianships: { some: { child: { leftAt: null, site: wholeSites(question.scopes) } } },
        },
      ],
    },
    ...WITH_LAST_SEEN,
  });

/** Holders of a role who did nothing since `since`: neither signed in nor acted on a tablet. */
export async function awaySince(db: Db, question: LeaverQuestion, since: Date) {
  const id = { in: await quietSince(db, question, since) };
  return db.user.findMany({ where: { id }, ...WITH_LAST_SEEN });
}

/** The same scopes as `runningRole`; the busy are left out before the first so many are taken. */
async function quietSince(db: Db, { scopes, siteId, at }: LeaverQuestion, since: Date): Promise<string[]> {
  const organizationIds = [...scopes.operatorIds, ...scopes.employerIds, ...scopes.servedIds];
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT person.id FROM "user" person
    WHERE person.suspended_at IS NULL AND person.created_at < ${since}::timestamptz
      AND EXISTS (SELECT 1 FROM role_assignment held
        LEFT JOIN classroom room ON room.id = held.classroom_id
        LEFT JOIN site ON site.id = COALESCE(held.site_id, room.site_id)
        WHERE held.user_id = person.id AND (held.ends_at IS NULL OR held.ends_at > ${at}::timestamptz)
          AND (site.id = ANY(${scopes.siteIds}::uuid[]) OR site.operator_id = ANY(${scopes.operatorIds}::uuid[])
            OR held.organization_id = ANY(${organizationIds}::uuid[]))
          AND (${siteId ?? null}::uuid IS NULL OR site.id = ${siteId ?? null}::uuid OR held.organization_id IS NOT NULL))
      AND NOT EXISTS (SELECT 1 FROM session
        WHERE session.user_id = person.id AND session.last_seen_at >= ${since}::timestamptz)
      AND NOT EXISTS (SELECT 1 FROM audit_entry entry
        WHERE entry.actor_id = person.id AND entry.at >= ${since}::timestamptz)
    ORDER BY person.name LIMIT ${MOST_ROWS}`;
  return rows.map(({ id }) => id);
}
