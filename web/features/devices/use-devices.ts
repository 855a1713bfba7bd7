import { useQueries, useQuery } from '@tanstack/react-query';
import type { SiteId } from '#contract/ids.ts';
import type { DeviceView } from '#contract/sign-in.ts';
import { readDevices } from './devices-api.ts';

const ofSite = (siteId: SiteId) => ({ queryKey: ['devices', siteId], queryFn: () => readDevices(siteId) });

export const useDevices = (siteId: SiteId) => useQuery(ofSite(siteId));

/** Of many sites at once; null until all of them are read. */
export const useDevicesOf = (siteIds: readonly SiteId[]) =>
  useQueries({ queries: siteIds.map(ofSite), combine: allRead });

const allRead = (results: { data: DeviceView[] | undefined }[]): DeviceView[] | null =>
  results.some(({ data }) => data === undefined) ? null : results.flatMap(({ data }) => data ?? []);
