import { useState } from 'react';
import { UNDO_WINDOW_SECONDS } from '#contract/attendance.ts';
import type { Done } from '../features/attendance/use-attendance.ts';

/** What the lower bar offers to take back, until `until` (this device's clock, ms). */
export type UndoOffer = Done & { words: string; until: number };

/** The last thing that was done, while it can be taken back. What the server refused is offered no more. */
export function useUndo(refusedIds: readonly string[]) {
  const [offer, setOffer] = useState<UndoOffer | null>(null);
  const isRefused = offer?.ids.some((id) => refusedIds.includes(id)) ?? false;
  return {
    offer: isRefused ? null : offer,
    offerUndo: (words: string, done: Done | null) =>
      setOffer(done && { ...done, words, until: Date.now() + UNDO_WINDOW_SECONDS * 1_000 }),
    takeBack: () => {
      setOffer(null);
      offer?.undo();
    },
  };
}
