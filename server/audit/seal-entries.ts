import type { Db } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import { newestMark, sealEntries } from './chain-store.ts';

const LOOK_EVERY_MS = 1_000;
const NOTE_EVERY_MS = 3_600_000;

type SealingDeps = { db: Db; log: Log };

/** Seals all that is committed now. */
export async function sealAll(db: Db): Promise<void> {
  while ((await sealEntries(db)) > 0);
}

/**
 * Seals new entries every second; with several servers whichever comes first. Once an hour the log is told the newest
 * place and its hash: a mark outside of the database, which shows later whether the chain was rewritten or cut.
 * `stop()` may be called twice.
 */
export function startSealing({ db, log }: SealingDeps): { stop: () => Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let notedAt = -Infinity;
  const look = async () => {
    try {
      await sealAll(db);
      if (performance.now() - notedAt > NOTE_EVERY_MS) {
        const newest = await newestMark(db);
        if (newest) log.info(newest, 'audit sealed up to here');
        notedAt = performance.now();
      }
    } catch (error) {
      log.warn({ err: error }, 'the audit could not be sealed; trying again');
    }
    if (!isStopped) timer = setTimeout(() => (looking = look()), LOOK_EVERY_MS).unref();
  };
  let looking = look();
  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
}
