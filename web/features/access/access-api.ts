import type { z } from 'zod';
import {
  AccessTable,
  DenyMade,
  type DenyViewing,
  type GiveGrant,
  GrantGiven,
  RightChanged,
  type WithdrawRight,
} from '#contract/access.ts';
import type { DenyId, GrantId, GuardianshipId, SiteId } from '#contract/ids.ts';
import { request } from '../../shared/api.ts';

export const readAccess = (siteId: SiteId): Promise<AccessTable> =>
  request(AccessTable, 'GET', `/api/admin/access?siteId=${siteId}`);

export const withdrawRight = (guardianshipId: GuardianshipId, why: z.input<typeof WithdrawRight>) =>
  request(RightChanged, 'POST', `/api/admin/guardianships/${guardianshipId}/withdraw`, why);

export const restoreRight = (guardianshipId: GuardianshipId, reason: string) =>
  request(RightChanged, 'POST', `/api/admin/guardianships/${guardianshipId}/restore`, { reason });

export const giveGrant = (grant: z.input<typeof GiveGrant>) => request(GrantGiven, 'POST', '/api/admin/grants', grant);

export const endGrant = (grantId: GrantId) => request(RightChanged, 'DELETE', `/api/admin/grants/${grantId}`);

export const denyViewing = (deny: z.input<typeof DenyViewing>) => request(DenyMade, 'POST', '/api/admin/denies', deny);

export const liftDeny = (denyId: DenyId) => request(RightChanged, 'DELETE', `/api/admin/denies/${denyId}`);
