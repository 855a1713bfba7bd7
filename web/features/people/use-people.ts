import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { SiteId } from '#contract/ids.ts';
import { readChildren } from './children-api.ts';
import { readPeople } from './people-api.ts';

/** The last list stays while the next is typed for. */
export const usePeople = (siteId: SiteId, search: string) =>
  useQuery({
    queryKey: ['people', siteId, search],
    queryFn: () => readPeople(siteId, search),
    placeholderData: keepPreviousData,
  });

export const useChildren = (siteId: SiteId, search: string) =>
  useQuery({
    queryKey: ['children', siteId, search],
    queryFn: () => readChildren(siteId, search),
    placeholderData: keepPreviousData,
  });
