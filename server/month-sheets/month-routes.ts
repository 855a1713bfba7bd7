import { Router } from 'express';
import { ExportMonth, MonthQuery, MonthView } from '../contract/month-sheets.ts';
import { askingUser } from '../platform/asking.ts';
import { isSent, parseBody, parseQuery, send } from '../platform/http.ts';
import { createFairTurns } from '../platform/turns.ts';
import { exportMonth, type ExportDeps } from './export-month.ts';
import { viewMonth } from './view-month.ts';

/** One that is made and one that waits: a click too many is no fault, a pile of them would keep everybody else. */
const MOST_OF_ONE = 2;
/** A file that nobody takes lies in memory: then the connection is closed. */
const SENT_WITHIN_MS = 60_000;

/** A month's attendance, to look at and as a file. */
export function monthRoutes(deps: ExportDeps): Router {
  // On the first of a month everybody wants theirs: one file at a time is held in memory.
  const inTurn = createFairTurns(1, MOST_OF_ONE);
  return Router()
    .get('/api/admin/attendance/month', async (req, res) => {
      send(res, MonthView, await viewMonth(deps, askingUser(res), parseQuery(MonthQuery, req)));
    })
    .post('/api/admin/attendance/month/export', async (req, res) => {
      const asked = parseBody(ExportMonth, req);
      const asking = askingUser(res);
      const work = async () => {
        if (!res.closed) await exportMonth(deps, await deps.askAnew(asking), asked, res);
      };
      await inTurn(asking.userId, work, () => isSent(res, SENT_WITHIN_MS));
    });
}
