import { recordAudit } from '../audit/audit-store.ts';
import type { UserId } from '../contract/ids.ts';
import { appendEvent } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import { hashSecret } from '../platform/secret-hash.ts';
import type { PeopleDeps } from './people-deps.ts';
import { wholePerson } from './person-reach.ts';
import { endAllSessions, setPassword, setPinHash, setSuspended } from './persons-store.ts';

/**
 * Suspends an account, or lets it in again. Suspended, it is signed out everywhere and its pictures end now.
 * @returns how many running views it ended
 * @throws AppError 'forbidden', or 'not-found' for an unknown or foreign person
 */
export async function suspendPerson(
  deps: PeopleDeps,
  asking: AskingUser,
  userId: UserId,
  { suspended, reason }: { suspended: boolean; reason: string },
): Promise<number> {
  await wholePerson(deps, asking, userId);
  const at = deps.now();
  await deps.db.$transaction(async (tx) => {
    await setSuspended(tx, userId, suspended ? at : null);
    if (suspended) await endAllSessions(tx, userId, 'account-inactive', at);
    const action = suspended ? 'person-suspended' : 'person-readmitted';
    await recordAudit(tx, {
      action,
      at,
      actorId: asking.userId,
      subjectId: userId,
      address: asking.address,
      details: { reason },
    });
    await appendEvent(tx, { type: 'access:changed', at, userId });
  });
  const endedViews = await deps.onFactsChanged({ userId });
  if (suspended) await deps.onSessionEnded({ userId }, 'account-inactive');
  return endedViews;
}

/** Sets another password and signs the person out everywhere. @throws AppError as `suspendPerson` */
export async function resetPassword(
  deps: PeopleDeps,
  asking: AskingUser,
  userId: UserId,
  password: string,
): Promise<void> {
  await wholePerson(deps, asking, userId);
  const passwordHash = await hashSecret(password);
  const at = deps.now();
  await deps.db.$transaction(async (tx) => {
    await setPassword(tx, userId, passwordHash);
    await endAllSessions(tx, userId, 'signed-out', at);
    await recordAudit(tx, {
      action: 'password-reset',
      at,
      actorId: asking.userId,
      subjectId: userId,
      address: asking.address,
    });
  });
  await deps.onSessionEnded({ userId }, 'signed-out');
}

/** Sets the PIN for the rooms' tablets; whoever acts there by the old one says the new one. @throws AppError as `suspendPerson` */
export async function setPin(deps: PeopleDeps, asking: AskingUser, userId: UserId, pin: string): Promise<void> {
  await wholePerson(deps, asking, userId);
  const pinHash = await hashSecret(pin);
  await deps.db.$transaction(async (tx) => {
    await setPinHash(tx, userId, pinHash);
    await recordAudit(tx, {
      action: 'pin-set',
      at: deps.now(),
      actorId: asking.userId,
      subjectId: userId,
      address: asking.address,
    });
  });
  await deps.onFactsChanged({ userId }); // views that a tablet opened for whoever acted there
}
