import { Router } from 'express';
import { ExportMonth, MonthQuery, MonthView } from '../contract/month-sheets.ts';
import { askingUser } from '../platform/asking.ts';
import { parseBody, parseQuery, send } from '../platform/http.ts';
import { createTurns } from '../platform/turns.ts';
import { exportMonth } from './export-month.ts';
import type { MonthDeps } from './read-days.ts';
import { viewMonth } from './view-month.ts';

/** A month's attendance, to look at and as a file. */
export function monthRoutes(deps: MonthDeps): Router {
  // On the first of a month everybody wants theirs: one file at a time is held in memory.
  const inTurn = createTurns(1);
  return Router()
    .get('/api/admin/attendance/month', async (req, res) => {
      send(res, MonthView, await viewMonth(deps, askingUser(res), parseQuery(MonthQuery, req)));
    })
    .post('/api/admin/attendance/month/export', async (req, res) => {
      const asked = parseBody(ExportMonth, req);
      await inTurn(async () => {
        if (!res.closed) await exportMonth(deps, askingUser(res), asked, res);
      });
    });
}
