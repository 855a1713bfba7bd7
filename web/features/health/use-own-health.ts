import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { HealthCase } from '#contract/health.ts';
import { onTold } from '../../shared/socket.ts';
import { changesHealth } from './changes-health.ts';
import { readOwnHealth } from './health-api.ts';

const KEY = ['own-health'];

/** What the family still has to know: what is open, and for the rest of its day what ended because the child was fetched. */
export function useOwnCases(): readonly HealthCase[] {
  const { data } = useOwnHealth();
  return data?.cases.filter((each) => isOpen(each) || wasSentHome(each)) ?? [];
}

const isOpen = ({ state }: HealthCase): boolean => state === 'waiting' || state === 'answered';
const wasSentHome = ({ state, fetchedAt, followUps }: HealthCase): boolean =>
  state === 'closed' && fetchedAt !== null && !followUps.some(({ kind }) => kind === 'closed');

/** What was found at one's own children and is not closed, or is of today; read again whenever something is told of it. */
function useOwnHealth() {
  const client = useQueryClient();
  useEffect(() => {
    const reread = () => void client.invalidateQueries({ queryKey: KEY });
    const isOfMine = (type: string) => changesHealth(type) || type === 'access:changed';
    const stops = [onTold('event', ({ type }) => isOfMine(type) && reread()), onTold('hello', reread)];
    return () => stops.forEach((stop) => stop());
  }, [client]);
  return useQuery({ queryKey: KEY, queryFn: readOwnHealth });
}
