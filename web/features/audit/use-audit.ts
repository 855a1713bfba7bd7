import { useInfiniteQuery } from '@tanstack/react-query';
import type { SiteId } from '#contract/ids.ts';
import { readAudit } from './audit-api.ts';

const PAGE = 50;

/** Grows page by page, newest first. */
export const useAudit = (siteId: SiteId | null) =>
  useInfiniteQuery({
    queryKey: ['audit', siteId],
    queryFn: ({ pageParam }) => readAudit(siteId, pageParam, PAGE),
    initialPageParam: null as string | null,
    getNextPageParam: ({ before }) => before,
    staleTime: 0,
  });
