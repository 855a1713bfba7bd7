import { Router } from 'express';
import { z } from 'zod';
import { listScopes } from '../access/roles.ts';
import { ClassroomId, type OrganizationId, SiteId } from '../contract/ids.ts';
import {
  AddClassroom,
  AddSite,
  ClassroomView,
  LiveViewSwitched,
  OrganizationView,
  SaveClassroom,
  SaveSite,
  SiteView,
  SwitchLiveView,
} from '../contract/people.ts';
import { type AskingUser, askingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { parseBody, parseQuery, send } from '../platform/http.ts';
import type { PeopleDeps } from './people-deps.ts';
import { organizationsIn } from './register-store.ts';
import { addClassroom, saveClassroom } from './save-classroom.ts';
import { addSite, saveSite, switchLiveView } from './save-site.ts';
import { readClassrooms, readSites } from './site-views.ts';

const AtSite = z.object({ siteId: SiteId.optional() });

/** Sites, classrooms and organizations of the administrators' console. */
export function siteRoutes(deps: PeopleDeps): Router {
  const router = Router();
  router.use('/api/admin/sites', sites(deps));
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
      await saveSite(deps, asking, siteId, parseBody(SaveSite, req));
      send(res, SiteView, await view(asking, siteId));
    })
    .post('/:siteId/live-view', async (req, res) => {
      const asking = askingUser(res);
      const siteId = SiteId.parse(req.params.siteId);
      const endedViews = await switchLiveView(deps, asking, siteId, parseBody(SwitchLiveView, req));
      send(res, LiveViewSwitched, { ...(await view(asking, siteId)), endedViews });
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
