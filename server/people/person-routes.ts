import { Router } from 'express';
import { z } from 'zod';
import { listScopes } from '../access/roles.ts';
import { SiteId, UserId } from '../contract/ids.ts';
import {
  AddPerson,
  AddRole,
  PersonView,
  RecordConsent,
  SavePerson,
  SetPassword,
  SetPin,
  SuspendPerson,
  ViewsEnded,
} from '../contract/people.ts';
import { type AskingUser, askingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { parseBody, parseQuery, send } from '../platform/http.ts';
import { addPerson } from './add-person.ts';
import { resetPassword, setPin, suspendPerson } from './change-account.ts';
import { giveRole, takeRole } from './change-roles.ts';
import type { PeopleDeps } from './people-deps.ts';
import { personView } from './person-view.ts';
import { peopleScopes, personRow, personsIn } from './persons-store.ts';
import { recordStaffConsent } from './record-consent.ts';
import { savePerson } from './save-person.ts';
import { videoConsents } from './staff-consents.ts';

export const ListQuery = z.object({ siteId: SiteId.optional(), search: z.string().trim().max(60).optional() });

/** Persons of the administrators' console: accounts, roles, PINs, suspension, staff's consent. */
export function personRoutes(deps: PeopleDeps): Router {
  const router = Router();
  router.use('/api/admin/people', listing(deps), accounts(deps), roles(deps));
  router.post('/api/admin/staff/:userId/consents', async (req, res) => {
    const endedViews = await recordStaffConsent(
      deps,
      askingUser(res),
      UserId.parse(req.params.userId),
      parseBody(RecordConsent, req),
    );
    send(res, ViewsEnded, { endedViews });
  });
  return router;
}

async function onePerson(deps: PeopleDeps, asking: AskingUser, userId: UserId): Promise<z.input<typeof PersonView>> {
  const row = await personRow(deps.db, userId);
  if (!row) throw new AppError('not-found');
  const scopes = await peopleScopes(deps.db, listScopes(asking, 'families:read'));
  const at = deps.now();
  return personView(row, scopes, (await videoConsents(deps, [row], scopes, at)).get(userId) ?? null, at);
}

function listing(deps: PeopleDeps): Router {
  return Router()
    .get('/', async (req, res) => {
      const scopes = await peopleScopes(deps.db, listScopes(askingUser(res), 'families:read'));
      const rows = await personsIn(deps.db, scopes, parseQuery(ListQuery, req));
      const at = deps.now();
      const consents = await videoConsents(deps, rows, scopes, at);
      send(
        res,
        z.array(PersonView),
        rows.map((row) => personView(row, scopes, consents.get(row.id) ?? null, at)),
      );
    })
    .post('/', async (req, res) => {
      const asking = askingUser(res);
      send(res, PersonView, await onePerson(deps, asking, await addPerson(deps, asking, parseBody(AddPerson, req))));
    });
}

function accounts(deps: PeopleDeps): Router {
  return Router()
    .put('/:userId', async (req, res) => {
      const asking = askingUser(res);
      const userId = UserId.parse(req.params.userId);
      await savePerson(deps, asking, userId, parseBody(SavePerson, req));
      send(res, PersonView, await onePerson(deps, asking, userId));
    })
    .put('/:userId/suspension', async (req, res) => {
      const endedViews = await suspendPerson(
        deps,
        askingUser(res),
        UserId.parse(req.params.userId),
        parseBody(SuspendPerson, req),
      );
      send(res, ViewsEnded, { endedViews });
    })
    .put('/:userId/password', async (req, res) => {
      await resetPassword(deps, askingUser(res), UserId.parse(req.params.userId), parseBody(SetPassword, req).password);
      res.status(204).end();
    })
    .put('/:userId/pin', async (req, res) => {
      await setPin(deps, askingUser(res), UserId.parse(req.params.userId), parseBody(SetPin, req).pin);
      res.status(204).end();
    });
}

function roles(deps: PeopleDeps): Router {
  return Router()
    .post('/:userId/roles', async (req, res) => {
      const asking = askingUser(res);
      const userId = UserId.parse(req.params.userId);
      await giveRole(deps, asking, userId, parseBody(AddRole, req));
      send(res, PersonView, await onePerson(deps, asking, userId));
    })
    .delete('/:userId/roles/:roleId', async (req, res) => {
      const asking = askingUser(res);
      const userId = UserId.parse(req.params.userId);
      await takeRole(deps, asking, userId, z.uuid().parse(req.params.roleId));
      send(res, PersonView, await onePerson(deps, asking, userId));
    });
}
