import { Router } from 'express';
import { z } from 'zod';
import {
  AccessChanged,
  AccessTable,
  AccessUndone,
  ChangeAccess,
  DenyMade,
  DenyViewing,
  ExportAccess,
  GiveGrant,
  GrantGiven,
  RestoreRight,
  RightChanged,
  WhyAnswer,
  WhyQuestion,
  WithdrawRight,
} from '../contract/access.ts';
import { AccessChangeId, DenyId, GrantId, GuardianshipId, SiteId } from '../contract/ids.ts';
import { askingUser } from '../platform/asking.ts';
import { parseBody, parseQuery, send } from '../platform/http.ts';
import type { AccessDeps } from './access-deps.ts';
import { readAccessTable } from './access-table.ts';
import { changeAccess, undoAccessChange } from './change-access.ts';
import { denyViewing, liftDeny } from './deny-viewing.ts';
import { exportAccess } from './export-access.ts';
import { giveGrant, withdrawGrant } from './give-grant.ts';
import { readWhy } from './read-why.ts';
import { restoreRight, withdrawRight } from './withdraw-right.ts';

const TableQuery = z.object({ siteId: SiteId });

/** Rights as administrators read and change them; each change answers with how many running views it ended. */
export function accessRoutes(deps: AccessDeps): Router {
  return Router()
    .get('/api/admin/access', async (req, res) => {
      const asking = askingUser(res);
      send(res, AccessTable, await readAccessTable(deps, asking, parseQuery(TableQuery, req).siteId));
    })
    .post('/api/admin/access/export', async (req, res) => {
      await exportAccess(deps, askingUser(res), parseBody(ExportAccess, req), res);
    })
    .get('/api/admin/access/why', async (req, res) => {
      send(res, WhyAnswer, await readWhy(deps, askingUser(res), parseQuery(WhyQuestion, req)));
    })
    .post('/api/admin/access/changes', async (req, res) => {
      send(res, AccessChanged, await changeAccess(deps, askingUser(res), parseBody(ChangeAccess, req)));
    })
    .post('/api/admin/access/changes/:id/undo', async (req, res) => {
      const id = AccessChangeId.parse(req.params.id);
      send(res, AccessUndone, await undoAccessChange(deps, askingUser(res), id));
    })
    .post('/api/admin/guardianships/:id/withdraw', async (req, res) => {
      const asking = askingUser(res);
      const endedViews = await withdrawRight(
        deps,
        asking,
        GuardianshipId.parse(req.params.id),
        parseBody(WithdrawRight, req),
      );
      send(res, RightChanged, { endedViews });
    })
    .post('/api/admin/guardianships/:id/restore', async (req, res) => {
      const asking = askingUser(res);
      const endedViews = await restoreRight(
        deps,
        asking,
        GuardianshipId.parse(req.params.id),
        parseBody(RestoreRight, req),
      );
      send(res, RightChanged, { endedViews });
    })
    .post('/api/admin/grants', async (req, res) => {
      const asking = askingUser(res);
      send(res, GrantGiven, await giveGrant(deps, asking, parseBody(GiveGrant, req)));
    })
    .delete('/api/admin/grants/:id', async (req, res) => {
      const asking = askingUser(res);
      send(res, RightChanged, { endedViews: await withdrawGrant(deps, asking, GrantId.parse(req.params.id)) });
    })
    .post('/api/admin/denies', async (req, res) => {
      const asking = askingUser(res);
      send(res, DenyMade, await denyViewing(deps, asking, parseBody(DenyViewing, req)));
    })
    .delete('/api/admin/denies/:id', async (req, res) => {
      const asking = askingUser(res);
      send(res, RightChanged, { endedViews: await liftDeny(deps, asking, DenyId.parse(req.params.id)) });
    });
}
