import type { EventView } from '../contract/events.ts';
import type { Asking } from '../platform/asking.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import { eventFor } from './event-for.ts';
import { loadNames } from './event-names-store.ts';
import type { StoredEvent } from './event-store.ts';
import { loadRecipient, type Recipient } from './recipient-store.ts';

/**
 * A connected socket, as far as telling it goes. `currentAsking` is asked whenever rights may have changed. A socket that
 * could not be told is dropped: it connects again and reads what it missed, instead of missing it in silence.
 */
export type Subscriber = {
  id: string;
  currentAsking: () => Promise<Asking>;
  tell: (event: EventView) => void;
  drop: (why: unknown) => void;
};

type Entry = {
  subscriber: Subscriber;
  recipient: Recipient | null;
  readAtMs: number;
  /** The first end of a role that the recipient was made from: it makes no event, and from then on they are another. */
  roleEndsAt: Date | null;
};

/** A sign-in that ends by the clock makes no event: so late at most, its holder hears nothing any more. */
export const RECIPIENT_LASTS_MS = 5_000;

/** After these, who hears of what may be different: those concerned are read again before their next event. */
const CHANGES_RECIPIENTS: ReadonlySet<string> = new Set(['access:changed', 'register:changed']);

/** Tells this process's sockets what each may know. One event at a time, in position order. */
export class FanOut {
  readonly #db: Db;
  readonly #now: Clock;
  readonly #entries = new Map<string, Entry>();

  constructor(db: Db, now: Clock) {
    this.#db = db;
    this.#now = now;
  }

  add(subscriber: Subscriber): void {
    this.#entries.set(subscriber.id, { subscriber, recipient: null, readAtMs: 0, roleEndsAt: null });
  }

  remove(id: string): void {
    this.#entries.delete(id);
  }

  async tell(event: StoredEvent): Promise<void> {
    if (this.#entries.size === 0) return;
    const names = await loadNames(this.#db, [event]);
    await Promise.all([...this.#entries.values()].map((entry) => this.#tellOne(entry, event, names)));
    if (CHANGES_RECIPIENTS.has(event.type))
      for (const entry of this.#entries.values()) if (mayBecomeAnother(entry.recipient, event)) entry.recipient = null;
  }

  async #tellOne(entry: Entry, event: StoredEvent, names: Awaited<ReturnType<typeof loadNames>>): Promise<void> {
    try {
      // Most events concern few sockets: only for these is it worth asking whether the right still stands.
      const known = await this.#recipientOf(entry);
      if (eventFor(known, event, names) === null) return;
      const view = eventFor(await this.#recipientOf(entry, RECIPIENT_LASTS_MS), event, names);
      if (view !== null) entry.subscriber.tell(view);
    } catch (error) {
      this.#entries.delete(entry.subscriber.id);
      entry.subscriber.drop(error);
    }
  }

  async #recipientOf(entry: Entry, youngerThanMs = Number.POSITIVE_INFINITY): Promise<Recipient> {
    const nowMs = performance.now();
    const hasRoleEnded = entry.roleEndsAt !== null && entry.roleEndsAt <= this.#now();
    if (entry.recipient === null || hasRoleEnded || nowMs - entry.readAtMs >= youngerThanMs) {
      const asking = await entry.subscriber.currentAsking();
      entry.recipient = await loadRecipient(this.#db, asking);
      entry.roleEndsAt = firstEnd(asking);
      entry.readAtMs = nowMs;
    }
    return entry.recipient;
  }
}

function firstEnd({ roles }: Asking): Date | null {
  const ends = roles.flatMap(({ endsAt }) => endsAt?.getTime() ?? []);
  return ends.length === 0 ? null : new Date(Math.min(...ends));
}

/**
 * Whether this event may have changed what the recipient hears of. A change of rights names the person, else the child,
 * else the room, else the site that it is about; who has nothing to do with that stays who they were.
 */
function mayBecomeAnother(recipient: Recipient | null, event: StoredEvent): boolean {
  if (recipient === null) return false;
  const { userId, childId, classroomId, siteId } = event;
  if (userId !== null) return recipient.userId === userId;
  if (childId !== null) return recipient.childIds.has(childId);
  if (classroomId !== null)
    return recipient.staffClassroomIds.has(classroomId) || recipient.familyClassroomIds.has(classroomId);
  return siteId === null || recipient.familySiteIds.has(siteId) || recipient.adminSiteIds.has(siteId);
}
