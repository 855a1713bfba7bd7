import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { HealthCase } from '#contract/health.ts';
import { onTold } from '../../shared/socket.ts';
import { readOwnHealth } from './health-api.ts';

const KEY = ['own-health'];

/** What is not closed yet. */
export function useOpenCases(): readonly HealthCase[] {
  const { data } = useOwnHealth();
  return data?.cases.filter(({ state }) => state === 'waiting' || state === 'answered') ?? [];
}

/** What was found at one's own children and is not closed, or is of today; read again whenever something is told of it. */
function useOwnHealth() {
  const client = useQueryClient();
  useEffect(() => {
    const reread = () => void client.invalidateQueries({ queryKey: KEY });
    const isOfMine = (type: string) => type.startsWith('health:') || type === 'access:changed';
    const stops = [onTold('event', ({ type }) => isOfMine(type) && reread()), onTold('hello', reread)];
    return () => stops.forEach((stop) => stop());
  }, [client]);
  return useQuery({ queryKey: KEY, queryFn: readOwnHealth });
}
