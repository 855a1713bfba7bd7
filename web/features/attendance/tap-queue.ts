import type { AttendanceRecorded } from '#contract/attendance.ts';
import type { AttendanceEventId, DeviceId, UserId } from '#contract/ids.ts';
import type { Problem } from '#contract/problem.ts';
import { ProblemError } from '../../shared/api.ts';
import type { Tap } from './tap.ts';

const storageKey = (owner: QueueDeps['owner']): string => `kanwa:unsent-taps:${owner}`;
const RETRY_FIRST_MS = 1_000;
const RETRY_LAST_MS = 15_000;

type QueueDeps = {
  send: (tap: Tap) => Promise<AttendanceRecorded>;
  /** The tablet, or the person on their own browser: nobody else may send what is unsent of theirs. */
  owner: DeviceId | UserId;
  /** Keeps unsent taps over a reload of the page and a closed tab. */
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  onRecorded: (tap: Tap, recorded: AttendanceRecorded) => void;
  onRefused: (tap: Tap, problem: Problem) => void;
  /** The server wants to know who acts; call `resume` when it does. */
  onActorNeeded: () => void;
};

/** Nothing is wrong with the tap itself: it waits and is sent again. */
const RETRIED: ReadonlySet<string> = new Set([
  'internal',
  'media-unavailable',
  'too-many-tries',
  'not-signed-in',
]);

/**
 * Taps on their way to the server: one at a time, in the order they were made, kept while the network is away.
 * A refused tap leaves the queue and the ones behind it go on.
 */
export class TapQueue {
  readonly #deps: QueueDeps;
  readonly #listeners = new Set<() => void>();
  #taps: readonly Tap[];
  /** Sent at least once without an answer: the server may know it already. */
  #tried: AttendanceEventId | null = null;
  #sending = false;
  #stopped = false;
  #retryMs = RETRY_FIRST_MS;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(deps: QueueDeps) {
    this.#deps = deps;
    this.#taps = readStored(deps);
    this.#tried = this.#taps[0]?.eventId ?? null;
  }

  /** Stable between changes, for useSyncExternalStore. */
  snapshot = (): readonly Tap[] => this.#taps;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  add(tap: Tap): void {
    this.#set([...this.#taps, tap]);
    if (this.#retry === undefined) void this.#drain();
  }

  /** Takes a tap out that was never sent. False when the server may know it: then only an undo helps. */
  drop(eventId: AttendanceEventId): boolean {
    if (eventId === this.#tried || !this.#taps.some((tap) => tap.eventId === eventId)) return false;
    this.#set(this.#taps.filter((tap) => tap.eventId !== eventId));
    return true;
  }

  /** Sends now: the network is back, or someone has said who acts. */
  resume(): void {
    this.#stopped = false;
    this.#retryMs = RETRY_FIRST_MS;
    void this.#drain();
  }

  stop(): void {
    this.#stopped = true;
    this.#wait(null);
  }

  async #drain(): Promise<void> {
    if (this.#sending) return;
    this.#wait(null);
    this.#sending = true;
    try {
      while (!this.#stopped && this.#taps[0] && (await this.#sendOne(this.#taps[0])));
    } finally {
      this.#sending = false;
    }
  }

  /** @returns whether the next tap may be sent at once. */
  async #sendOne(tap: Tap): Promise<boolean> {
    this.#tried = tap.eventId;
    try {
      const recorded = await this.#deps.send(tap);
      this.#settle(tap, () => this.#deps.onRecorded(tap, recorded));
      return true;
    } catch (error) {
      return this.#failed(tap, error);
    }
  }

  #failed(tap: Tap, error: unknown): boolean {
    const problem = error instanceof ProblemError ? error.problem : null;
    if (problem?.code === 'who-is-acting') {
      this.#deps.onActorNeeded();
      return false;
    }
    if (!problem || RETRIED.has(problem.code)) {
      this.#wait(problem?.retryAfterSeconds === undefined ? this.#retryMs : problem.retryAfterSeconds * 1_000);
      this.#retryMs = Math.min(this.#retryMs * 2, RETRY_LAST_MS);
      return false;
    }
    this.#settle(tap, () => this.#deps.onRefused(tap, problem));
    return true;
  }

  #settle(tap: Tap, tell: () => void): void {
    this.#retryMs = RETRY_FIRST_MS;
    this.#tried = null;
    tell(); // before the tap goes, so that the tile never shows the old state in between
    this.#set(this.#taps.filter((other) => other.eventId !== tap.eventId));
  }

  #wait(ms: number | null): void {
    clearTimeout(this.#retry);
    this.#retry = ms === null || this.#stopped ? undefined : setTimeout(() => void this.#drain(), ms);
  }

  #set(taps: readonly Tap[]): void {
    this.#taps = taps;
    keep(this.#deps, taps);
    for (const listener of this.#listeners) listener();
  }
}

function keep({ storage, owner }: QueueDeps, taps: readonly Tap[]): void {
  if (taps.length === 0) storage.removeItem(storageKey(owner));
  else storage.setItem(storageKey(owner), JSON.stringify(taps));
}

/** What this page wrote itself; anything else there is not ours and is left out. */
function readStored({ storage, owner }: QueueDeps): readonly Tap[] {
  try {
    const stored: unknown = JSON.parse(storage.getItem(storageKey(owner)) ?? '[]');
    return Array.isArray(stored) ? (stored as Tap[]) : [];
  } catch {
    return [];
  }
}
