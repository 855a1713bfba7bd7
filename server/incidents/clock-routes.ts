import { Router } from 'express';
import { IncidentClocks } from '../contract/incident-clocks.ts';
import { SiteId } from '../contract/ids.ts';
import { askingUser } from '../platform/asking.ts';
import { parseBody, send } from '../platform/http.ts';
import type { IncidentDeps } from './incident-deps.ts';
import { readClocks, saveClocks } from './save-clocks.ts';

/** How long each thing about an incident may take at a site. */
export function incidentClockRoutes(deps: IncidentDeps): Router {
  return Router()
    .get('/api/admin/sites/:siteId/incident-clocks', async (req, res) => {
      const siteId = SiteId.parse(req.params.siteId);
      send(res, IncidentClocks, await readClocks(deps, askingUser(res), siteId));
    })
    .put('/api/admin/sites/:siteId/incident-clocks', async (req, res) => {
      const siteId = SiteId.parse(req.params.siteId);
      const clocks = parseBody(IncidentClocks, req);
      send(res, IncidentClocks, await saveClocks(deps, askingUser(res), siteId, clocks));
    });
}
