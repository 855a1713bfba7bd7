import { useQuery } from '@tanstack/react-query';
import type { SiteId } from '#contract/ids.ts';
import { readClassrooms, readOrganizations, readSites } from './sites-api.ts';

export const useSites = () => useQuery({ queryKey: ['sites'], queryFn: readSites });

export const useClassrooms = (siteId: SiteId) =>
  useQuery({ queryKey: ['classrooms', siteId], queryFn: () => readClassrooms(siteId) });

export const useOrganizations = () => useQuery({ queryKey: ['organizations'], queryFn: readOrganizations });
