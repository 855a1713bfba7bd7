import { actionsOf } from '../contract/audit-actions.ts';
import type { AuditFilter } from '../contract/audit.ts';
import type { Db } from '../platform/database.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { type AuditScope, withinScope } from './audit-scope-store.ts';

/** Where a page begins: what is older than this entry. */
export type AuditCursor = { at: Date; id: bigint };

export type AuditRow = {
  id: bigint;
  at: Date;
  action: string;
  actorId: string | null;
  deviceId: string | null;
  siteId: string | null;
  cameraId: string | null;
  childId: string | null;
  subjectId: string | null;
  details: unknown;
  place: bigint | null;
  hash: Uint8Array | null;
};

const COLUMNS = Prisma.sql`entry.id, entry.at, entry.action, entry.actor_id AS "actorId", entry.device_id AS "deviceId",
  entry.site_id AS "siteId", entry.camera_id AS "cameraId", entry.child_id AS "childId", entry.subject_id AS "subjectId",
  entry.details, entry.chain_position AS place, entry.chain_hash AS hash`;

/** Newest first. By their times, which the indexes of each thing searched for are sorted by. */
export async function auditEntries(
  db: Db,
  scope: AuditScope,
  filter: AuditFilter,
  { before, limit }: { before: AuditCursor | null; limit: number },
): Promise<AuditRow[]> {
  const older = before
    ? Prisma.sql`AND (entry.at, entry.id) < (${before.at}::timestamptz, ${before.id})`
    : Prisma.empty;
  return db.$queryRaw`SELECT ${COLUMNS} FROM audit_entry entry WHERE ${matching(scope, filter)} ${older}
    ORDER BY entry.at DESC, entry.id DESC LIMIT ${limit}`;
}

/** Those of this instant. */
export async function idsAt(db: Db, at: Date): Promise<bigint[]> {
  return (await db.auditEntry.findMany({ where: { at }, select: { id: true } })).map(({ id }) => id);
}

/** How many there are, counted no further than `most`. */
export async function countEntries(db: Db, scope: AuditScope, filter: AuditFilter, most: number): Promise<number> {
  const [counted] = await db.$queryRaw<{ n: bigint }[]>`SELECT count(*) AS n FROM (
    SELECT 1 FROM audit_entry entry WHERE ${matching(scope, filter)} LIMIT ${most}) AS found`;
  return Number(counted?.n ?? 0);
}

function matching(
  scope: AuditScope,
  { personId, cameraId, childId, kind, refused, from, to }: AuditFilter,
): Prisma.Sql {
  const terms = [
    withinScope(scope),
    personId && Prisma.sql`(entry.actor_id = ${personId}::uuid OR entry.subject_id = ${personId}::uuid)`,
    cameraId && Prisma.sql`entry.camera_id = ${cameraId}::uuid`,
    childId && Prisma.sql`entry.child_id = ${childId}::uuid`,
    kind && Prisma.sql`entry.action = ANY(${actionsOf(kind)}::text[])`,
    refused && Prisma.sql`entry.action = 'view-refused' AND entry.details->>'reason' = ${refused}`,
    from && Prisma.sql`entry.at >= ${from}::timestamptz`,
    to && Prisma.sql`entry.at < ${to}::timestamptz`,
  ];
  return Prisma.join(
    terms.filter((term) => term !== undefined && term !== ''),
    ' AND ',
  );
}

export type AuditNames = Record<'users' | 'devices' | 'cameras' | 'children', ReadonlyMap<string, string>>;

export async function namesIn(db: Db, rows: readonly AuditRow[]): Promise<AuditNames> {
  const ids = (pick: (row: AuditRow) => (string | null)[]) => ({
    where: { id: { in: [...new Set(rows.flatMap(pick))].filter((id) => id !== null) } },
    select: { id: true, name: true },
  });
  const [users, devices, cameras, children] = await Promise.all([
    db.user.findMany(ids(({ actorId, subjectId }) => [actorId, subjectId])),
    db.device.findMany({
      where: ids(({ deviceId }) => [deviceId]).where,
      select: { id: true, name: true, classroom: { select: { name: true } } },
    }),
    db.camera.findMany(ids(({ cameraId }) => [cameraId])),
    db.child.findMany(ids(({ childId }) => [childId])),
  ]);
  return { users: byId(users), devices: byId(devices.map(withRoom)), cameras: byId(cameras), children: byId(children) };
}

/** 海棠班 · 门口平板; not twice the room when the tablet is called after it. */
const withRoom = ({ id, name, classroom }: { id: string; name: string; classroom: { name: string } }) => ({
  id,
  name: name.includes(classroom.name) ? name : `${classroom.name} · ${name}`,
});

const byId = (rows: { id: string; name: string }[]) => new Map(rows.map(({ id, name }) => [id, name]));
