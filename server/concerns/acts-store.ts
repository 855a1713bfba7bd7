import { PERMISSIONS } from '../contract/roles.ts';
import type { Db, Tx } from '../platform/database.ts';
import { ACTS, type Act } from './in-hands-of.ts';

/** What others, and they themselves, did to the accounts of everybody who has ever had a role that reads reports. */
export async function actsOnReaders(db: Db | Tx): Promise<Act[]> {
  const roles: readonly string[] = PERMISSIONS['concerns:read'];
  const readers = await db.roleAssignment.findMany({
    where: { role: { in: [...roles] } },
    select: { userId: true },
    distinct: 'userId',
  });
  const entries = await db.auditEntry.findMany({
    where: {
      action: { in: [...ACTS] },
      subjectId: { in: readers.map(({ userId }) => userId) },
      actorId: { not: null },
    },
    select: { action: true, actorId: true, subjectId: true, at: true, details: true },
  });
  return entries.flatMap(({ action, actorId: by, subjectId: of, at, details }) => {
    const isOtherRole = action === 'role-given' && !roles.includes(roleIn(details));
    return by === null || of === null || isOtherRole ? [] : [{ action: action as Act['action'], by, of, at }];
  });
}

const roleIn = (details: unknown): string =>
  typeof details === 'object' && details !== null && 'role' in details ? String(details.role) : '';
