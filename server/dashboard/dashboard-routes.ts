import { Router } from 'express';
import { z } from 'zod';
import { Dashboard, DashboardQuery, Finding, FindQuery } from '../contract/dashboard.ts';
import { ViewId } from '../contract/ids.ts';
import { askingUser } from '../platform/asking.ts';
import { parseQuery, send } from '../platform/http.ts';
import { acknowledgeLook } from './acknowledge-look.ts';
import type { DashboardDeps } from './dashboard-deps.ts';
import { find } from './find.ts';
import { readDashboard } from './read-dashboard.ts';

/** The overview of all sites, what is found by its name in them, and what a second person says of a look that they were told of. */
export function dashboardRoutes(deps: DashboardDeps): Router {
  return Router()
    .get('/api/admin/dashboard', async (req, res) => {
      const { siteId } = parseQuery(DashboardQuery, req);
      send(res, Dashboard, await readDashboard(deps, askingUser(res), siteId));
    })
    .get('/api/admin/find', async (req, res) => {
      const { search } = parseQuery(FindQuery, req);
      send(res, z.array(Finding), await find(deps, askingUser(res), search));
    })
    .post('/api/admin/looks/:viewId/acknowledge', async (req, res) => {
      await acknowledgeLook(deps, askingUser(res), ViewId.parse(req.params.viewId));
      res.status(204).end();
    });
}
