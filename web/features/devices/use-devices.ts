import { useQueries, useQuery } from '@tanstack/react-query';
import type { SiteId } from '#contract/ids.ts';
import { readDevices } from './devices-api.ts';

const ofSite = (siteId: SiteId) => ({ queryKey: ['devices', siteId], queryFn: () => readDevices(siteId) });

export const useDevices = (siteId: SiteId) => useQuery(ofSite(siteId));

/** Of many sites at once; what could not be read is left out. */
export const useDevicesOf = (siteIds: readonly SiteId[]) =>
  useQueries({ queries: siteIds.map(ofSite), combine: (results) => results.flatMap(({ data }) => data ?? []) });
