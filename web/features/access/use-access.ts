import { useQuery } from '@tanstack/react-query';
import type { AccessTable } from '#contract/access.ts';
import type { SiteId } from '#contract/ids.ts';
import { readAccess } from './access-api.ts';

/** Rights change with the clock too, without anyone being told: a window that opens, a consent that expires. */
const REREAD_MS = 30_000;

export const useAccess = (siteId: SiteId) =>
  useQuery({ queryKey: ['access', siteId], queryFn: () => readAccess(siteId), refetchInterval: REREAD_MS });

export type AccessCell = AccessTable['rows'][number]['cells'][number];
