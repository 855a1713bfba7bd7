import { AUDIT_ACTIONS, type AuditAction } from '../contract/audit-actions.ts';
import type { Permission } from '../contract/roles.ts';

/**
 * What the role table keeps to fewer than read the audit, its entries do, too. Acts are called after what they are about, so
 * that a new one falls under its rule by its name. Reports of suspected abuse have a rule of their own, report by report.
 */
const NEEDED = { incident: 'incidents:read', health: 'health:read' } as const satisfies Record<string, Permission>;

/** What this act's entries need at their site beside `audit:read`; null: nothing more. Pure. */
export function neededFor(action: AuditAction): Permission | null {
  const [about = ''] = action.split(/s?-/);
  return Object.hasOwn(NEEDED, about) ? NEEDED[about as keyof typeof NEEDED] : null;
}

/** Each permission of those with the acts that need it. */
export const APART: ReadonlyMap<Permission, AuditAction[]> = new Map(
  Object.values(NEEDED).map((permission) => [
    permission,
    (Object.keys(AUDIT_ACTIONS) as AuditAction[]).filter((action) => neededFor(action) === permission),
  ]),
);
