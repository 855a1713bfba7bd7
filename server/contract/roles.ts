import type { Role } from './people.ts';

/** What a role holds for: exactly one of these is named where it is given. */
export const ROLE_SCOPES = {
  caregiver: ['classroom'],
  volunteer: ['classroom'],
  site_admin: ['site'],
  inspector: ['site', 'organization'],
  org_admin: ['organization'],
  operator_admin: ['organization'],
} as const satisfies Record<Role, readonly ('classroom' | 'site' | 'organization')[]>;

/** Who comes for a time: these roles are given with an end, a year ahead at most, and end by themselves. */
export const TEMPORARY_ROLES: readonly Role[] = ['inspector', 'volunteer'];
export const TEMPORARY_ROLE_DAYS = 366;

/**
 * The role table: the only judge of what a role may do. The server enforces it (server/access/roles.ts says where a role
 * reaches), the web shows by it. What a person may *watch* is not here but in may-watch.ts; what a guardian may read follows
 * from guardianship alone.
 */
export const PERMISSIONS = {
  'room:read': ['caregiver', 'volunteer', 'site_admin', 'operator_admin'],
  'room:work': ['caregiver', 'site_admin', 'operator_admin'],
  /** To change what was recorded of earlier days; today's record whoever works in the room may correct. */
  'attendance:correct': ['site_admin', 'operator_admin'],
  /** Days, hours and month sheets; an employer's administrator of its own families alone. */
  'attendance:read': ['site_admin', 'operator_admin', 'org_admin', 'inspector'],
  /** What rooms found at children; neither an employer's business nor an inspector's. */
  'health:read': ['site_admin', 'operator_admin'],
  /** What happened in rooms; neither an employer's business nor an inspector's. */
  'incidents:read': ['caregiver', 'site_admin', 'operator_admin'],
  /** To put right, publish and close what rooms have written of it. */
  'incidents:review': ['site_admin', 'operator_admin'],
  /** To report suspected abuse, as one of the staff; a guardian does so for their own child. */
  'concerns:report': ['caregiver', 'volunteer', 'site_admin', 'operator_admin'],
  /** What was reported so; of each report some are kept from it whatever their role. */
  'concerns:read': ['site_admin', 'operator_admin'],
  'staffing:read': ['site_admin', 'operator_admin', 'inspector'],
  /** Shifts, and what was recorded of the staff's days. */
  'staffing:write': ['site_admin', 'operator_admin'],
  /** Which daily checks a room owes, and made. */
  'tasks:read': ['site_admin', 'operator_admin', 'inspector'],
  'tasks:write': ['site_admin', 'operator_admin'],
  'sites:read': ['site_admin', 'operator_admin', 'org_admin', 'inspector'],
  'sites:write': ['site_admin', 'operator_admin'],
  'cameras:read': ['site_admin', 'operator_admin', 'inspector'],
  'cameras:write': ['site_admin', 'operator_admin'],
  'families:read': ['site_admin', 'operator_admin', 'org_admin', 'inspector'],
  'families:write': ['site_admin', 'operator_admin'],
  'rights:read': ['site_admin', 'operator_admin', 'org_admin'],
  'rights:write': ['site_admin', 'operator_admin'],
  /** To stop an employer's own guardians from watching, and to lift what the employer itself laid on them; nothing more. */
  'rights:employer': ['org_admin'],
  'people:write': ['site_admin', 'operator_admin'],
  'devices:write': ['site_admin', 'operator_admin'],
  'audit:read': ['site_admin', 'operator_admin', 'inspector'],
  /** Where entries stand in the audit's chain: by it what one may not read can be counted. */
  'audit:chain': ['operator_admin'],
  'sites:create': ['operator_admin'],
  /** The texts that families sign are the operator's. */
  'texts:write': ['operator_admin'],
  'employers:write': ['operator_admin'],
  /** From which office networks an employer's people may watch. */
  'networks:write': ['operator_admin', 'org_admin'],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof PERMISSIONS;

export const roleHas = (role: Role, permission: Permission): boolean =>
  (PERMISSIONS[permission] as readonly Role[]).includes(role);
