import { useEffect, useState } from 'react';
import { UNDO_WINDOW_SECONDS } from '#contract/attendance.ts';
import type { Outbox } from '../shared/outbox/outbox.ts';
import type { OutboxOwner } from '../shared/outbox/outbox-record.ts';
import { serverNow } from '../shared/server-clock.ts';
import { keepOffers, readOffers, type UndoOffer } from './kept-offers.ts';
import type { OfferUndo } from './sheet-props.ts';

/**
 * What was done within UNDO_WINDOW_SECONDS and can be taken back, the latest first; what the server refused is offered no
 * more. It is kept over a reload, until its time ends.
 */
export function useUndo(owner: OutboxOwner, outbox: Outbox) {
  const [kept, setKept] = useState<readonly UndoOffer[]>(() => readOffers(owner));
  useEffect(() => keepOffers(owner, kept), [owner, kept]);
  useEffect(
    () =>
      outbox.onSettled(({ id }, outcome) => {
        if ('problem' in outcome)
          setKept((offers) => offers.filter(({ undoing }) => !undoing.some((each) => each.id === id)));
      }),
    [outbox],
  );
  useEffect(() => {
    const ends = Math.min(...kept.map(({ until }) => until));
    const forget = () => setKept((offers) => offers.filter(({ until }) => until > serverNow().getTime()));
    const timer = Number.isFinite(ends) ? setTimeout(forget, Math.max(0, ends - serverNow().getTime())) : undefined;
    return () => clearTimeout(timer);
  }, [kept]);
  const offerUndo: OfferUndo = (words, undoing, asks) => {
    const until = serverNow().getTime() + UNDO_WINDOW_SECONDS * 1_000;
    if (undoing) setKept((offers) => [{ words, undoing, asks: asks ?? null, until }, ...offers]);
  };
  return {
    offers: kept,
    offerUndo,
    /** It is taken back, or being so. */
    onTaken: (offer: UndoOffer) => setKept((offers) => offers.filter((each) => each !== offer)),
  };
}
