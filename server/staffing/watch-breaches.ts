import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import { roomsToJudge } from './breach-store.ts';
import { settleBreaches } from './settle-breaches.ts';
import type { ChildRooms, OnRoomChanged } from './staffing-deps.ts';

/** A site's local day is over at the latest a day after the UTC day of the same date. */
const LOOKS_BACK_MS = 2 * 86_400_000;

export type BreachWatch = {
  onRoomChanged: OnRoomChanged;
  /** Every room that may break a limit: what a crash left unjudged, and what midnight changed. Throws what the database throws. */
  sweep: () => Promise<void>;
  /** After it nothing is judged any more; waits for what is. */
  stop: () => Promise<void>;
};

type WatchDeps = { db: Db; now: Clock; childRooms: ChildRooms; log: Log };

/** Judges rooms one at a time, each at most once for all the taps that came while it was judged. */
export function watchBreaches(deps: WatchDeps): BreachWatch {
  const waiting = new Set<string>();
  let judging: Promise<void> | null = null;
  let isStopped = false;

  const judgeAll = async (): Promise<void> => {
    await Promise.resolve(); // so that `judging` is set before it can be over
    for (let [next] = waiting; next !== undefined && !isStopped; [next] = waiting) {
      waiting.delete(next);
      await settleBreaches(deps, next).catch((error: unknown) => {
        // The next sweep judges it again.
        deps.log.warn({ err: error, classroomId: next }, 'a room’s ratio could not be judged');
      });
    }
    judging = null;
  };
  const onRoomChanged: OnRoomChanged = (classroomIds) => {
    classroomIds.forEach((id) => waiting.add(id));
    return (judging ??= judgeAll());
  };
  return {
    onRoomChanged,
    sweep: async () => {
      const since = new Date(deps.now().getTime() - LOOKS_BACK_MS);
      await onRoomChanged(await roomsToJudge(deps.db, since));
    },
    stop: async () => {
      isStopped = true;
      await judging;
    },
  };
}
