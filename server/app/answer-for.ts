import { decideWatch } from '../access/decide.ts';
import type { ViewAnswer } from '../contract/live.ts';
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
