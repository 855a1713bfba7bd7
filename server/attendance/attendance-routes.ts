import { Router } from 'express';
import { z } from 'zod';
import {
  AttendanceRecorded,
  BulkArrival,
  BulkRecorded,
  CheckIn,
  CheckOut,
  CorrectAttendance,
  Room,
  Transfer,
  UndoAttendance,
} from '../contract/attendance.ts';
import { ClassroomId } from '../contract/ids.ts';
import { askingOf } from '../platform/asking.ts';
import { parseBody, parseQuery, send } from '../platform/http.ts';
import type { AttendanceDeps } from './attendance-deps.ts';
import { checkIn, checkInAll } from './check-in.ts';
import { checkOut } from './check-out.ts';
import { correctAttendance } from './correct-attendance.ts';
import { readRoom } from './room.ts';
import { transfer } from './transfer.ts';
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
    .post('/api/attendance/arrivals', async (req, res) => {
      const asking = askingOf(res);
      send(res, BulkRecorded, await checkInAll(deps, asking, parseBody(BulkArrival, req)));
    })
    .post('/api/attendance/transfers', async (req, res) => {
      const asking = askingOf(res);
      send(res, AttendanceRecorded, await transfer(deps, asking, parseBody(Transfer, req)));
    })
    .post('/api/attendance/corrections', async (req, res) => {
      const asking = askingOf(res);
      send(res, AttendanceRecorded, await correctAttendance(deps, asking, parseBody(CorrectAttendance, req)));
    })
    .post('/api/attendance/undos', async (req, res) => {
      const asking = askingOf(res);
      send(res, AttendanceRecorded, await undoAttendance(deps, asking, parseBody(UndoAttendance, req)));
    });
}
