import { decideWatch } from '../access/decide.ts';
import type { CameraId, UserId } from '../contract/ids.ts';
import type { ViewAnswer } from '../contract/live.ts';
import type { WatchDecision } from '../access/may-watch.ts';
import { holderOf, personOf, type Asking } from '../platform/asking.ts';
import type { Clock } from '../platform/clock.ts';
import type { Pool } from 'pg';

/** The rule's answer for someone who is not watching (yet): in tiles and for posters. */
export async function answerFor(pool: Pool, now: Clock, asking: Asking, cameraId: string): Promise<ViewAnswer> {
  const { decision, refusal } = await decideWatch(pool, {
    userId: personOf(asking),
    cameraId,
    at: now(),
    holderId: holderOf(asking),
    address: asking.address,
    isReasonGiven: false,
    viewId: null,
  });
  if (decision.allowed) return { allowed: true, until: decision.until.toISOString(), childId: decision.childId };
  return { allowed: false, refusal: refusal ?? { code: 'not-available' } };
}

/** What an administrator's table asks: could this person watch, were they signed in and nothing known of their network? */
export async function wouldWatch(pool: Pool, now: Clock, userId: UserId, cameraId: CameraId): Promise<WatchDecision> {
  const question = { userId, cameraId, at: now(), holderId: null, address: null, isReasonGiven: false, viewId: null };
  return (await decideWatch(pool, question)).decision;
}
