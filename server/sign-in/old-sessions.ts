import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import { deleteSessionsOver, deleteTokensOfOver } from './old-sessions-store.ts';

const DAY_MS = 86_400_000;
/** A token of a session that is over is refused whether it is known or not. */
const TOKENS_KEPT_DAYS = 2;
/** For whoever asks from where an account was used. */
const SESSIONS_KEPT_DAYS = 180;
/** A statement holds its locks for a moment only, also at the first start after a year. */
const BATCH = 1_000;

type OldSessionsDeps = { db: Db; now: Clock };

/**
 * Deletes tokens and sessions that serve nobody any more.
 *
 * Tokens of a session that runs are all kept, used ones too. A copied token that its thief uses first is found out only
 * when the owner comes with the same, by then used, token: after a weekend, a holiday, three weeks of leave. Were it
 * forgotten by then, the owner would be asked to sign in anew and the thief would go on. So the window is the session's own
 * life, which bounds the rows as well: one every ten minutes of use, thirty days at most.
 * @returns how many of each
 */
export async function deleteOldSessions({ db, now }: OldSessionsDeps): Promise<{ tokens: number; sessions: number }> {
  const at = now().getTime();
  const tokens = await inBatches((limit) => deleteTokensOfOver(db, new Date(at - TOKENS_KEPT_DAYS * DAY_MS), limit));
  const sessions = await inBatches((limit) =>
    deleteSessionsOver(db, new Date(at - SESSIONS_KEPT_DAYS * DAY_MS), limit),
  );
  return { tokens, sessions };
}

async function inBatches(deleteSome: (limit: number) => Promise<number>): Promise<number> {
  let all = 0;
  for (let some = BATCH; some === BATCH; all += some) some = await deleteSome(BATCH);
  return all;
}

/** Deletes now and once a day. `stop()` may be called twice; it waits for what is being deleted. */
export function startDeletingOldSessions(deps: OldSessionsDeps & { log: Log }): { stop: () => Promise<void> } {
  const run = () =>
    deleteOldSessions(deps).then(
      (deleted) => deps.log.info(deleted, 'old sessions deleted'),
      (error: unknown) => deps.log.warn({ err: error }, 'old sessions could not be deleted'),
    );
  let running = run();
  const timer = setInterval(() => (running = run()), DAY_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
