import { decideWatch } from '../access/decide.ts';
import type { ViewedAs } from '../access/may-watch.ts';
import type { AdminSecondFactor } from '../contract/second-factor.ts';
import type { ViewAnswer } from '../contract/live.ts';
import { holderOf, personOf, type Asking } from '../platform/asking.ts';
import type { Clock } from '../platform/clock.ts';
import type { Pool } from 'pg';

/** `as`: by which right; null for a no. */
export type Answered = { view: ViewAnswer; as: ViewedAs | null };

/** The rule's answer for someone who is not watching (yet): in tiles and for posters. */
export async function answerFor(
  { pool, now, adminSecondFactor }: { pool: Pool; now: Clock; adminSecondFactor: AdminSecondFactor },
  asking: Asking,
  cameraId: string,
): Promise<Answered> {
  const { decision, refusal } = await decideWatch(pool, {
    userId: personOf(asking),
    cameraId,
    at: now(),
    holderId: holderOf(asking),
    address: asking.address,
    isReasonGiven: false,
    adminSecondFactor,
    viewId: null,
  });
  if (!decision.allowed) return { view: { allowed: false, refusal: refusal ?? { code: 'not-available' } }, as: null };
  const { until, childId, as } = decision;
  return { view: { allowed: true, until: until.toISOString(), childId }, as };
}
