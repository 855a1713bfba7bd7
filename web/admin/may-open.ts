import type { Me } from '#contract/sign-in.ts';
import { type Permission, roleHas } from '#contract/roles.ts';

export const SCREENS = [
  'overview',
  'access',
  'cameras',
  'incidents',
  'attendance',
  'families',
  'consents',
  'imports',
  'health',
  'staffing',
  'staff',
  'sites',
  'employers',
  'incidents/register',
  'concerns',
  'audit',
] as const;
export type Screen = (typeof SCREENS)[number];

/** A screen is shown to whom the role table lets read what is on it. The server decides again, whatever is shown here. */
const OPENED_WITH: Record<Screen, Permission> = {
  overview: 'sites:read',
  access: 'rights:read',
  cameras: 'cameras:read',
  incidents: 'incidents:read',
  attendance: 'attendance:read',
  families: 'families:read',
  consents: 'families:read',
  imports: 'families:write',
  health: 'health:read',
  staffing: 'staffing:read',
  staff: 'people:write',
  sites: 'sites:read',
  employers: 'networks:write',
  'incidents/register': 'incidents:review',
  concerns: 'concerns:read',
  audit: 'audit:read',
};

export const may = (me: Me, permission: Permission): boolean => me.roles.some(({ role }) => roleHas(role, permission));

export const mayOpen = (me: Me, screen: Screen): boolean => may(me, OPENED_WITH[screen]);

/** Buttons that change something are shown to those who may press them. */
export const mayManage = (me: Me): boolean => may(me, 'sites:write');

/** To stop the employer's own guardians from watching, and to let them again. */
export const mayDeny = (me: Me): boolean => may(me, 'rights:write') || may(me, 'rights:employer');

export const mayAddSites = (me: Me): boolean => may(me, 'sites:create');
