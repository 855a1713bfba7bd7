import { Router } from 'express';
import { z } from 'zod';
import { AlertView } from '../contract/alerts.ts';
import { SiteId } from '../contract/ids.ts';
import { askingUser } from '../platform/asking.ts';
import type { Db } from '../platform/database.ts';
import { parseQuery, send } from '../platform/http.ts';
import { readAlerts } from './read-alerts.ts';

const AtSite = z.object({ siteId: SiteId.optional() });

/** GET /api/admin/alerts: what stands unanswered now, for the console. */
export function alertRoutes({ db }: { db: Db }): Router {
  return Router().get('/api/admin/alerts', async (req, res) => {
    const asking = askingUser(res);
    send(res, z.array(AlertView), (await readAlerts(db, asking, parseQuery(AtSite, req).siteId)) as never);
  });
}
