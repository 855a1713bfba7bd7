import { useQueries, useQuery } from '@tanstack/react-query';
import type { SiteId } from '#contract/ids.ts';
import type { ClassroomView } from '#contract/people.ts';
import { readClassrooms, readOrganizations, readSites } from './sites-api.ts';

export const useSites = () => useQuery({ queryKey: ['sites'], queryFn: readSites });

const roomsOf = (siteId: SiteId) => ({ queryKey: ['classrooms', siteId], queryFn: () => readClassrooms(siteId) });

export const useClassrooms = (siteId: SiteId) => useQuery(roomsOf(siteId));

/** Of many sites at once; null until all of them are read. */
export const useClassroomsOf = (siteIds: readonly SiteId[]) =>
  useQueries({ queries: siteIds.map(roomsOf), combine: allRead });

const allRead = (results: { data: ClassroomView[] | undefined }[]): ClassroomView[] | null =>
  results.some(({ data }) => data === undefined) ? null : results.flatMap(({ data }) => data ?? []);

export const useOrganizations = () => useQuery({ queryKey: ['organizations'], queryFn: readOrganizations });
