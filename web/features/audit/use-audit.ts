import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type AuditSearch, type NamesSearch, readAudit, readAuditChain, readAuditNames } from './audit-api.ts';

const PAGE = 50;

/** Grows page by page, newest first. */
export const useAudit = (search: AuditSearch) =>
  useInfiniteQuery({
    queryKey: ['audit', search],
    queryFn: ({ pageParam }) => readAudit(search, pageParam, PAGE),
    initialPageParam: null as string | null,
    getNextPageParam: ({ before }) => before,
    staleTime: 0,
  });

/** @param enabled false: not asked yet */
export const useAuditNames = (search: NamesSearch, enabled: boolean) =>
  useQuery({
    queryKey: ['audit-names', search],
    queryFn: () => readAuditNames(search),
    placeholderData: keepPreviousData,
    enabled,
  });

export const useAuditChain = () => useQuery({ queryKey: ['audit-chain'], queryFn: readAuditChain, staleTime: 0 });
