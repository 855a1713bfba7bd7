import { deriveNotifications } from './derive-notifications.ts';
import type { SendingDeps } from './notification-deps.ts';
import { deleteOld, nextDue } from './notifications-store.ts';
import { sendDue } from './send-due.ts';

/** In a server process: makes and sends notifications. */
export type Courier = {
  /** Looks at once for what there is to tell and to send, and again when the next one is due. Never waits, never throws. */
  wake: () => void;
  /** Deletes what nobody asks for any more, and wakes. */
  everyMinute: () => Promise<void>;
  /** Waits for what is being sent. */
  stop: () => Promise<void>;
};

const LOOKS_AGAIN_AT_THE_LATEST_MS = 60_000;
const KEPT_MS = 90 * 86_400_000;
const OF_WHAT_IS_OVER_KEPT_MS = 2 * 86_400_000;

/**
 * The rows are the queue, so that what is to be sent is written with what made it. Each server process looks after it when
 * an event comes and when one is due; the job of the minute (pg-boss) wakes one of them whatever was lost in between.
 */
export function createCourier(deps: SendingDeps & { waitMs: number }): Courier {
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const round = async (): Promise<void> => {
    await deriveNotifications(deps);
    let isMore = true;
    while (isMore && !stopped) isMore = await sendDue(deps);
    await wakeWhenDue();
  };
  const wakeWhenDue = async (): Promise<void> => {
    clearTimeout(timer);
    const due = await nextDue(deps.db);
    if (due === null || stopped) return;
    const inMs = Math.max(0, due.getTime() - deps.now().getTime());
    timer = setTimeout(wake, Math.min(inMs, LOOKS_AGAIN_AT_THE_LATEST_MS));
  };
  const wake = (): void => {
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    running = round()
      .catch((error: unknown) => {
        deps.log.warn({ err: error }, 'notifications could not be looked after; the next minute does');
      })
      .finally(() => {
        running = null;
        if (!again) return;
        again = false;
        wake();
      });
  };
  return {
    wake,
    everyMinute: async () => {
      wake();
      const before = (ms: number) => new Date(deps.now().getTime() - ms);
      await deleteOld(deps.db, before(KEPT_MS), before(OF_WHAT_IS_OVER_KEPT_MS));
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
