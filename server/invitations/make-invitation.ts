import type { z } from 'zod';
import { requirePermission } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import type { AuditAction } from '../contract/audit-actions.ts';
import type { ChildId, InvitationId, SiteId } from '../contract/ids.ts';
import { INVITATION_DAYS, type Invite } from '../contract/invitations.ts';
import { appendEvent } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { randomToken, sha256 } from '../platform/secret-hash.ts';
import type { InvitationDeps } from './invitation-deps.ts';
import { knownAsStopped } from './stopped-store.ts';
import { findInvitation, insertInvitation, markRevoked, placeOfChild, servesEmployer } from './invitations-store.ts';

const DAY_MS = 86_400_000;

type Deps = Pick<InvitationDeps, 'db' | 'now'>;
export type Made = { invitationId: InvitationId; childId: ChildId; secret: string };

/**
 * A link that makes whoever uses it first a guardian of the child.
 * @throws AppError 'forbidden', 'not-found' for an unknown or foreign child or employer, or 'right-stopped' for a guardian of
 * the child whose right was withdrawn or blocked: nobody gets that back by a link
 */
export async function makeInvitation(
  deps: Deps,
  asking: AskingUser,
  childId: ChildId,
  invited: z.output<typeof Invite>,
): Promise<Made> {
  const place = await placeOfChild(deps.db, childId);
  requirePermission(asking, 'families:write', place);
  const { siteId } = place;
  if (invited.employerId !== null && !(await servesEmployer(deps.db, siteId, invited.employerId)))
    throw new AppError('not-found');
  return deps.db.$transaction((tx) => insert(tx, deps.now(), asking, { siteId, childId, invited }));
}

/**
 * The same invitation with another secret, when the link was lost or came too late; the old one is void from then on.
 * @throws AppError 'forbidden', 'conflict' for one that was used, 'right-stopped', or 'not-found' when unknown or foreign
 */
export async function makeInvitationAnew(deps: Deps, asking: AskingUser, id: InvitationId): Promise<Made> {
  const { place, childId, ...invited } = await reached(deps, asking, id);
  const { siteId } = place;
  const at = deps.now();
  return deps.db.$transaction(async (tx) => {
    if (await markRevoked(tx, id, at))
      await record(tx, at, asking, { action: 'invitation-revoked', siteId, childId, invitationId: id });
    else if (invited.revokedAt === null) throw new AppError('conflict');
    return insert(tx, at, asking, { siteId, childId, invited });
  });
}

/** @throws AppError 'forbidden', 'conflict' for one that was used or revoked, or 'not-found' when unknown or foreign */
export async function revokeInvitation(deps: Deps, asking: AskingUser, id: InvitationId): Promise<ChildId> {
  const { place, childId } = await reached(deps, asking, id);
  const at = deps.now();
  await deps.db.$transaction(async (tx) => {
    if (!(await markRevoked(tx, id, at))) throw new AppError('conflict');
    await record(tx, at, asking, { action: 'invitation-revoked', siteId: place.siteId, childId, invitationId: id });
  });
  return childId;
}

async function reached({ db }: Deps, asking: AskingUser, id: InvitationId) {
  const found = await findInvitation(db, id);
  requirePermission(asking, 'families:write', found?.place ?? null);
  if (found === null || found.child.leftAt !== null) throw new AppError('not-found');
  return found;
}

type Inserted = { siteId: SiteId; childId: ChildId; invited: Parameters<typeof insertInvitation>[1]['invited'] };

async function insert(tx: Tx, at: Date, asking: AskingUser, { siteId, childId, invited }: Inserted): Promise<Made> {
  const stopped = await knownAsStopped(tx, childId, invited);
  if (stopped !== null) throw new AppError('right-stopped', { fields: { [stopped]: 'right-stopped' } });
  const secret = randomToken();
  const invitationId = await insertInvitation(tx, {
    childId,
    invited,
    secretHash: sha256(secret),
    createdBy: asking.userId,
    createdAt: at,
    expiresAt: new Date(at.getTime() + INVITATION_DAYS * DAY_MS),
  });
  await record(tx, at, asking, { action: 'invitation-made', siteId, childId, invitationId });
  return { invitationId, childId, secret };
}

type Act = { action: AuditAction; siteId: SiteId; childId: ChildId; invitationId: InvitationId };

async function record(tx: Tx, at: Date, asking: AskingUser, act: Act): Promise<void> {
  const { action, siteId, childId, invitationId } = act;
  const { userId: actorId, address } = asking;
  await recordAudit(tx, { action, at, actorId, siteId, childId, address, details: { invitationId } });
  await appendEvent(tx, { type: 'register:changed', at, siteId, payload: { what: 'people' } });
}
