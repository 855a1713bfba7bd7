import { Router } from 'express';
import { ExportMonth, MonthQuery, MonthView } from '../contract/month-sheets.ts';
import { askingUser } from '../platform/asking.ts';
import { parseBody, parseQuery, send } from '../platform/http.ts';
import { exportMonth } from './export-month.ts';
import type { MonthDeps } from './read-days.ts';
import { viewMonth } from './view-month.ts';

/** A month's attendance, to look at and as a file. */
export function monthRoutes(deps: MonthDeps): Router {
  return Router()
    .get('/api/admin/attendance/month', async (req, res) => {
      send(res, MonthView, await viewMonth(deps, askingUser(res), parseQuery(MonthQuery, req)));
    })
    .post('/api/admin/attendance/month/export', async (req, res) => {
      await exportMonth(deps, askingUser(res), parseBody(ExportMonth, req), res);
    });
}
