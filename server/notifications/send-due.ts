import { deliver, type Failed, type Tried } from './deliver.ts';
import { waitAfterMs } from './delivery.ts';
import type { SendingDeps } from './notification-deps.ts';
import { claimDue, markDone, tryAgainAt, type DueNotification } from './notifications-store.ts';

const AT_ONCE = 10;
/** Longer than any try may take: whoever holds one that long was killed, and another takes it over. */
const HELD_MS = 60_000;

/**
 * Sends what is due, so many at a time. A notification is held for a minute by whoever tries it, and marked at once after it was
 * taken. Between the taking and the mark lies the one moment in which a killed process leaves a message that is sent again: a
 * few milliseconds, and it comes under the same id, so that browser and mailbox put it in place of the first.
 * @returns whether there may be more
 */
export async function sendDue(deps: SendingDeps): Promise<boolean> {
  const now = deps.now();
  const due = await claimDue(deps.db, now, new Date(now.getTime() + HELD_MS), AT_ONCE);
  await Promise.all(due.map((each) => tryOne(deps, each)));
  return due.length === AT_ONCE;
}

/** A fault of ours is no end either: it is tried again, and given up in its time. */
async function tryOne(deps: SendingDeps, due: DueNotification): Promise<void> {
  try {
    await record(deps, due, await deliver(deps, due).catch((error: unknown) => faultOf(deps, due, error)));
  } catch (error) {
    // The database is away. Nothing is lost: it is due again when nobody holds it any more.
    deps.log.error({ err: error, ...forLog(due) }, 'what became of a notification could not be written');
  }
}

function faultOf(deps: SendingDeps, due: DueNotification, error: unknown): Tried {
  deps.log.error({ err: error, ...forLog(due) }, 'a notification could not be tried');
  return { is: 'failed', code: 'fault' };
}

async function record(deps: SendingDeps, due: DueNotification, tried: Tried): Promise<void> {
  if (tried.is === 'failed') {
    await wait(deps, due, tried);
    return;
  }
  await markDone(deps.db, due.id, tried.outcome, deps.now());
  if (tried.outcome === 'refused') deps.log.warn({ ...forLog(due), code: tried.code }, 'a notification was refused');
}

async function wait(deps: SendingDeps, due: DueNotification, { code, retryAfterMs }: Failed): Promise<void> {
  const waitMs = waitAfterMs(due.attempts, retryAfterMs);
  if (waitMs === null) {
    await markDone(deps.db, due.id, 'given-up', deps.now());
    deps.log.error({ ...forLog(due), code }, 'a notification was given up');
    return;
  }
  await tryAgainAt(deps.db, due.id, new Date(deps.now().getTime() + waitMs));
  deps.log.info({ ...forLog(due), code }, 'a notification is tried again later');
}

/** Ids alone: neither who reads it nor where. */
const forLog = ({ id, channel, attempts }: DueNotification) => ({ notificationId: id, channel, attempts });
