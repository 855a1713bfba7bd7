import { Router } from 'express';
import { ExportMonth, MonthQuery, MonthView } from '../contract/month-sheets.ts';
import { askingUser, type AskingUser } from '../platform/asking.ts';
import { parseBody, parseQuery, send } from '../platform/http.ts';
import { createFairTurns } from '../platform/turns.ts';
import { exportMonth } from './export-month.ts';
import type { MonthDeps } from './read-days.ts';
import { viewMonth } from './view-month.ts';

/** One that is made and one that waits: a click too many is no fault, a pile of them would keep everybody else. */
const MOST_OF_ONE = 2;

type RouteDeps = MonthDeps & {
  /** Who waited may have lost what they asked by. @throws AppError 'not-signed-in' */
  askAnew: (asking: AskingUser) => Promise<AskingUser>;
};

/** A month's attendance, to look at and as a file. */
export function monthRoutes(deps: RouteDeps): Router {
  // On the first of a month everybody wants theirs: one file at a time is held in memory.
  const inTurn = createFairTurns(1, MOST_OF_ONE);
  return Router()
    .get('/api/admin/attendance/month', async (req, res) => {
      send(res, MonthView, await viewMonth(deps, askingUser(res), parseQuery(MonthQuery, req)));
    })
    .post('/api/admin/attendance/month/export', async (req, res) => {
      const asked = parseBody(ExportMonth, req);
      const asking = askingUser(res);
      await inTurn(asking.userId, async () => {
        if (!res.closed) await exportMonth(deps, await deps.askAnew(asking), asked, res);
      });
    });
}
