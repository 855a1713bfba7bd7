import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { findByName, readDashboard } from './dashboard-api.ts';

/** What no event tells: a consent that ends, a role that ends, a minute that passes. */
const REREAD_MS = 60_000;

export const useDashboard = () =>
  useQuery({ queryKey: ['dashboard'], queryFn: readDashboard, refetchInterval: REREAD_MS });

/** The last list stays while the next is typed for; nothing typed finds nothing. */
export const useFindings = (search: string) =>
  useQuery({
    queryKey: ['find', search],
    queryFn: () => findByName(search),
    placeholderData: keepPreviousData,
    enabled: search !== '',
  });
