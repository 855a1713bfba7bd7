import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ChildId } from '#contract/ids.ts';
import { OwnMonth } from '#contract/own-month.ts';
import { request } from '../../shared/api.ts';
import { onTold } from '../../shared/socket.ts';

const KEY = 'own-month';
const isOfDays = (type: string) => type.startsWith('attendance:') || type.startsWith('notice:');

/** One child's month, read again whenever anything is recorded or said of it. */
export function useOwnMonth(childId: ChildId, month: string) {
  const client = useQueryClient();
  useEffect(() => {
    const reread = () => void client.invalidateQueries({ queryKey: [KEY, childId] });
    const stops = [onTold('event', ({ type }) => isOfDays(type) && reread()), onTold('hello', reread)];
    return () => stops.forEach((stop) => stop());
  }, [client, childId]);
  const path = `/api/attendance/own-month?${new URLSearchParams({ childId, month }).toString()}`;
  return useQuery({
    queryKey: [KEY, childId, month],
    queryFn: () => request(OwnMonth, 'GET', path),
    placeholderData: (before, query) => (query?.queryKey[1] === childId ? keepPreviousData(before) : undefined),
  });
}
