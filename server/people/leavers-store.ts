import type { SiteId } from '../contract/ids.ts';
import type { Db } from '../platform/database.ts';
import { roleIn, type PeopleScopes } from './persons-store.ts';
import { wholeSites } from './scope.ts';

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
  const quiet = await db.user.findMany({
    where: {
      suspendedAt: null,
      createdAt: { lt: since },
      roles: { some: runningRole(question) },
      sessions: { none: { lastSeenAt: { gte: since } } },
    },
    ...WITH_LAST_SEEN,
  });
  const ids = quiet.map(({ id }) => id);
  const acted = await db.auditEntry.findMany({
    where: { actorId: { in: ids }, at: { gte: since } },
    distinct: ['actorId'],
    select: { actorId: true },
  });
  const busy = new Set(acted.map(({ actorId }) => actorId));
  return quiet.filter(({ id }) => !busy.has(id));
}
