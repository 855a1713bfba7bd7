import { Router } from 'express';
import {
  ExportRegister,
  IncidentTrends,
  RegisterFilter,
  RegisterPage,
  RegisterQuery,
} from '../contract/incident-register.ts';
import { askingUser } from '../platform/asking.ts';
import { isSent, parseBody, parseQuery, send } from '../platform/http.ts';
import { createFairTurns } from '../platform/turns.ts';
import { countTrends } from './count-trends.ts';
import { exportRegister } from './export-register.ts';
import type { RegisterDeps } from './register-deps.ts';
import { searchRegister } from './search-register.ts';

/** One that is made and one that waits. */
const MOST_OF_ONE = 2;
/** A file that nobody takes lies in memory: then the connection is closed. */
const SENT_WITHIN_MS = 60_000;

/** Every incident of the sites that somebody answers for: to be found again, counted and taken out. */
export function registerRoutes(deps: RegisterDeps): Router {
  const inTurn = createFairTurns(1, MOST_OF_ONE);
  return Router()
    .get('/api/admin/incident-register', async (req, res) => {
      send(res, RegisterPage, await searchRegister(deps, askingUser(res), parseQuery(RegisterQuery, req)));
    })
    .get('/api/admin/incident-register/trends', async (req, res) => {
      send(res, IncidentTrends, await countTrends(deps, askingUser(res), parseQuery(RegisterFilter, req)));
    })
    .post('/api/admin/incident-register/export', async (req, res) => {
      const asked = parseBody(ExportRegister, req);
      const asking = askingUser(res);
      const work = async () => {
        if (!res.closed) await exportRegister(deps, await deps.askAnew(asking), asked, res);
      };
      await inTurn(asking.userId, work, () => isSent(res, SENT_WITHIN_MS));
    });
}
