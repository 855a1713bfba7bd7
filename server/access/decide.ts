import type { Refusal } from '../contract/refusal.ts';
import type { Pool } from 'pg';
import { mayWatch, type WatchDecision } from './may-watch.ts';
import { refusalFor } from './refusal-for.ts';
import type { WatchQuestion } from './compose-facts.ts';
import { loadWatchFacts, type LoadedFacts } from './watch-facts.ts';

export type Decision = { decision: WatchDecision; refusal: Refusal | null; place: LoadedFacts['place'] | null };

/** Facts, the rule, and the words for a no. A camera that does not exist is answered as one that is not the viewer's. */
export async function decideWatch(pool: Pool, question: WatchQuestion): Promise<Decision> {
  const loaded = await loadWatchFacts(pool, question);
  const decision: WatchDecision =
    loaded === null ? { allowed: false, reason: 'not-linked', detail: {} } : mayWatch(loaded.facts, question.at);
  return {
    decision,
    refusal: decision.allowed ? null : refusalFor(decision.reason, decision.detail, loaded),
    place: loaded?.place ?? null,
  };
}
