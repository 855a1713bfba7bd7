import { Router } from 'express';
import { z } from 'zod';
import { listScopes } from '../access/roles.ts';
import { ChildId, GuardianshipId } from '../contract/ids.ts';
import {
  AddChild,
  ChildSaved,
  ChildView,
  ConsentRecorded,
  EndEnrolment,
  EnrolmentEnded,
  GuardianUnlinked,
  LinkGuardian,
  RecordConsent,
  SaveChild,
  UnlinkGuardian,
} from '../contract/people.ts';
import { type AskingUser, askingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { parseBody, parseQuery, send } from '../platform/http.ts';
import { addChild } from './add-child.ts';
import { readChildren } from './child-views.ts';
import type { ChildFilter } from './children-store.ts';
import { endEnrolment } from './end-enrolment.ts';
import { linkGuardian } from './link-guardian.ts';
import type { PeopleDeps } from './people-deps.ts';
import { ListQuery } from './person-routes.ts';
import { recordChildConsent } from './record-consent.ts';
import { saveChild } from './save-child.ts';
import { unlinkGuardian } from './unlink-guardian.ts';

/** Children of the administrators' console: enrolment, guardians, consents. */
export function childRoutes(deps: PeopleDeps): Router {
  const view = async (
    asking: AskingUser,
    childId: ChildId,
    more: Pick<ChildFilter, 'hasLeft'> = {},
  ): Promise<z.input<typeof ChildView>> => {
    const [child] = await readChildren(deps, listScopes(asking, 'families:read'), { childId, ...more });
    if (!child) throw new AppError('not-found');
    return child;
  };
  const router = Router()
    .get('/', async (req, res) => {
      const scopes = listScopes(askingUser(res), 'families:read');
      send(res, z.array(ChildView), await readChildren(deps, scopes, parseQuery(ListQuery, req)));
    })
    .post('/', async (req, res) => {
      const asking = askingUser(res);
      send(res, ChildView, await view(asking, await addChild(deps, asking, parseBody(AddChild, req))));
    })
    .put('/:childId', async (req, res) => {
      const asking = askingUser(res);
      const childId = ChildId.parse(req.params.childId);
      const endedViews = await saveChild(deps, asking, childId, parseBody(SaveChild, req));
      send(res, ChildSaved, { ...(await view(asking, childId)), endedViews });
    })
    .post('/:childId/guardians', async (req, res) => {
      const asking = askingUser(res);
      const childId = ChildId.parse(req.params.childId);
      await linkGuardian(deps, asking, childId, parseBody(LinkGuardian, req));
      send(res, ChildView, await view(asking, childId));
    })
    .post('/:childId/guardians/:guardianshipId/unlink', async (req, res) => {
      const asking = askingUser(res);
      const childId = ChildId.parse(req.params.childId);
      const link = { childId, guardianshipId: GuardianshipId.parse(req.params.guardianshipId) };
      const endedViews = await unlinkGuardian(deps, asking, link, parseBody(UnlinkGuardian, req).reason);
      send(res, GuardianUnlinked, { ...(await view(asking, childId)), endedViews });
    })
    .post('/:childId/consents', async (req, res) => {
      const asking = askingUser(res);
      const childId = ChildId.parse(req.params.childId);
      const endedViews = await recordChildConsent(deps, asking, childId, parseBody(RecordConsent, req));
      send(res, ConsentRecorded, { ...(await view(asking, childId)), endedViews });
    })
    .post('/:childId/leave', async (req, res) => {
      const asking = askingUser(res);
      const childId = ChildId.parse(req.params.childId);
      const endedViews = await endEnrolment(deps, asking, childId, parseBody(EndEnrolment, req));
      send(res, EnrolmentEnded, { ...(await view(asking, childId, { hasLeft: true })), endedViews });
    });
  return Router().use('/api/admin/children', router);
}
