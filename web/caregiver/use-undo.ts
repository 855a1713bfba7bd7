import { useState } from 'react';
import { UNDO_WINDOW_SECONDS } from '#contract/attendance.ts';
import type { OfferUndo } from './sheet-props.ts';

/** What the lower bar offers to take back, until `until` (this device's clock, ms). */
export type UndoOffer = NonNullable<Parameters<OfferUndo>[1]> & { words: string; until: number };

/** The last thing that was done, while it can be taken back. What the server refused is offered no more. */
export function useUndo(refusedIds: readonly string[]) {
  const [offer, setOffer] = useState<UndoOffer | null>(null);
  const isRefused = offer?.ids.some((id) => refusedIds.includes(id)) ?? false;
  const offerUndo: OfferUndo = (words, done) =>
    setOffer(done && { ...done, words, until: Date.now() + UNDO_WINDOW_SECONDS * 1_000 });
  return {
    offer: isRefused ? null : offer,
    offerUndo,
    takeBack: () => {
      setOffer(null);
      offer?.undo();
    },
  };
}
