import { z } from 'zod';
import { UNDO_WINDOW_SECONDS } from '#contract/attendance.ts';
import type { OutboxOwner } from '../shared/outbox/outbox-record.ts';
import { Undoing } from '../shared/outbox/undoing.ts';
import { serverNow } from '../shared/server-clock.ts';
import { StaffUndo } from './sheet-props.ts';

/** What the lower bar offers to take back, until `until` (the server's clock, ms). `asks`: by that person's PIN. */
const UndoOffer = z.object({ words: z.string(), undoing: Undoing, asks: StaffUndo.nullable(), until: z.number() });
export type UndoOffer = z.infer<typeof UndoOffer>;

const keyOf = (owner: OutboxOwner): string => `kanwa:undo:${owner}`;

/** Those whose time has not ended; a clock that was set back meanwhile lengthens nobody's. */
export function readOffers(owner: OutboxOwner): readonly UndoOffer[] {
  try {
    const offers = z.array(UndoOffer).parse(JSON.parse(localStorage.getItem(keyOf(owner)) ?? '[]'));
    const leftMs = ({ until }: UndoOffer) => until - serverNow().getTime();
    return offers.filter((offer) => leftMs(offer) > 0 && leftMs(offer) <= UNDO_WINDOW_SECONDS * 1_000);
  } catch {
    return [];
  }
}

/** A storage that is full or forbidden keeps nothing: then they live as long as the page. */
export function keepOffers(owner: OutboxOwner, offers: readonly UndoOffer[]): void {
  try {
    if (offers.length === 0) localStorage.removeItem(keyOf(owner));
    else localStorage.setItem(keyOf(owner), JSON.stringify(offers));
  } catch {
    // Said above.
  }
}
