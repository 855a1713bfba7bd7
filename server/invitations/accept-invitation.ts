import type { z } from 'zod';
import { recordAudit } from '../audit/audit-store.ts';
import type { UserId } from '../contract/ids.ts';
import type { InvitationOpened, JoinAnew } from '../contract/invitations.ts';
import { appendEvent } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { hashSecret, sha256 } from '../platform/secret-hash.ts';
import { isUniqueViolation } from '../platform/unique-violation.ts';
import type { InvitationDeps } from './invitation-deps.ts';
import {
  claimInvitation,
  type ClaimedInvitation,
  insertInvited,
  joinToChild,
  openInvitation,
} from './invitations-store.ts';

/**
 * What whoever holds the link may know of it before accepting.
 * @throws AppError 'invitation-void' for one that is unknown, used, revoked or too old alike, or 'too-many-tries'
 */
export async function readInvitation(
  { db, now, throttle }: InvitationDeps,
  secret: string,
  address: string,
): Promise<InvitationOpened> {
  await throttle.take(address);
  const found = await openInvitation(db, sha256(secret), now());
  if (found === null) throw new AppError('invitation-void');
  await throttle.giveBack(address);
  return { siteName: found.child.site.name, expiresAt: found.expiresAt.toISOString() };
}

/**
 * Makes an account and joins it to the child, in one transaction: the invitation is used when both are there, or not at
 * all. No consent is given by it. The account signs in afterwards like any other.
 * @throws AppError as `readInvitation`, or 'already-there' for a taken user name, which leaves the invitation open
 */
export async function joinAnew(deps: InvitationDeps, input: z.output<typeof JoinAnew>, address: string): Promise<void> {
  const { secret, username, password } = input;
  await readInvitation(deps, secret, address); // before the costly hash
  await deps.throttle.take(address);
  const passwordHash = await hashSecret(password);
  const joining = accept(deps, secret, address, async (tx, invitation) => {
    const userId = await insertInvited(tx, invitation, { username, passwordHash });
    const subject = { actorId: userId, subjectId: userId, siteId: invitation.place.siteId };
    await recordAudit(tx, { action: 'person-added', at: deps.now(), ...subject, address });
    return userId;
  });
  await joining.catch((error: unknown) => {
    throw isUniqueViolation(error)
      ? new AppError('already-there', { cause: error, fields: { username: 'taken' } })
      : error;
  });
  await deps.throttle.giveBack(address);
}

/**
 * Joins the account that is signed in to the child. Who is its guardian already stays as they are: a right that was
 * withdrawn or blocked by order is not given back by a link, and the answer does not tell it from one that stands.
 * @throws AppError as `readInvitation`, 'already-there', or 'forbidden' for whoever made the invitation
 */
export async function joinAs(deps: InvitationDeps, asking: AskingUser, secret: string): Promise<void> {
  const { userId, address } = asking;
  await deps.throttle.take(address);
  const joining = accept(deps, secret, address, (_tx, { createdBy }) => {
    // As everywhere, nobody makes themselves a guardian.
    if (createdBy === userId) throw new AppError('forbidden');
    return Promise.resolve(userId);
  });
  await joining.catch((error: unknown) => {
    throw isUniqueViolation(error) ? new AppError('already-there', { cause: error }) : error;
  });
  await deps.throttle.giveBack(address);
}

type AccountOf = (tx: Tx, invitation: ClaimedInvitation) => Promise<UserId>;

async function accept(
  { db, now, onFactsChanged }: InvitationDeps,
  secret: string,
  address: string,
  accountOf: AccountOf,
): Promise<void> {
  const at = now();
  const joined = await db.$transaction(async (tx) => {
    const invitation = await claimInvitation(tx, sha256(secret), at);
    if (invitation === null) throw new AppError('invitation-void');
    const userId = await accountOf(tx, invitation);
    await joinToChild(tx, invitation, userId);
    await record(tx, at, { invitation, userId, address });
    return userId;
  });
  await onFactsChanged({ userId: joined });
}

type Joined = { invitation: ClaimedInvitation; userId: UserId; address: string };

async function record(tx: Tx, at: Date, { invitation, userId, address }: Joined): Promise<void> {
  const { id, childId, createdBy, place } = invitation;
  const { siteId } = place;
  await recordAudit(tx, {
    action: 'invitation-accepted',
    at,
    actorId: userId,
    siteId,
    childId,
    subjectId: userId,
    address,
    details: { invitationId: id, invitedBy: createdBy },
  });
  await appendEvent(tx, { type: 'register:changed', at, siteId, payload: { what: 'people' } });
  await appendEvent(tx, { type: 'access:changed', at, siteId, childId, userId });
}
