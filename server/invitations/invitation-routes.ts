import { Router } from 'express';
import { z } from 'zod';
import { requirePermission } from '../access/roles.ts';
import { ChildId, InvitationId, type OrganizationId, type UserId } from '../contract/ids.ts';
import {
  InvitationMade,
  InvitationOpened,
  InvitationView,
  Invite,
  JoinAnew,
  OpenInvitation,
} from '../contract/invitations.ts';
import { addressOf, type AskingUser, askingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { parseBody, send } from '../platform/http.ts';
import { joinAnew, joinAs, readInvitation } from './accept-invitation.ts';
import type { InvitationDeps } from './invitation-deps.ts';
import { type InvitationRow, invitationsOf, placeOfChild } from './invitations-store.ts';
import { mayStillInvite } from './makers-store.ts';
import { type Made, makeInvitation, makeInvitationAnew, revokeInvitation } from './make-invitation.ts';

/** Invitations as the office makes them, and as whoever holds a link uses one. */
export const invitationRoutes = (deps: InvitationDeps): Router => Router().use(office(deps), join(deps));

function office(deps: InvitationDeps): Router {
  const views = async (childId: ChildId) => {
    const at = deps.now();
    const [rows, place] = [await invitationsOf(deps.db, childId), await placeOfChild(deps.db, childId)];
    const makers = rows.map(({ createdBy }) => createdBy);
    const able = place === null ? new Set<string>() : await mayStillInvite(deps.db, makers, place, at);
    return rows.map((row) => viewOf(row, at, able.has(row.createdBy)));
  };
  const made = async ({ invitationId, childId, secret }: Made): Promise<z.input<typeof InvitationMade>> => {
    const invitation = (await views(childId)).find((view) => view.invitationId === invitationId);
    if (!invitation) throw new AppError('not-found');
    return { invitation, secret };
  };
  const list = async (asking: AskingUser, childId: ChildId) => {
    requirePermission(asking, 'families:write', await placeOfChild(deps.db, childId));
    return views(childId);
  };
  return Router()
    .get('/api/admin/children/:childId/invitations', async (req, res) => {
      send(res, z.array(InvitationView), await list(askingUser(res), ChildId.parse(req.params.childId)));
    })
    .post('/api/admin/children/:childId/invitations', async (req, res) => {
      const childId = ChildId.parse(req.params.childId);
      send(
        res,
        InvitationMade,
        await made(await makeInvitation(deps, askingUser(res), childId, parseBody(Invite, req))),
      );
    })
    .post('/api/admin/invitations/:id/anew', async (req, res) => {
      const id = InvitationId.parse(req.params.id);
      send(res, InvitationMade, await made(await makeInvitationAnew(deps, askingUser(res), id)));
    })
    .post('/api/admin/invitations/:id/revoke', async (req, res) => {
      const childId = await revokeInvitation(deps, askingUser(res), InvitationId.parse(req.params.id));
      send(res, z.array(InvitationView), await views(childId));
    });
}

function join(deps: InvitationDeps): Router {
  return Router()
    .post('/api/join/look', async (req, res) => {
      send(res, InvitationOpened, await readInvitation(deps, parseBody(OpenInvitation, req).secret, addressOf(req)));
    })
    .post('/api/join', async (req, res) => {
      await joinAnew(deps, parseBody(JoinAnew, req), addressOf(req));
      res.status(204).end();
    })
    .post('/api/join/as-me', async (req, res) => {
      await joinAs(deps, askingUser(res), parseBody(OpenInvitation, req).secret);
      res.status(204).end();
    });
}

function viewOf(row: InvitationRow, at: Date, mayMakerInvite: boolean): InvitationView {
  const { name, phone, relation, employerId, mayWatch, mayPickUp } = row;
  return {
    invitationId: row.id as InvitationId,
    ...{ name, phone, relation, mayWatch, mayPickUp },
    employer: employerId === null ? null : { organizationId: employerId as OrganizationId, name: row.employerName },
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    state: stateOf(row, at, mayMakerInvite),
    usedBy: row.usedBy === null ? null : { userId: row.usedBy as UserId, name: row.usedByName },
  };
}

/** With the right to make it the invitation is gone, too, though nobody revoked it. */
function stateOf(row: InvitationRow, at: Date, mayMakerInvite: boolean): InvitationView['state'] {
  if (row.usedAt !== null) return 'used';
  if (row.revokedAt !== null) return 'revoked';
  if (row.expiresAt <= at) return 'expired';
  return mayMakerInvite ? 'open' : 'revoked';
}
