import { Router } from 'express';
import { z } from 'zod';
import { AddFollowUp, ChecksRecorded, OwnHealth, RecordChecks, RoomHealth } from '../contract/health.ts';
import { ClassroomId, HealthCheckId } from '../contract/ids.ts';
import { askingOf, askingUser } from '../platform/asking.ts';
import { parseBody, parseQuery, send } from '../platform/http.ts';
import { addFollowUp } from './add-follow-up.ts';
import type { HealthDeps } from './health-deps.ts';
import { readOwnHealth, readRoomHealth } from './read-health.ts';
import { recordChecks } from './record-checks.ts';

const RoomQuery = z.object({ classroomId: ClassroomId.optional() });

/** 晨午检: what the room records, and what family and room do about what was found. */
export function childHealthRoutes(deps: HealthDeps): Router {
  const router = Router()
    .get('/room', async (req, res) => {
      const asking = askingOf(res);
      send(res, RoomHealth, await readRoomHealth(deps, asking, parseQuery(RoomQuery, req).classroomId ?? null));
    })
    .get('/own', async (_req, res) => {
      send(res, OwnHealth, await readOwnHealth(deps, askingUser(res)));
    })
    .post('/checks', async (req, res) => {
      const asking = askingOf(res);
      send(res, ChecksRecorded, { recorded: await recordChecks(deps, asking, parseBody(RecordChecks, req).checks) });
    })
    .post('/checks/:checkId/follow-ups', async (req, res) => {
      const asking = askingOf(res);
      const checkId = HealthCheckId.parse(req.params.checkId);
      const input = parseBody(AddFollowUp, req);
      await deps.spendWord(asking);
      await addFollowUp(deps, asking, checkId, input);
      res.status(204).end();
    });
  return Router().use('/api/health', router);
}
