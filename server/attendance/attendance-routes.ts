import { Router } from 'express';
import { z } from 'zod';
import { AttendanceRecorded, CheckIn, CheckOut, Room, UndoAttendance } from '../contract/attendance.ts';
import { ClassroomId } from '../contract/ids.ts';
import { askingOf } from '../platform/asking.ts';
import { parseBody, parseQuery, send } from '../platform/http.ts';
import type { AttendanceDeps } from './change-day.ts';
import { checkIn } from './check-in.ts';
import { checkOut } from './check-out.ts';
import { readRoom } from './room.ts';
import { undoAttendance } from './undo-attendance.ts';

const RoomQuery = z.object({ classroomId: ClassroomId.optional() });

/** GET /api/room and POST /api/attendance/…, for a room's tablet and its staff. */
export function attendanceRoutes(deps: AttendanceDeps): Router {
  return Router()
    .get('/api/room', async (req, res) => {
      const asking = askingOf(res);
      send(res, Room, await readRoom(deps, asking, parseQuery(RoomQuery, req).classroomId ?? null));
    })
    .post('/api/attendance/check-ins', async (req, res) => {
      const asking = askingOf(res);
      send(res, AttendanceRecorded, await checkIn(deps, asking, parseBody(CheckIn, req)));
    })
    .post('/api/attendance/check-outs', async (req, res) => {
      const asking = askingOf(res);
      send(res, AttendanceRecorded, await checkOut(deps, asking, parseBody(CheckOut, req)));
    })
    .post('/api/attendance/undos', async (req, res) => {
      const asking = askingOf(res);
      send(res, AttendanceRecorded, await undoAttendance(deps, asking, parseBody(UndoAttendance, req)));
    });
}
