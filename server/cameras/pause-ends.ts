import { appendEvent } from '../events/append-event.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import { claimOverPauses, nextPauseEnd } from './pauses-store.ts';

/** The shortest pause takes five minutes: looking every minute, each is known before it ends, whichever server began it. */
const LOOK_EVERY_MS = 60_000;
const RETRY_MS = 5_000;

type PauseEndDeps = { db: Db; now: Clock; log: Log };

/** Tells that pauses are over: once each, of however many servers. @returns how many ended */
export async function endOverPauses({ db, now }: Omit<PauseEndDeps, 'log'>): Promise<number> {
  return db.$transaction(async (tx) => {
    const over = await claimOverPauses(tx, now());
    for (const { endsAt, ...ids } of over) await appendEvent(tx, { type: 'camera:resumed', at: endsAt, ...ids });
    return over.length;
  });
}

/** Watches over the ends of pauses, those missed while no server ran first. `stop()` may be called twice. */
export function startPauseEnds(deps: PauseEndDeps): { stop: () => Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let looking = Promise.resolve();
  const look = async () => {
    const waitMs = await endAndWait(deps);
    if (isStopped) return;
    timer = setTimeout(() => (looking = look()), waitMs);
    timer.unref();
  };
  looking = look();
  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
}

async function endAndWait(deps: PauseEndDeps): Promise<number> {
  try {
    await endOverPauses(deps);
    const next = await nextPauseEnd(deps.db);
    const untilNextMs = next === null ? LOOK_EVERY_MS : next.getTime() - deps.now().getTime();
    return Math.min(Math.max(untilNextMs, 0), LOOK_EVERY_MS);
  } catch (error) {
    deps.log.warn({ err: error }, 'ends of pauses could not be told; trying again');
    return RETRY_MS;
  }
}
