import { useQuery } from '@tanstack/react-query';
import type { SiteId } from '#contract/ids.ts';
import { readClassrooms, readOrganizations, readSites, readStrictTrial } from './sites-api.ts';

export const useSites = () => useQuery({ queryKey: ['sites'], queryFn: readSites });

export const useClassrooms = (siteId: SiteId) =>
  useQuery({ queryKey: ['classrooms', siteId], queryFn: () => readClassrooms(siteId) });

export const useOrganizations = () => useQuery({ queryKey: ['organizations'], queryFn: readOrganizations });

/** What the strict rule would close, counted when it is asked and with whatever happens meanwhile. */
export const useStrictTrial = (siteId: SiteId) =>
  useQuery({
    queryKey: ['sites', 'strict-trial', siteId],
    queryFn: () => readStrictTrial(siteId),
    gcTime: 0,
    staleTime: 0,
  });
