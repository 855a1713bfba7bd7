import { z } from 'zod';
import type { ClassroomId, SiteId, StaffShiftId } from '#contract/ids.ts';
import {
  type AddShifts,
  type CorrectStaffEvent,
  type ExportStaffDays,
  type RecordStaffEvent,
  RoomHistory,
  type SaveShift,
  ShiftView,
  StaffDayView,
  StaffRecorded,
  StaffRoom,
  type UndoStaffEvent,
} from '#contract/staffing.ts';
import { Nothing, request, requestExport } from '../../shared/api.ts';

/** @param classroomId for staff on their own browser; null on a tablet, which knows its room. */
export const readStaffRoom = (classroomId: ClassroomId | null): Promise<StaffRoom> =>
  request(StaffRoom, 'GET', `/api/staffing/room${classroomId === null ? '' : `?classroomId=${classroomId}`}`);

/** @throws ProblemError 'wrong-pin', 'too-many-tries', 'not-on-duty', 'already-so' */
export const recordStaffEvent = (record: RecordStaffEvent): Promise<StaffRecorded> =>
  request(StaffRecorded, 'POST', '/api/staffing/events', record);

export const undoStaffEvent = (undo: UndoStaffEvent): Promise<StaffRecorded> =>
  request(StaffRecorded, 'POST', '/api/staffing/undos', undo);

export const correctStaffEvent = (correction: z.input<typeof CorrectStaffEvent>): Promise<StaffRecorded> =>
  request(StaffRecorded, 'POST', '/api/staffing/corrections', correction);

export const readHistory = (classroomId: ClassroomId, day: string): Promise<RoomHistory> =>
  request(RoomHistory, 'GET', `/api/staffing/history?classroomId=${classroomId}&day=${day}`);

export const readStaffDay = (siteId: SiteId, day: string): Promise<StaffDayView> =>
  request(StaffDayView, 'GET', `/api/admin/staffing/day?siteId=${siteId}&day=${day}`);

export const readShifts = (siteId: SiteId): Promise<ShiftView[]> =>
  request(z.array(ShiftView), 'GET', `/api/admin/staffing/shifts?siteId=${siteId}`);

export const addShifts = (shifts: z.input<typeof AddShifts>) =>
  request(Nothing, 'POST', '/api/admin/staffing/shifts', shifts);

export const saveShift = (shiftId: StaffShiftId, shift: z.input<typeof SaveShift>) =>
  request(Nothing, 'PUT', `/api/admin/staffing/shifts/${shiftId}`, shift);

export const endShift = (shiftId: StaffShiftId) => request(Nothing, 'DELETE', `/api/admin/staffing/shifts/${shiftId}`);

export const exportStaffDays = (range: z.input<typeof ExportStaffDays>) =>
  requestExport('/api/admin/staffing/export', range);
