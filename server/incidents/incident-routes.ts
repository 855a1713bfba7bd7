import { Router } from 'express';
import { FlagIncident, IncidentRecorded, IncidentsQuery, OpenIncidents, WithdrawFlag } from '../contract/incidents.ts';
import { IncidentFile } from '../contract/incident-file.ts';
import { AcknowledgeIncident, TakeStep } from '../contract/incident-steps.ts';
import { IncidentId } from '../contract/ids.ts';
import { OwnIncidents } from '../contract/own-incidents.ts';
import { askingOf, askingUser } from '../platform/asking.ts';
import { parseBody, parseQuery, send } from '../platform/http.ts';
import { acknowledgeIncident } from './acknowledge-incident.ts';
import { flagIncident } from './flag-incident.ts';
import type { FlagDeps } from './incident-deps.ts';
import { readOwnIncidents } from './own-incidents.ts';
import { readFile } from './read-file.ts';
import { readOpen } from './read-open.ts';
import { takeStep } from './take-step.ts';
import { withdrawFlag } from './withdraw-flag.ts';

/** What happened in a room: two taps to flag it, and who looks after it. */
export function incidentRoutes(deps: FlagDeps): Router {
  return Router()
    .get('/api/incidents/open', async (req, res) => {
      send(res, OpenIncidents, await readOpen(deps, askingOf(res), parseQuery(IncidentsQuery, req)));
    })
    .get('/api/incidents/:incidentId', async (req, res) => {
      const incidentId = IncidentId.parse(req.params.incidentId);
      send(res, IncidentFile, await readFile(deps, askingOf(res), incidentId));
    })
    .post('/api/incidents', async (req, res) => {
      const asking = askingOf(res);
      send(res, IncidentRecorded, await flagIncident(deps, asking, parseBody(FlagIncident, req)));
    })
    .post('/api/incidents/:incidentId/steps', async (req, res) => {
      const asking = askingOf(res);
      const incidentId = IncidentId.parse(req.params.incidentId);
      send(res, IncidentRecorded, await takeStep(deps, asking, incidentId, parseBody(TakeStep, req)));
    })
    .get('/api/own-incidents', async (_req, res) => {
      send(res, OwnIncidents, await readOwnIncidents(deps, askingUser(res)));
    })
    .post('/api/own-incidents/:incidentId/acknowledgements', async (req, res) => {
      const incidentId = IncidentId.parse(req.params.incidentId);
      const asked = parseBody(AcknowledgeIncident, req);
      send(res, OwnIncidents, await acknowledgeIncident(deps, askingUser(res), incidentId, asked));
    })
    .post('/api/incidents/withdrawals', async (req, res) => {
      const asking = askingOf(res);
      send(res, IncidentRecorded, await withdrawFlag(deps, asking, parseBody(WithdrawFlag, req)));
    });
}
