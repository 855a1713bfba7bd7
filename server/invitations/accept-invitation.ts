import type { z } from 'zod';
import { recordAudit } from '../audit/audit-store.ts';
import type { ChildId, UserId } from '../contract/ids.ts';
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
  voidClaimed,
} from './invitations-store.ts';
import { isGuardianAlready, knownAsStopped } from './stopped-store.ts';

/**
 * What whoever holds the link may know of it before accepting.
 * @throws AppError 'invitation-void' for one that is unknown, used, revoked or too old alike, and for one of a guardian whose
 * right was stopped since; or 'too-many-tries'
 */
export async function readInvitation(
  { db, now, throttle }: InvitationDeps,
  secret: string,
  address: string,
): Promise<InvitationOpened> {
  await throttle.take(address);
  const found = await openInvitation(db, sha256(secret), now());
  if (found === null || (await knownAsStopped(db, found.childId as ChildId, found)) !== null)
    throw new AppError('invitation-void');
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
  const joining = accept(deps, { secret, address, as: null }, async (tx, invitation) => {
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
 * withdrawn or blocked by order is not given back by a link, and the answer does not tell it from one that stands. The link
 * is void then, whoever tried, so that it opens nothing under another name either.
 * @throws AppError as `readInvitation`, 'already-there', or 'forbidden' for whoever made the invitation
 */
export async function joinAs(deps: InvitationDeps, asking: AskingUser, secret: string): Promise<void> {
  const { userId, address } = asking;
  await deps.throttle.take(address);
  const joining = accept(deps, { secret, address, as: userId }, (_tx, { createdBy }) => {
    // As everywhere, nobody makes themselves a guardian.
    if (createdBy === userId) throw new AppError('forbidden');
    return Promise.resolve(userId);
  });
  await joining.catch((error: unknown) => {
    throw isUniqueViolation(error) ? new AppError('already-there', { cause: error }) : error;
  });
  await deps.throttle.giveBack(address);
}

/** `as`: the account that is signed in; null for one that is made by it. */
type Attempt = { secret: string; address: string; as: UserId | null };
type AccountOf = (tx: Tx, invitation: ClaimedInvitation) => Promise<UserId>;

async function accept(
  { db, now, onFactsChanged }: InvitationDeps,
  { secret, address, as }: Attempt,
  accountOf: AccountOf,
): Promise<void> {
  const at = now();
  const joined = await db.$transaction(async (tx) => {
    const invitation = await claimInvitation(tx, sha256(secret), at);
    if (invitation === null) throw new AppError('invitation-void');
    const refused = await whyVoid(tx, invitation, as);
    if (refused !== null) {
      await voidClaimed(tx, invitation, at);
      await recordVoid(tx, at, { invitation, userId: as, address });
      return { refused };
    }
    const userId = await accountOf(tx, invitation);
    await joinToChild(tx, invitation, userId);
    await record(tx, at, { invitation, userId, address });
    return { userId };
  });
  if ('refused' in joined) throw new AppError(joined.refused);
  await onFactsChanged({ userId: joined.userId });
}

/** What makes a link void at the moment it is used, instead of joining anybody. */
async function whyVoid(
  tx: Tx,
  invitation: ClaimedInvitation,
  as: UserId | null,
): Promise<'already-there' | 'invitation-void' | null> {
  const { childId } = invitation;
  if (as !== null && (await isGuardianAlready(tx, childId, as))) return 'already-there';
  return (await knownAsStopped(tx, childId, invitation)) === null ? null : 'invitation-void';
}

type Voided = { invitation: ClaimedInvitation; userId: UserId | null; address: string };

async function recordVoid(tx: Tx, at: Date, { invitation, userId, address }: Voided): Promise<void> {
  const { id, childId, place } = invitation;
  const { siteId } = place;
  await recordAudit(tx, {
    ...{ action: 'invitation-revoked', at, actorId: userId, siteId, childId, subjectId: userId, address },
    details: { invitationId: id, why: userId === null ? 'right-stopped' : 'tried-in-vain' },
  });
  await appendEvent(tx, { type: 'register:changed', at, siteId, payload: { what: 'people' } });
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
