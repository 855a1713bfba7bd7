import { useQueries, useQuery } from '@tanstack/react-query';
import type { SiteId } from '#contract/ids.ts';
import { readCameras } from './cameras-api.ts';

const ofSite = (siteId: SiteId) => ({ queryKey: ['cameras', siteId], queryFn: () => readCameras(siteId) });

export const useCameras = (siteId: SiteId) => useQuery(ofSite(siteId));

/** Of many sites at once; what could not be read is left out. */
export const useCamerasOf = (siteIds: readonly SiteId[]) =>
  useQueries({ queries: siteIds.map(ofSite), combine: (results) => results.flatMap(({ data }) => data ?? []) });
