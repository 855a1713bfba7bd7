import type { EventView } from '../contract/events.ts';
import type { Asking } from '../platform/asking.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import { partOf, viewFor, type Part } from './event-for.ts';
import { loadNames, type Names } from './event-names-store.ts';
import type { StoredEvent } from './event-store.ts';
import { loadRecipients, type Recipient } from './recipient-store.ts';

/**
 * A connected socket, as far as telling it goes. A socket that could not be told is dropped: it connects again and reads
 * what it missed, instead of missing it in silence.
 */
export type Subscriber = {
  id: string;
  /** As it connected; who it stands for now is asked again whenever rights may have changed. */
  asking: Asking;
  drop: (why: unknown) => void;
};

type Entry = {
  subscriber: Subscriber;
  recipient: Recipient | null;
  /** Counts what made the recipient another: an answer to a question from before that is none. */
  changes: number;
  readAtMs: number;
  /** The first end of a role that the recipient was made from: it makes no event, and from then on they are another. */
  roleEndsAt: Date | null;
};

export type FanOutDeps = {
  db: Db;
  now: Clock;
  /** Who these stand for now, in the order asked; the error for one whose session is over. */
  askAllAnew: (askings: readonly Asking[]) => Promise<(Asking | Error)[]>;
  /** The same words for several sockets, which are put on the wire once. */
  tell: (ids: string[], event: EventView) => void;
};

/** A sign-in that ends by the clock makes no event: so late at most, its holder hears nothing any more. */
export const RECIPIENT_LASTS_MS = 5_000;
/**
 * From half of that on it is asked ahead of the next event, so that this one need not wait for it: a few queries for so many
 * sockets at a time. Of more than two thousand sockets some are asked when the event is there.
 */
const ASK_AHEAD_MS = RECIPIENT_LASTS_MS / 2;
const ASK_AHEAD_EVERY_MS = 250;
const ASKED_AHEAD_AT_ONCE = 100;

/** After these, who hears of what may be different: those concerned are read again before their next event. */
const CHANGES_RECIPIENTS: ReadonlySet<string> = new Set(['access:changed', 'register:changed']);

/** Tells this process's sockets what each may know. One event at a time, in position order. */
export class FanOut {
  readonly #deps: FanOutDeps;
  readonly #entries = new Map<string, Entry>();
  readonly #timer: NodeJS.Timeout;
  #isAskingAhead = false;

  constructor(deps: FanOutDeps) {
    this.#deps = deps;
    this.#timer = setInterval(() => void this.#askAhead(), ASK_AHEAD_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  add(subscriber: Subscriber): void {
    this.#entries.set(subscriber.id, { subscriber, recipient: null, changes: 0, readAtMs: 0, roleEndsAt: null });
  }

  remove(id: string): void {
    this.#entries.delete(id);
  }

  async tell(event: StoredEvent): Promise<void> {
    if (this.#entries.size === 0) return;
    const [names] = await Promise.all([this.#namesOrDrop(event), this.#readUnknown()]);
    // Most events concern few sockets: only for these is it worth asking whether the right still stands.
    await this.#readOrDrop(this.#concerned(event).filter((entry) => ageOf(entry) >= RECIPIENT_LASTS_MS));
    const parts = Map.groupBy(this.#concerned(event), ({ recipient }) => recipient && partOf(recipient, event));
    for (const [part, entries] of parts) this.#tellPart(part, entries, event, names);
    if (CHANGES_RECIPIENTS.has(event.type)) for (const entry of this.#entries.values()) forgetIfChanged(entry, event);
  }

  /** What cannot be worded is told to nobody: they connect again and read it, instead of missing it in silence. */
  #namesOrDrop(event: StoredEvent): Promise<Names> {
    return loadNames(this.#deps.db, [event]).catch((error: unknown) => {
      for (const entry of this.#entries.values()) this.#drop(entry, error);
      throw error;
    });
  }

  /** The longest known first, and never two askings at once. What cannot be asked now is asked when there is something to tell. */
  async #askAhead(): Promise<void> {
    if (this.#isAskingAhead) return;
    const old = [...this.#entries.values()].filter((entry) => isPerson(entry) && ageOf(entry) >= ASK_AHEAD_MS);
    if (old.length === 0) return;
    this.#isAskingAhead = true;
    const oldest = old.sort((a, b) => a.readAtMs - b.readAtMs).slice(0, ASKED_AHEAD_AT_ONCE);
    await this.#read(oldest).catch(() => undefined);
    this.#isAskingAhead = false;
  }

  #tellPart(part: Part, entries: Entry[], event: StoredEvent, names: Names): void {
    const view = part && viewFor(part, event, names);
    if (view === null) return;
    this.#deps.tell(
      entries.map(({ subscriber }) => subscriber.id),
      view,
    );
  }

  #concerned(event: StoredEvent): Entry[] {
    return [...this.#entries.values()].filter(
      ({ recipient }) => recipient !== null && partOf(recipient, event) !== null,
    );
  }

  /** Those not read yet, and those of whom a role has ended since. */
  #readUnknown(): Promise<void> {
    const at = this.#deps.now();
    return this.#readOrDrop(
      [...this.#entries.values()].filter(
        ({ recipient, roleEndsAt }) => recipient === null || (roleEndsAt !== null && roleEndsAt <= at),
      ),
    );
  }

  async #readOrDrop(entries: Entry[]): Promise<void> {
    if (entries.length === 0) return;
    await this.#read(entries).catch((error: unknown) => {
      for (const entry of entries) this.#drop(entry, error);
    });
  }

  /** With a few queries for any number. Whose session is over hears nothing more. */
  async #read(entries: Entry[]): Promise<void> {
    const readAtMs = performance.now();
    const changes = new Map(entries.map((entry) => [entry, entry.changes]));
    const askings = await this.#deps.askAllAnew(entries.map(({ subscriber }) => subscriber.asking));
    const standing = entries.flatMap((entry, i) => {
      const asking = askings[i];
      if (asking !== undefined && !(asking instanceof Error)) return [{ entry, asking }];
      this.#drop(entry, asking);
      return [];
    });
    const recipients = await loadRecipients(
      this.#deps.db,
      standing.map(({ asking }) => asking),
    );
    standing.forEach(({ entry, asking }, i) => {
      if (entry.changes !== changes.get(entry)) return;
      entry.recipient = recipients[i] ?? null;
      entry.roleEndsAt = firstEnd(asking);
      entry.readAtMs = readAtMs;
    });
  }

  #drop({ subscriber }: Entry, why: unknown): void {
    if (this.#entries.delete(subscriber.id)) subscriber.drop(why);
  }
}

function forgetIfChanged(entry: Entry, event: StoredEvent): void {
  if (entry.recipient !== null && !mayBecomeAnother(entry.recipient, event)) return;
  entry.recipient = null;
  entry.readAtMs = 0; // asked ahead before all others
  entry.changes += 1;
}

/** A tablet is asked by itself, and so only when there is something to tell. */
const isPerson = ({ subscriber }: Entry): boolean => subscriber.asking.kind === 'user';

const ageOf = ({ readAtMs }: Entry): number => performance.now() - readAtMs;

function firstEnd({ roles }: Asking): Date | null {
  const ends = roles.flatMap(({ endsAt }) => endsAt?.getTime() ?? []);
  return ends.length === 0 ? null : new Date(Math.min(...ends));
}

/**
 * Whether this event may have changed what the recipient hears of. A change of rights names the person, else the child,
 * else the room, else the site that it is about; who has nothing to do with that stays who they were.
 */
function mayBecomeAnother(recipient: Recipient, event: StoredEvent): boolean {
  const { userId, childId, classroomId, siteId } = event;
  if (userId !== null) return recipient.userId === userId;
  if (childId !== null) return recipient.childIds.has(childId) || recipient.formerChildIds.has(childId);
  if (classroomId !== null)
    return recipient.staffClassroomIds.has(classroomId) || recipient.familyClassroomIds.has(classroomId);
  return siteId === null || recipient.familySiteIds.has(siteId) || recipient.adminSiteIds.has(siteId);
}
