import type { z } from 'zod';
import {
  AccessChanged,
  AccessTable,
  AccessUndone,
  type ChangeAccess,
  DenyMade,
  type DenyViewing,
  type ExportAccess,
  type GiveGrant,
  GrantGiven,
  RightChanged,
  WhyAnswer,
  type WithdrawRight,
} from '#contract/access.ts';
import type { AccessChangeId, CameraId, DenyId, GrantId, GuardianshipId, SiteId, UserId } from '#contract/ids.ts';
import { request, requestExport } from '../../shared/api.ts';

export const readAccess = (siteId: SiteId): Promise<AccessTable> =>
  request(AccessTable, 'GET', `/api/admin/access?siteId=${siteId}`);

/** @param at an instant of the past; null: now */
export const readWhy = (userId: UserId, cameraId: CameraId, at: string | null): Promise<WhyAnswer> =>
  request(
    WhyAnswer,
    'GET',
    `/api/admin/access/why?${new URLSearchParams({ userId, cameraId, ...(at && { at }) }).toString()}`,
  );

export const changeAccess = (change: ChangeAccess) =>
  request(AccessChanged, 'POST', '/api/admin/access/changes', change);

/** The file, and how many lines it holds. */
export async function exportAccess(asked: ExportAccess) {
  const { file, headers } = await requestExport('/api/admin/access/export', asked);
  return { file, rows: Number(headers.get('x-rows')) };
}

export const undoAccessChange = (changeId: AccessChangeId) =>
  request(AccessUndone, 'POST', `/api/admin/access/changes/${changeId}/undo`, {});

export const withdrawRight = (guardianshipId: GuardianshipId, why: z.input<typeof WithdrawRight>) =>
  request(RightChanged, 'POST', `/api/admin/guardianships/${guardianshipId}/withdraw`, why);

export const restoreRight = (guardianshipId: GuardianshipId, reason: string) =>
  request(RightChanged, 'POST', `/api/admin/guardianships/${guardianshipId}/restore`, { reason });

export const giveGrant = (grant: z.input<typeof GiveGrant>) => request(GrantGiven, 'POST', '/api/admin/grants', grant);

export const endGrant = (grantId: GrantId) => request(RightChanged, 'DELETE', `/api/admin/grants/${grantId}`);

export const denyViewing = (deny: z.input<typeof DenyViewing>) => request(DenyMade, 'POST', '/api/admin/denies', deny);

export const liftDeny = (denyId: DenyId) => request(RightChanged, 'DELETE', `/api/admin/denies/${denyId}`);
