import type { OrganizationId } from '../contract/ids.ts';
import type { Db, Tx } from '../platform/database.ts';

export async function operatorNamed(tx: Tx, name: string): Promise<OrganizationId | null> {
  const found = await tx.organization.findFirst({ where: { name, isOperator: true }, select: { id: true } });
  return found ? (found.id as OrganizationId) : null;
}

export async function insertOperator(tx: Tx, name: string): Promise<OrganizationId> {
  const { id } = await tx.organization.create({ data: { name, isOperator: true } });
  return id as OrganizationId;
}

/** Somebody who can sign in and set the rest up. */
export async function hasAdministrator(db: Db): Promise<boolean> {
  const role = { in: ['operator_admin', 'site_admin'] };
  return (await db.roleAssignment.count({ where: { role, user: { suspendedAt: null } }, take: 1 })) > 0;
}
