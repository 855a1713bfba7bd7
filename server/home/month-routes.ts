import { Router } from 'express';
import { OwnMonth, OwnMonthQuery } from '../contract/own-month.ts';
import { askingUser } from '../platform/asking.ts';
import { parseQuery, send } from '../platform/http.ts';
import { readOwnMonth, type MonthDeps } from './month.ts';

export function ownMonthRoutes(deps: MonthDeps): Router {
  return Router().get('/api/attendance/own-month', async (req, res) => {
    const asking = askingUser(res);
    send(res, OwnMonth, await readOwnMonth(deps, asking, parseQuery(OwnMonthQuery, req)));
  });
}
