import { useQuery } from '@tanstack/react-query';
import type { AccessTable, ChangeAccess } from '#contract/access.ts';
import type { CameraId, SiteId, UserId } from '#contract/ids.ts';
import type { RefusalReason } from '#contract/refusal.ts';
import { changeAccess, readAccess, readWhy } from './access-api.ts';

/** Rights change with the clock too, without anyone being told: a window that opens, a consent that expires. */
const REREAD_MS = 30_000;

export const useAccess = (siteId: SiteId) =>
  useQuery({ queryKey: ['access', siteId], queryFn: () => readAccess(siteId), refetchInterval: REREAD_MS });

export type AccessCell = AccessTable['rows'][number]['cells'][number];

/** Of a cell that is refused: the reason that stands first in the rule, which is the one the parent reads. */
export const firstReason = ({ allowed, reasons }: AccessCell): RefusalReason | null =>
  allowed ? null : (reasons[0] ?? 'cannot-decide');

/** Decided anew as often as the table; an instant of the past is asked once. */
export const useWhy = (userId: UserId, cameraId: CameraId, at: string | null, enabled = true) =>
  useQuery({
    enabled,
    queryKey: ['access', 'why', userId, cameraId, at],
    queryFn: () => readWhy(userId, cameraId, at),
    ...(at === null && { refetchInterval: REREAD_MS }),
  });

/** What a change would come to, before anybody confirms it; counted anew with whatever happens meanwhile. */
export const useTrial = (change: ChangeAccess) =>
  useQuery({ queryKey: ['access', 'trial', change], queryFn: () => changeAccess(change), gcTime: 0, staleTime: 0 });
