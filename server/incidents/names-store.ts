import type { Role } from '../contract/people.ts';
import type { Db, Tx } from '../platform/database.ts';

/** Of who did something, by their own account: staff and guardians. */
export async function namesOf(db: Db | Tx, userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const users = await db.user.findMany({ where: { id: { in: [...userIds] } }, select: { id: true, name: true } });
  return new Map(users.map(({ id, name }) => [id, name]));
}

export const STAFF: Role[] = ['caregiver', 'volunteer', 'site_admin', 'operator_admin'];

/** Who works, or worked, for this operator: what was written of a leaver keeps their name. */
const worksFor = (operatorId: string) => ({
  role: { in: STAFF },
  OR: [{ organizationId: operatorId }, { site: { operatorId } }, { classroom: { site: { operatorId } } }],
});

/** Of who was written down as staff. An id that somebody saved of a guardian, or of another operator's people, has no name. */
export async function staffNamesOf(
  db: Db,
  operatorId: string,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const users = await db.user.findMany({
    where: { id: { in: [...userIds] }, roles: { some: worksFor(operatorId) } },
    select: { id: true, name: true },
  });
  return new Map(users.map(({ id, name }) => [id, name]));
}
