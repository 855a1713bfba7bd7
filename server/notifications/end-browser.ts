import { recordAudit } from '../audit/audit-store.ts';
import type { PushSubscriptionId } from '../contract/notifications.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { deleteSubscription } from './targets-store.ts';

type Ending = { db: Db; now: Clock };

/** One's own browser is told nothing any more. @throws AppError 'not-found' */
export async function endBrowser(
  { db, now }: Ending,
  { userId, address }: AskingUser,
  subscriptionId: PushSubscriptionId,
): Promise<void> {
  const at = now();
  const isEnded = await db.$transaction(async (tx) => {
    if (!(await deleteSubscription(tx, subscriptionId, userId))) return false;
    await recordAudit(tx, {
      ...{ action: 'push-ended', at, actorId: userId, subjectId: userId, address },
      details: { subscriptionId },
    });
    return true;
  });
  if (!isEnded) throw new AppError('not-found');
}

/** Its push service says that the browser has ended it. */
export async function browserIsGone({ db, now }: Ending, userId: string, subscriptionId: string): Promise<void> {
  await db.$transaction(async (tx) => {
    if (!(await deleteSubscription(tx, subscriptionId))) return;
    await recordAudit(tx, {
      ...{ action: 'push-ended', at: now(), actorId: null, subjectId: userId, details: { subscriptionId } },
    });
  });
}
