import type { AttendanceRecorded } from '#contract/attendance.ts';
import type { AttendanceEventId, ChildId, UserId } from '#contract/ids.ts';
import type { Problem } from '#contract/problem.ts';
import { ProblemError } from '../../shared/api.ts';
import type { KeptTaps } from './kept-taps.ts';
import type { Tap } from './tap.ts';

const RETRY_FIRST_MS = 1_000;
const RETRY_LAST_MS = 15_000;

type QueueDeps = {
  send: (tap: Tap) => Promise<AttendanceRecorded>;
  kept: KeptTaps;
  /** Who acts at this instant; null when nobody has said so. */
  actsNow: () => UserId | null;
  onRecorded: (tap: Tap, recorded: AttendanceRecorded) => void;
  onRefused: (tap: Tap, problem: Problem) => void;
  /** It is not known who acts; call `resume` when it does. */
  onActorNeeded: () => void;
};

/** Nothing is wrong with the tap itself: it waits and is sent again. */
const RETRIED: ReadonlySet<string> = new Set(['internal', 'media-unavailable', 'too-many-tries', 'not-signed-in']);

/**
 * Taps on their way to the server: one at a time, in the order they were made, kept while the network is away.
 * A refused tap leaves the queue and the ones behind it go on. A tap of somebody who acts no more is held until whoever
 * acts now takes it over or discards it.
 */
export class TapQueue {
  readonly #deps: QueueDeps;
  readonly #listeners = new Set<() => void>();
  #taps: readonly Tap[];
  /** Sent at least once without an answer: the server may know them already. */
  readonly #tried: Set<AttendanceEventId>;
  #sending = false;
  #stopped = false;
  #retryMs = RETRY_FIRST_MS;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(deps: QueueDeps) {
    this.#deps = deps;
    this.#taps = deps.kept.read();
    this.#tried = new Set(this.#taps.map(({ eventId }) => eventId));
  }

  /** Stable between changes, for useSyncExternalStore. */
  snapshot = (): readonly Tap[] => this.#taps;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  add(tap: Tap): void {
    this.#deps.kept.keep(tap);
    this.#set([...this.#taps, tap]);
    if (this.#retry === undefined) void this.#drain();
  }

  /** Takes a tap out that was never sent. False when the server may know it: then only an undo helps. */
  drop(eventId: AttendanceEventId): boolean {
    if (this.#tried.has(eventId) || !this.#taps.some((tap) => tap.eventId === eventId)) return false;
    this.discard([eventId]);
    return true;
  }

  /** Taps of others than whoever acts now. None while it is not known who acts. */
  held(): readonly Tap[] {
    const actor = this.#deps.actsNow();
    return actor === null ? [] : this.#taps.filter(({ actorId }) => actorId !== actor);
  }

  /** Whoever acts now sends these under their own name. */
  takeOver(eventIds: readonly AttendanceEventId[]): void {
    const actorId = this.#deps.actsNow();
    if (actorId === null) return;
    const taps = this.#taps.map((tap) => (eventIds.includes(tap.eventId) ? { ...tap, actorId } : tap));
    taps.forEach((tap) => this.#deps.kept.replace(tap));
    this.#set(taps);
    this.resume();
  }

  /** Takes taps out unsent, and lets go what waited behind them. */
  discard(eventIds: readonly AttendanceEventId[]): void {
    eventIds.forEach((eventId) => this.#deps.kept.forget(eventId));
    this.#set(this.#taps.filter(({ eventId }) => !eventIds.includes(eventId)));
    if (this.#retry === undefined) void this.#drain();
  }

  /** Another tab has sent or discarded what it kept under this key. */
  forgottenElsewhere(key: string): void {
    this.#set(this.#taps.filter((tap) => !this.#deps.kept.isKeyOf(key, tap)));
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
      for (let next = this.#next(); next && (await this.#sendOne(next)); next = this.#next());
    } finally {
      this.#sending = false;
    }
  }

  /** The first tap that may go: what is held keeps back only later taps on the same child. */
  #next(): Tap | undefined {
    if (this.#stopped || this.#taps.length === 0) return undefined;
    const actor = this.#deps.actsNow();
    if (actor === null) this.#deps.onActorNeeded();
    const waiting = new Set<ChildId>();
    for (const tap of this.#taps) {
      if (tap.actorId === actor && !waiting.has(tap.childId)) return tap;
      waiting.add(tap.childId);
    }
    return undefined;
  }

  /** @returns whether the next tap may be sent at once. */
  async #sendOne(tap: Tap): Promise<boolean> {
    this.#tried.add(tap.eventId);
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
    this.#tried.delete(tap.eventId);
    tell(); // before the tap goes, so that the tile never shows the old state in between
    this.#deps.kept.forget(tap.eventId);
    this.#set(this.#taps.filter((other) => other.eventId !== tap.eventId));
  }

  #wait(ms: number | null): void {
    clearTimeout(this.#retry);
    this.#retry = ms === null || this.#stopped ? undefined : setTimeout(() => void this.#drain(), ms);
  }

  #set(taps: readonly Tap[]): void {
    this.#taps = taps;
    for (const listener of this.#listeners) listener();
  }
}
