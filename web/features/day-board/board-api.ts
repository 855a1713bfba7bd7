import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { AttendanceRecorded, type CorrectAttendance } from '#contract/attendance.ts';
import { ChildDayView, DayBoard } from '#contract/day-board.ts';
import type { ChildId, SiteId } from '#contract/ids.ts';
import { request } from '../../shared/api.ts';

const asked = (query: Record<string, string>): string => new URLSearchParams(query).toString();

/** What no event tells: a session that begins or ends, a day that is over. */
const REREAD_MS = 60_000;

export const useBoard = (siteId: SiteId, day: string) =>
  useQuery({
    queryKey: ['attendance-day', siteId, day],
    queryFn: () => request(DayBoard, 'GET', `/api/admin/attendance/day?${asked({ siteId, day })}`),
    refetchInterval: REREAD_MS,
  });

export const useChildDay = (childId: ChildId, day: string) =>
  useQuery({
    queryKey: ['attendance-child', childId, day],
    queryFn: () => request(ChildDayView, 'GET', `/api/admin/attendance/child-day?${asked({ childId, day })}`),
  });

/** Says what really was; what was recorded stays beside it. */
export const correct = (correction: z.input<typeof CorrectAttendance>) =>
  request(AttendanceRecorded, 'POST', '/api/attendance/corrections', correction);
