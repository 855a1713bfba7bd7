import { createECDH, randomUUID } from 'node:crypto';
import { recordAudit } from '../audit/audit-store.ts';
import { BROWSERS_MOST, type PushSubscriptionId, type SubscribeBrowser } from '../contract/notifications.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { sha256 } from '../platform/secret-hash.ts';
import type { NotificationDeps } from './notification-deps.ts';
import { isPushService } from './push-services.ts';
import { openSubscription, sealSubscription } from './subscription-seal.ts';
import {
  deleteSubscription,
  insertSubscription,
  lockEndpoint,
  subscriptionAt,
  subscriptionsOf,
} from './targets-store.ts';

/**
 * This browser is told from now on, as long as this sign-in lasts. A browser that somebody else used before is theirs no more;
 * that it is the same one it shows by its keys, since an address alone may have been overheard. Of too many the oldest go.
 * @throws AppError 'push-service-unknown', 'bad-request' for keys that are none, 'conflict' for another browser's address,
 * 'too-many-tries'
 */
export async function subscribeBrowser(
  deps: NotificationDeps,
  asking: AskingUser,
  input: SubscribeBrowser,
): Promise<void> {
  if (!isPushService(input.endpoint, deps.push.pushServices)) throw new AppError('push-service-unknown');
  requirePoint(input.keys.p256dh);
  // Each page of a browser that is told says so again: that is no try.
  if (await deps.db.$transaction((tx) => isSameAgain(tx, deps, asking, input))) return;
  await deps.throttles.browsers.take(asking.userId);
  await deps.db.$transaction(async (tx) => {
    await lockEndpoint(tx, input.endpoint);
    const endpointHash = sha256(input.endpoint);
    if (await isSameAgain(tx, deps, asking, input)) return;
    await endEarlier(tx, endpointHash);
    const id = randomUUID() as PushSubscriptionId;
    const at = deps.now();
    const sealed = sealSubscription(deps.sealer, id, input);
    await insertSubscription(tx, { id, sessionId: asking.sessionId, endpointHash, sealed }, at);
    const { userId, address } = asking;
    await recordAudit(tx, {
      ...{ action: 'push-subscribed', at, actorId: userId, subjectId: userId, address },
      details: { subscriptionId: id },
    });
    await endOldest(tx, deps, asking);
  });
}

/** @returns true when nothing is left to do: this sign-in's browser said so before */
async function isSameAgain(
  tx: Tx,
  { sealer }: NotificationDeps,
  { sessionId }: AskingUser,
  { endpoint, keys }: SubscribeBrowser,
): Promise<boolean> {
  const known = await subscriptionAt(tx, sha256(endpoint));
  if (known === null) return false;
  const { keys: kept } = openSubscription(sealer, known.id, known.sealed);
  if (kept.p256dh !== keys.p256dh || kept.auth !== keys.auth) throw new AppError('conflict');
  return known.sessionId === sessionId;
}

/** Whoever signed in here before. */
async function endEarlier(tx: Tx, endpointHash: Uint8Array<ArrayBuffer>): Promise<void> {
  const earlier = await subscriptionAt(tx, endpointHash);
  if (earlier !== null) await deleteSubscription(tx, earlier.id);
}

async function endOldest(tx: Tx, { now }: NotificationDeps, { userId }: AskingUser): Promise<void> {
  const all = await subscriptionsOf(tx, userId, now());
  for (const { id } of all.slice(0, Math.max(0, all.length - BROWSERS_MOST))) await deleteSubscription(tx, id);
}

/** A point that is not on the curve would only fail when something is to be told. */
function requirePoint(p256dh: string): void {
  const own = createECDH('prime256v1');
  own.generateKeys();
  try {
    own.computeSecret(p256dh, 'base64url');
  } catch (cause) {
    throw new AppError('bad-request', { fields: { 'keys.p256dh': 'no-point' }, cause });
  }
}
