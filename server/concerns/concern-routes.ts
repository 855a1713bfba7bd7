import { Router } from 'express';
import {
  ConcernChoices,
  ConcernFile,
  ConcernReceipt,
  Concerns,
  ConcernsQuery,
  ConcernStepTaken,
  OwnConcerns,
  ReportConcern,
  TakeConcernStep,
} from '../contract/concerns.ts';
import { ConcernId } from '../contract/ids.ts';
import { askingOf, askingUser } from '../platform/asking.ts';
import { parseBody, parseQuery, send } from '../platform/http.ts';
import { readChoices } from './choices.ts';
import type { ConcernDeps } from './concern-deps.ts';
import { readOwnConcerns } from './own-concerns.ts';
import { readConcern } from './read-concern.ts';
import { readConcerns } from './read-concerns.ts';
import { reportConcern } from './report-concern.ts';
import { takeStep } from './take-step.ts';

/** Reports of suspected abuse: who makes one, and the few who look into it. */
export function concernRoutes(deps: ConcernDeps): Router {
  return Router()
    .get('/api/concerns/choices', async (_req, res) => {
      send(res, ConcernChoices, await readChoices(deps, askingOf(res)));
    })
    .post('/api/concerns', async (req, res) => {
      const asking = askingOf(res);
      send(res, ConcernReceipt, await reportConcern(deps, asking, parseBody(ReportConcern, req)));
    })
    .get('/api/own-concerns', async (_req, res) => {
      send(res, OwnConcerns, await readOwnConcerns(deps, askingUser(res)));
    })
    .get('/api/admin/concerns', async (req, res) => {
      send(res, Concerns, await readConcerns(deps, askingUser(res), parseQuery(ConcernsQuery, req)));
    })
    .get('/api/admin/concerns/:concernId', async (req, res) => {
      const concernId = ConcernId.parse(req.params.concernId);
      send(res, ConcernFile, await readConcern(deps, askingUser(res), concernId));
    })
    .post('/api/admin/concerns/:concernId/steps', async (req, res) => {
      const asking = askingUser(res);
      const concernId = ConcernId.parse(req.params.concernId);
      send(res, ConcernStepTaken, await takeStep(deps, asking, concernId, parseBody(TakeConcernStep, req)));
    });
}
