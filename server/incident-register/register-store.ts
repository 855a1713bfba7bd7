import { wholeSites } from '../access/family-scope.ts';
import type { ListScopes } from '../access/roles.ts';
import { GRAVE_KINDS, type IncidentState } from '../contract/incidents.ts';
import type { RegisterFilter, RegisterQuery } from '../contract/incident-register.ts';
import type { SiteId } from '../contract/ids.ts';
import { textOf } from '../incidents/step-data.ts';
import type { Db } from '../platform/database.ts';
import { Prisma } from '../../prisma/generated/client.ts';

/** Sites whose register these scopes read, or the one of them that is asked for. */
export const sitesOfRegister = (db: Db, scopes: ListScopes, siteId: SiteId | undefined) =>
  db.site.findMany({
    where: { AND: [wholeSites(scopes), siteId ? { id: siteId } : {}] },
    select: { id: true, name: true, timeZone: true, operatorId: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
export type RegisterSite = Awaited<ReturnType<typeof sitesOfRegister>>[number];

/** Steps after which nothing is waited for. */
export const ENDS: readonly string[] = ['withdrawn', 'closed'];

/** With what was written of each last. */
const WRITTEN = Prisma.sql`incident i LEFT JOIN LATERAL (
    SELECT step.data FROM incident_step step WHERE step.incident_id = i.id AND step.kind = 'detailed'
    ORDER BY step.seq DESC LIMIT 1) written ON true`;

/** What incidents are searched in; what was written is looked up only where it is asked for. */
const incidentsFor = ({ injury, text }: RegisterFilter) =>
  injury === undefined && !text ? Prisma.sql`incident i` : WRITTEN;

const hasStep = (kind: 'withdrawn' | 'closed' | 'published') => Prisma.sql`EXISTS (
  SELECT 1 FROM incident_step step WHERE step.incident_id = i.id AND step.kind = ${Prisma.raw(`'${kind}'`)})`;

/** A child whose family is to be told, and did not say yet that it knows. */
const UNANSWERED = Prisma.sql`EXISTS (SELECT 1 FROM incident_child concerned WHERE concerned.incident_id = i.id
  AND EXISTS (SELECT 1 FROM guardianship JOIN "user" ON "user".id = guardianship.user_id
    WHERE guardianship.child_id = concerned.child_id AND guardianship.withdrawn_at IS NULL
      AND guardianship.custody_blocked_at IS NULL AND "user".suspended_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM incident_step step WHERE step.incident_id = i.id AND step.kind = 'acknowledged'
    AND step.child_id = concerned.child_id))`;

const IS_SUBMITTED = Prisma.sql`coalesce('submitted' = (SELECT step.kind FROM incident_step step
  WHERE step.incident_id = i.id AND step.kind IN ('submitted', 'returned') ORDER BY step.seq DESC LIMIT 1), false)`;
const IS_SENT = Prisma.sql`${hasStep('published')} AND NOT ${hasStep('closed')}`;
const IS_UNSENT = Prisma.sql`NOT ${hasStep('published')} AND NOT ${hasStep('withdrawn')}`;

/** The table of states for queries that go through all incidents. A test holds the two side by side. */
const IS_IN: Record<IncidentState, Prisma.Sql> = {
  withdrawn: hasStep('withdrawn'),
  closed: hasStep('closed'),
  published: Prisma.sql`${IS_SENT} AND ${UNANSWERED}`,
  acknowledged: Prisma.sql`${IS_SENT} AND NOT ${UNANSWERED}`,
  'in-review': Prisma.sql`${IS_UNSENT} AND ${IS_SUBMITTED}`,
  draft: Prisma.sql`${IS_UNSENT} AND NOT ${IS_SUBMITTED}`,
};
const STATE = Prisma.sql`CASE ${Prisma.join(
  Object.entries(IS_IN).map(([state, isIn]) => Prisma.sql`WHEN ${isIn} THEN ${Prisma.raw(`'${state}'`)}`),
  ' ',
)} END`;

/** Its number as people write it (incident-number.ts). */
const NUMBER = Prisma.sql`to_char(i.day, 'YYYY-MMDD-') || lpad(i.number::text, greatest(2, length(i.number::text)), '0')`;

const holds = (column: Prisma.Sql, text: string) => Prisma.sql`strpos(lower(${column}), ${text}) > 0`;

function saying(text: string): Prisma.Sql {
  const typed = text.toLowerCase();
  const ofChild = Prisma.sql`EXISTS (SELECT 1 FROM incident_child concerned JOIN child ON child.id = concerned.child_id
    WHERE concerned.incident_id = i.id AND (${Prisma.join(
      [Prisma.sql`child.name`, Prisma.sql`child.nickname`, Prisma.sql`child.number`].map((column) =>
        holds(column, typed),
      ),
      ' OR ',
    )}))`;
  const written = [Prisma.sql`written.data->>'cause'`, Prisma.sql`written.data->>'firstAid'`];
  const inIt = [NUMBER, ...written].map((column) => holds(column, typed));
  return Prisma.sql`(${Prisma.join([...inIt, ofChild], ' OR ')})`;
}

function matching(sites: readonly RegisterSite[], filter: RegisterFilter): Prisma.Sql {
  const { classroomId, childId, kind, gravity, state, injury, from, to, text } = filter;
  const isGrave = Prisma.sql`i.kind = ANY(${[...GRAVE_KINDS]}::text[])`;
  const terms = [
    Prisma.sql`i.site_id = ANY(${sites.map(({ id }) => id)}::uuid[])`,
    classroomId && Prisma.sql`i.classroom_id = ${classroomId}::uuid`,
    childId &&
      Prisma.sql`EXISTS (SELECT 1 FROM incident_child concerned WHERE concerned.incident_id = i.id AND concerned.child_id = ${childId}::uuid)`,
    kind && Prisma.sql`i.kind = ${kind}`,
    gravity && (gravity === 'grave' ? isGrave : Prisma.sql`NOT ${isGrave}`),
    state ? IS_IN[state] : Prisma.sql`NOT ${IS_IN.withdrawn}`,
    injury &&
      Prisma.sql`written.data->'children' @> ${JSON.stringify([{ injury, ...(childId && { childId }) }])}::jsonb`,
    from && Prisma.sql`i.day >= ${from}::date`,
    to && Prisma.sql`i.day <= ${to}::date`,
    text && saying(text),
  ];
  return Prisma.join(
    terms.filter((term) => term !== undefined && term !== ''),
    ' AND ',
  );
}

/** Where a page begins: what comes after this one. */
export type RegisterCursor = { at: Date; id: string };
export type RegisterHit = { id: string; happenedAt: Date; state: IncidentState };

/** Which there are, in the order asked for. */
export async function findHits(
  db: Db,
  sites: readonly RegisterSite[],
  filter: RegisterFilter,
  { order, after, limit }: Pick<RegisterQuery, 'order' | 'limit'> & { after: RegisterCursor | null },
): Promise<RegisterHit[]> {
  const isNewest = order === 'newest';
  const way = Prisma.raw(isNewest ? 'DESC' : 'ASC');
  const beyond = Prisma.raw(isNewest ? '<' : '>');
  const rest = after
    ? Prisma.sql`AND (i.happened_at, i.id) ${beyond} (${after.at}::timestamptz, ${after.id}::uuid)`
    : Prisma.empty;
  return db.$queryRaw`SELECT i.id, i.happened_at AS "happenedAt", ${STATE} AS state FROM ${incidentsFor(filter)}
    WHERE ${matching(sites, filter)} ${rest} ORDER BY i.happened_at ${way}, i.id ${way} LIMIT ${limit}`;
}

export async function countHits(db: Db, sites: readonly RegisterSite[], filter: RegisterFilter): Promise<number> {
  const [counted] = await db.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM ${incidentsFor(filter)}
    WHERE ${matching(sites, filter)}`;
  return counted?.n ?? 0;
}

/** These incidents with all that a file says of them. */
export const filesOf = (db: Db, ids: readonly string[]) =>
  db.incident.findMany({
    where: { id: { in: [...ids] } },
    include: {
      classroom: { select: { name: true } },
      children: {
        orderBy: { childId: 'asc' },
        select: { child: { select: { id: true, name: true, number: true, bornOn: true } } },
      },
      steps: { where: { kind: { notIn: ['flagged', 'reminded', 'escalated'] } }, orderBy: { seq: 'asc' } },
    },
  });
export type RegisterFile = Awaited<ReturnType<typeof filesOf>>[number];

/** These with what a list says of them. */
export const rowsOf = (db: Db, ids: readonly string[]) =>
  db.incident.findMany({
    where: { id: { in: [...ids] } },
    include: {
      classroom: { select: { name: true } },
      children: { orderBy: { childId: 'asc' }, select: { child: { select: { id: true, name: true, number: true } } } },
      steps: { where: { kind: 'detailed' }, orderBy: { seq: 'desc' }, take: 1, select: { kind: true, data: true } },
      _count: { select: { steps: { where: { kind: 'acknowledged' } } } },
    },
  });

/** Why each of these that was taken back, or closed without a signature, was: in the director's words. */
export async function reasonsOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ends = await db.incidentStep.findMany({
    where: { incidentId: { in: [...ids] }, kind: { in: [...ENDS] } },
    select: { incidentId: true, data: true },
  });
  return new Map(ends.map(({ incidentId, data }) => [incidentId, textOf(data, 'reason')]));
}

/** How many happened in each room in each hour of its site's wall clock. */
export const countByHour = (db: Db, sites: readonly RegisterSite[], filter: RegisterFilter) =>
  db.$queryRaw<{ classroomId: string; hour: number; n: number }[]>`
    SELECT i.classroom_id AS "classroomId", extract(hour FROM i.happened_at AT TIME ZONE site.time_zone)::int AS hour,
      count(*)::int AS n
    FROM ${incidentsFor(filter)} JOIN site ON site.id = i.site_id WHERE ${matching(sites, filter)} GROUP BY 1, 2`;

const MONDAY = Prisma.sql`to_char(date_trunc('week', i.day::timestamp), 'YYYY-MM-DD')`;

export const countByKind = (db: Db, sites: readonly RegisterSite[], filter: RegisterFilter) =>
  db.$queryRaw<{ monday: string; what: string; n: number }[]>`
    SELECT ${MONDAY} AS monday, i.kind AS what, count(*)::int AS n FROM ${incidentsFor(filter)}
    WHERE ${matching(sites, filter)} GROUP BY 1, 2`;

/** Of each child that an incident concerns and that is asked for, what it suffered. */
export const countByInjury = (db: Db, sites: readonly RegisterSite[], filter: RegisterFilter) =>
  db.$queryRaw<{ monday: string; what: string; n: number }[]>`
    SELECT ${MONDAY} AS monday, count(*)::int AS n,
      coalesce((SELECT share->>'injury' FROM jsonb_array_elements(written.data->'children') share
        WHERE share->>'childId' = concerned.child_id::text LIMIT 1), 'none') AS what
    FROM ${WRITTEN} JOIN incident_child concerned ON concerned.incident_id = i.id
    WHERE ${matching(sites, filter)}
      AND ${filter.childId ? Prisma.sql`concerned.child_id = ${filter.childId}::uuid` : Prisma.sql`true`} GROUP BY 1, 3`;

export const roomsOf = (db: Db, ids: readonly string[]) =>
  db.classroom.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true, siteId: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
