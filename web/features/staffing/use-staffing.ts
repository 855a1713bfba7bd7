import { useQuery } from '@tanstack/react-query';
import type { ClassroomId, SiteId } from '#contract/ids.ts';
import { readHistory, readShifts, readStaffDay } from './staffing-api.ts';

/** A day that goes on changes without an event, too: somebody becomes late. */
const REREAD_MS = 60_000;

/** Keys begin with `staffing`, which the console reads anew after each record. */
export const useStaffDay = (siteId: SiteId, day: string) =>
  useQuery({
    queryKey: ['staffing', 'day', siteId, day],
    queryFn: () => readStaffDay(siteId, day),
    refetchInterval: REREAD_MS,
  });

export const useRoomHistory = (classroomId: ClassroomId, day: string) =>
  useQuery({
    queryKey: ['staffing', 'history', classroomId, day],
    queryFn: () => readHistory(classroomId, day),
    refetchInterval: REREAD_MS,
  });

export const useShifts = (siteId: SiteId) =>
  useQuery({ queryKey: ['staffing', 'shifts', siteId], queryFn: () => readShifts(siteId) });
