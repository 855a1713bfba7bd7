import { Router } from 'express';
import { z } from 'zod';
import { SessionId, SiteId, UserId } from '../contract/ids.ts';
import {
  LeaverSwept,
  PersonSecurity,
  PossibleLeaver,
  ResetSecondFactor,
  SurvivingRights,
  SweepLeaver,
} from '../contract/leaver.ts';
import { askingUser } from '../platform/asking.ts';
import { parseBody, parseQuery, send } from '../platform/http.ts';
import { readSurvivingRights } from './leaver-rights.ts';
import { sweepLeaver } from './leaver-sweep.ts';
import { listLeavers } from './leavers.ts';
import type { PeopleDeps } from './people-deps.ts';
import { endPersonSessions, readPersonSecurity, resetSecondFactor } from './person-security.ts';

const LeaversQuery = z.object({ siteId: SiteId.optional() });

/** Of a person's account: sign-ins, second factor, and the end of all rights; and who may have to go. */
export function leaverRoutes(deps: PeopleDeps): Router {
  const router = Router();
  router.use('/api/admin/people/:userId', security(deps), leaving(deps));
  router.get('/api/admin/leavers', async (req, res) => {
    const { siteId } = parseQuery(LeaversQuery, req);
    send(res, z.array(PossibleLeaver), await listLeavers(deps, askingUser(res), siteId));
  });
  return router;
}

const userOf = ({ params }: { params: Record<string, unknown> }): UserId => UserId.parse(params['userId']);

function security(deps: PeopleDeps): Router {
  return Router({ mergeParams: true })
    .get('/security', async (req, res) => {
      send(res, PersonSecurity, await readPersonSecurity(deps, askingUser(res), userOf(req)));
    })
    .delete('/sessions', async (req, res) => {
      await endPersonSessions(deps, askingUser(res), userOf(req), null);
      res.status(204).end();
    })
    .delete('/sessions/:sessionId', async (req, res) => {
      await endPersonSessions(deps, askingUser(res), userOf(req), SessionId.parse(req.params.sessionId));
      res.status(204).end();
    })
    .post('/second-factor/reset', async (req, res) => {
      await resetSecondFactor(deps, askingUser(res), userOf(req), parseBody(ResetSecondFactor, req).reason);
      res.status(204).end();
    });
}

function leaving(deps: PeopleDeps): Router {
  return Router({ mergeParams: true })
    .get('/leaving', async (req, res) => {
      send(res, SurvivingRights, await readSurvivingRights(deps, askingUser(res), userOf(req)));
    })
    .post('/leaving', async (req, res) => {
      const { reason } = parseBody(SweepLeaver, req);
      send(res, LeaverSwept, await sweepLeaver(deps, askingUser(res), userOf(req), reason));
    });
}
