import type { EventPage, EventView } from '../contract/events.ts';
import type { Asking } from '../platform/asking.ts';
import type { Db } from '../platform/database.ts';
import { eventFor } from './event-for.ts';
import { loadNames } from './event-names-store.ts';
import { readConcerning, type StoredEvent } from './event-store.ts';
import { loadRecipient, type Recipient } from './recipient-store.ts';

const PAGE = 500;

/**
 * What the asking missed after `after`: the same events, made the same way, as they would have heard live. Nothing is
 * lost across a reconnect and, since positions are compared, nothing comes twice.
 */
export async function eventsSince(db: Db, asking: Asking, after: number, newest: number): Promise<EventPage> {
  return pageFor(db, await loadRecipient(db, asking), { after, newest });
}

/** The same as a parent's day alone: what the asking hears of as staff is none of it, and may be thousands. */
export async function familyEventsSince(
  db: Db,
  asking: Asking,
  after: number,
  newest: number,
  since: Date,
): Promise<EventPage> {
  const recipient = await loadRecipient(db, asking);
  const nowhere = { staffClassroomIds: NONE, adminSiteIds: NONE, answersForSiteIds: NONE };
  return pageFor(db, { ...recipient, ...nowhere }, { after, newest, since });
}
const NONE: ReadonlySet<string> = new Set();

async function pageFor(
  db: Db,
  recipient: Recipient,
  { after, newest, since }: { after: number; newest: number; since?: Date },
): Promise<EventPage> {
  const found = await readConcerning(db, recipient, { after, ...(since && { since }) }, PAGE);
  const more = found.length === PAGE;
  return {
    events: await viewsFor(db, recipient, found),
    position: more ? (found.at(-1)?.position ?? newest) : Math.max(after, newest),
    more,
  };
}

async function viewsFor(db: Db, recipient: Recipient, events: readonly StoredEvent[]): Promise<EventView[]> {
  const names = await loadNames(db, events);
  return events.map((event) => eventFor(recipient, event, names)).filter((view) => view !== null);
}
