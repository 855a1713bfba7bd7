import { Router } from 'express';
import { z } from 'zod';
import { requirePermission } from '../access/roles.ts';
import { ClassroomId, SiteId, StaffShiftId } from '../contract/ids.ts';
import {
  AddShifts,
  CorrectStaffEvent,
  ExportStaffDays,
  HistoryQuery,
  RecordStaffEvent,
  RoomHistory,
  SaveShift,
  ShiftView,
  StaffDayQuery,
  StaffDayView,
  StaffRecorded,
  StaffRoom,
  UndoStaffEvent,
} from '../contract/staffing.ts';
import { type AskingUser, askingOf, askingUser } from '../platform/asking.ts';
import { localDay } from '../platform/calendar.ts';
import { parseBody, parseQuery, send } from '../platform/http.ts';
import { correctStaffEvent } from './correct-staff-event.ts';
import { exportStaffDays } from './export-staff-days.ts';
import { readHistory } from './read-history.ts';
import { readStaffDay } from './read-staff-days.ts';
import { readStaffRoom } from './read-staff-room.ts';
import { recordStaffEvent } from './record-staff-event.ts';
import { addShifts, removeShift, saveShift } from './save-shift.ts';
import { shiftsOfSite } from './shifts-store.ts';
import { placeOfSite } from './staff-store.ts';
import type { StaffingDeps } from './staffing-deps.ts';
import { undoStaffEvent } from './undo-staff-event.ts';

const AtRoom = z.object({ classroomId: ClassroomId.optional() });
const AtSite = z.object({ siteId: SiteId });

/** Staff attendance on tablets and in the console, how many children each has now, and what was planned. */
export function staffingRoutes(deps: StaffingDeps): Router {
  const router = Router()
    .get('/api/staffing/room', async (req, res) => {
      send(res, StaffRoom, await readStaffRoom(deps, askingOf(res), parseQuery(AtRoom, req).classroomId));
    })
    .post('/api/staffing/events', async (req, res) => {
      const asking = askingOf(res);
      send(res, StaffRecorded, await recordStaffEvent(deps, asking, parseBody(RecordStaffEvent, req)));
    })
    .post('/api/staffing/undos', async (req, res) => {
      const asking = askingOf(res);
      send(res, StaffRecorded, await undoStaffEvent(deps, asking, parseBody(UndoStaffEvent, req)));
    })
    .post('/api/staffing/corrections', async (req, res) => {
      const asking = askingOf(res);
      send(res, StaffRecorded, await correctStaffEvent(deps, asking, parseBody(CorrectStaffEvent, req)));
    })
    .get('/api/staffing/history', async (req, res) => {
      send(res, RoomHistory, await readHistory(deps, askingUser(res), parseQuery(HistoryQuery, req)));
    });
  return router.use('/api/admin/staffing', adminRoutes(deps));
}

function adminRoutes(deps: StaffingDeps): Router {
  return Router()
    .get('/day', async (req, res) => {
      send(res, StaffDayView, await readStaffDay(deps, askingUser(res), parseQuery(StaffDayQuery, req)));
    })
    .post('/export', async (req, res) => {
      const csv = await exportStaffDays(deps, askingUser(res), parseBody(ExportStaffDays, req));
      res.setHeader('content-disposition', 'attachment; filename="staff-days.csv"');
      res.type('text/csv; charset=utf-8').send(csv);
    })
    .get('/shifts', async (req, res) => {
      const { siteId } = parseQuery(AtSite, req);
      send(res, z.array(ShiftView), await readShifts(deps, askingUser(res), siteId));
    })
    .post('/shifts', async (req, res) => {
      await addShifts(deps, askingUser(res), parseBody(AddShifts, req));
      res.status(204).end();
    })
    .put('/shifts/:shiftId', async (req, res) => {
      await saveShift(deps, askingUser(res), StaffShiftId.parse(req.params.shiftId), parseBody(SaveShift, req));
      res.status(204).end();
    })
    .delete('/shifts/:shiftId', async (req, res) => {
      await removeShift(deps, askingUser(res), StaffShiftId.parse(req.params.shiftId));
      res.status(204).end();
    });
}

async function readShifts({ db, now }: StaffingDeps, asking: AskingUser, siteId: SiteId) {
  const place = await placeOfSite(db, siteId);
  requirePermission(asking, 'staffing:read', place);
  return shiftsOfSite(db, siteId, localDay(now(), place.timeZone));
}
