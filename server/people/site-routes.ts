import { Router } from 'express';
import { z } from 'zod';
import { listScopes } from '../access/roles.ts';
import { CloseDays, ClosedDay, DayRange, DaysClosed } from '../contract/closed-days.ts';
import { ClassroomId, type OrganizationId, SiteId } from '../contract/ids.ts';
import { LiveViewSwitch } from '../contract/live-view-record.ts';
import {
  AddClassroom,
  AddSite,
  ClassroomView,
  LiveViewSwitched,
  OrganizationView,
  SaveClassroom,
  SaveSite,
  SiteSaved,
  SiteView,
  SwitchLiveView,
} from '../contract/people.ts';
import { StrictTrial } from '../contract/strict-trial.ts';
import { type AskingUser, askingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { parseBody, parseQuery, send } from '../platform/http.ts';
import { readClassrooms } from './classroom-views.ts';
import { closeDays, openDays, readClosedDays } from './close-days.ts';
import { readLiveViewRecord } from './live-view-record.ts';
import type { PeopleDeps } from './people-deps.ts';
import { organizationsIn } from './register-store.ts';
import { addClassroom, saveClassroom } from './save-classroom.ts';
import { addSite, saveSite, switchLiveView } from './save-site.ts';
import { readSites } from './site-views.ts';
import { tryStrict } from './strict-trial.ts';

const AtSite = z.object({ siteId: SiteId.optional() });

/** Sites, classrooms and organizations of the administrators' console. */
export function siteRoutes(deps: PeopleDeps): Router {
  const router = Router();
  router.use('/api/admin/sites', sites(deps), ofOneSite(deps));
  router.use('/api/admin/classrooms', classrooms(deps));
  router.get('/api/admin/organizations', async (_req, res) => {
    const rows = await organizationsIn(deps.db, listScopes(askingUser(res), 'sites:read'));
    send(
      res,
      z.array(OrganizationView),
      rows.map((row) => ({ ...row, organizationId: row.id as OrganizationId })),
    );
  });
  return router;
}

function sites(deps: PeopleDeps): Router {
  const view = async (asking: AskingUser, siteId: SiteId) =>
    theOne(await readSites(deps, listScopes(asking, 'sites:read'), siteId));
  return Router()
    .get('/', async (_req, res) => {
      send(res, z.array(SiteView), await readSites(deps, listScopes(askingUser(res), 'sites:read')));
    })
    .post('/', async (req, res) => {
      const asking = askingUser(res);
      const { operatorId, ...fields } = parseBody(AddSite, req);
      send(res, SiteView, await view(asking, await addSite(deps, asking, operatorId, fields)));
    })
    .put('/:siteId', async (req, res) => {
      const asking = askingUser(res);
      const siteId = SiteId.parse(req.params.siteId);
      const endedViews = await saveSite(deps, asking, siteId, parseBody(SaveSite, req));
      send(res, SiteSaved, { ...(await view(asking, siteId)), endedViews });
    })
    .post('/:siteId/live-view', async (req, res) => {
      const asking = askingUser(res);
      const siteId = SiteId.parse(req.params.siteId);
      const endedViews = await switchLiveView(deps, asking, siteId, parseBody(SwitchLiveView, req));
      send(res, LiveViewSwitched, { ...(await view(asking, siteId)), endedViews });
    });
}

function ofOneSite(deps: PeopleDeps): Router {
  return Router()
    .get('/:siteId/strict-trial', async (req, res) => {
      send(res, StrictTrial, await tryStrict(deps, askingUser(res), SiteId.parse(req.params.siteId)));
    })
    .get('/:siteId/live-view', async (req, res) => {
      const record = await readLiveViewRecord(deps, askingUser(res), SiteId.parse(req.params.siteId));
      send(res, z.array(LiveViewSwitch), record);
    })
    .get('/:siteId/closed-days', async (req, res) => {
      send(res, z.array(ClosedDay), await readClosedDays(deps, askingUser(res), SiteId.parse(req.params.siteId)));
    })
    .post('/:siteId/closed-days', async (req, res) => {
      const siteId = SiteId.parse(req.params.siteId);
      send(res, DaysClosed, await closeDays(deps, askingUser(res), siteId, parseBody(CloseDays, req)));
    })
    .delete('/:siteId/closed-days', async (req, res) => {
      const siteId = SiteId.parse(req.params.siteId);
      send(res, DaysClosed, await openDays(deps, askingUser(res), siteId, parseQuery(DayRange, req)));
    });
}

function classrooms(deps: PeopleDeps): Router {
  const view = async (asking: AskingUser, classroomId: ClassroomId) =>
    theOne(await readClassrooms(deps, listScopes(asking, 'sites:read'), { classroomId }));
  return Router()
    .get('/', async (req, res) => {
      const scopes = listScopes(askingUser(res), 'sites:read');
      send(res, z.array(ClassroomView), await readClassrooms(deps, scopes, parseQuery(AtSite, req)));
    })
    .post('/', async (req, res) => {
      const asking = askingUser(res);
      const { siteId, ...fields } = parseBody(AddClassroom, req);
      send(res, ClassroomView, await view(asking, await addClassroom(deps, asking, siteId, fields)));
    })
    .put('/:classroomId', async (req, res) => {
      const asking = askingUser(res);
      const classroomId = ClassroomId.parse(req.params.classroomId);
      await saveClassroom(deps, asking, classroomId, parseBody(SaveClassroom, req));
      send(res, ClassroomView, await view(asking, classroomId));
    });
}

function theOne<T>(views: T[]): T {
  const [view] = views;
  if (view === undefined) throw new AppError('not-found');
  return view;
}
