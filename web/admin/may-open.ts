import type { Role } from '#contract/people.ts';
import type { z } from 'zod';
import type { Me } from '#contract/sign-in.ts';

type AdminRole = z.infer<typeof Role>;
export const SCREENS = ['overview', 'access', 'cameras', 'families', 'imports', 'staff', 'sites', 'audit'] as const;
export type Screen = (typeof SCREENS)[number];

const MANAGERS: readonly AdminRole[] = ['site_admin', 'operator_admin'];

/** Who is shown what. A courtesy: the server decides by its own role table whatever is shown here. */
const OPENED_BY: Record<Screen, readonly AdminRole[]> = {
  overview: [...MANAGERS, 'org_admin', 'inspector'],
  access: [...MANAGERS, 'org_admin'],
  cameras: [...MANAGERS, 'inspector'],
  families: [...MANAGERS, 'org_admin', 'inspector'],
  imports: MANAGERS,
  staff: MANAGERS,
  sites: [...MANAGERS, 'org_admin', 'inspector'],
  audit: [...MANAGERS, 'inspector'],
};

export const mayOpen = (me: Me, screen: Screen): boolean =>
  me.roles.some(({ role }) => OPENED_BY[screen].includes(role));

/** Buttons that change something are shown to those who may press them. */
export const mayManage = (me: Me): boolean => me.roles.some(({ role }) => MANAGERS.includes(role));

export const mayAddSites = (me: Me): boolean => me.roles.some(({ role }) => role === 'operator_admin');
