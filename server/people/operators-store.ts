import type { OrganizationId } from '../contract/ids.ts';
import type { Tx } from '../platform/database.ts';

export async function operatorNamed(tx: Tx, name: string): Promise<OrganizationId | null> {
  const found = await tx.organization.findFirst({ where: { name, isOperator: true }, select: { id: true } });
  return found ? (found.id as OrganizationId) : null;
}

export async function insertOperator(tx: Tx, name: string): Promise<OrganizationId> {
  const { id } = await tx.organization.create({ data: { name, isOperator: true } });
  return id as OrganizationId;
}
