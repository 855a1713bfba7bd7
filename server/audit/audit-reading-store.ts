import type { ListScopes } from '../access/roles.ts';
import type { SiteId } from '../contract/ids.ts';
import type { Db } from '../platform/database.ts';

export type AuditFilter = { siteId?: SiteId | undefined; before?: bigint; limit: number };

/**
 * Entries of the sites in these scopes, and those without a site (sign-ins, accounts) that concern their people.
 * Newest first, one more than `limit` when there is a next page.
 */
export async function auditEntries(db: Db, scopes: ListScopes, { siteId, before, limit }: AuditFilter) {
  const sites = await db.site.findMany({
    where: {
      AND: [
        { OR: [{ id: { in: scopes.siteIds } }, { operatorId: { in: scopes.operatorIds } }] },
        siteId ? { id: siteId } : {},
      ],
    },
    select: { id: true },
  });
  const siteIds = sites.map(({ id }) => id);
  const people = siteId ? [] : await peopleOf(db, siteIds, scopes);
  return db.auditEntry.findMany({
    where: {
      ...(before !== undefined && { id: { lt: before } }),
      OR: [
        { siteId: { in: siteIds } },
        { siteId: null, OR: [{ actorId: { in: people } }, { subjectId: { in: people } }] },
      ],
    },
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
}
export type AuditRow = Awaited<ReturnType<typeof auditEntries>>[number];

async function peopleOf(db: Db, siteIds: string[], { operatorIds }: ListScopes): Promise<string[]> {
  const here = { in: siteIds };
  const people = await db.user.findMany({
    where: {
      OR: [
        {
          roles: {
            some: { OR: [{ siteId: here }, { classroom: { siteId: here } }, { organizationId: { in: operatorIds } }] },
          },
        },
        { guardianships: { some: { child: { siteId: here } } } },
        { operatorId: { in: operatorIds } },
      ],
    },
    select: { id: true },
  });
  return people.map(({ id }) => id);
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
