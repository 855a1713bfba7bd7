import type { UserId } from '#contract/ids.ts';
import type { Problem } from '#contract/problem.ts';
import { ProblemError } from '../problem-error.ts';
import type { KeptRecords } from './kept-records.ts';
import type { OutboxRecord } from './outbox-record.ts';

const RETRY_FIRST_MS = 1_000;
const RETRY_LAST_MS = 15_000;

export type OutboxDeps = {
  /** Resolves with the server's answer, for the feature to parse. */
  send: (record: OutboxRecord) => Promise<unknown>;
  kept: KeptRecords;
  /** Who acts at this instant; null when nobody has said so. */
  actsNow: () => UserId | null;
  /** Whether the server has said who acts here; false while somebody has only been chosen without a network. */
  mayGo: () => boolean;
  /** It is not known who acts; call `resume` when it does. */
  onActorNeeded: () => void;
};

export type Outcome = { answer: unknown } | { problem: Problem };
type SettledListener = (record: OutboxRecord, outcome: Outcome) => void;
export type Refused = { record: OutboxRecord; problem: Problem };

/** Nothing is wrong with the record itself: it waits and is sent again. */
const RETRIED: ReadonlySet<string> = new Set(['internal', 'media-unavailable', 'too-many-tries', 'not-signed-in']);

/**
 * Records on their way to the server: one at a time, in the order they were made, kept while the network is away.
 * A refused record leaves and the ones behind it go on. A record of somebody who acts no more is held until whoever
 * acts now takes it over or discards it.
 */
export class Outbox {
  readonly #deps: OutboxDeps;
  readonly #listeners = new Set<() => void>();
  readonly #settledListeners = new Set<SettledListener>();
  #records: readonly OutboxRecord[];
  #refused: readonly Refused[] = [];
  /** Sent at least once without an answer: the server may know them already. */
  readonly #tried: Set<string>;
  #sending = false;
  #stopped = false;
  #retryMs = RETRY_FIRST_MS;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(deps: OutboxDeps) {
    this.#deps = deps;
    this.#records = deps.kept.read();
    this.#tried = new Set(this.#records.map(({ id }) => id));
  }

  /** What is unsent. Stable between changes, for useSyncExternalStore. */
  snapshot = (): readonly OutboxRecord[] => this.#records;

  /** What the server said no to, until it is dismissed. Stable between changes. */
  refused = (): readonly Refused[] => this.#refused;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Told of every record that the server has taken or refused, before it leaves. */
  onSettled = (listener: SettledListener): (() => void) => {
    this.#settledListeners.add(listener);
    return () => this.#settledListeners.delete(listener);
  };

  add(record: OutboxRecord): void {
    this.#deps.kept.keep(record);
    this.#set([...this.#records, record]);
    if (this.#retry === undefined) void this.#drain();
  }

  /** Takes a record out that was never sent. False when the server may know it: then only an undo helps. */
  drop(id: string): boolean {
    if (this.#tried.has(id) || !this.#records.some((record) => record.id === id)) return false;
    this.discard([id]);
    return true;
  }

  /** Records of others than whoever acts now. None while it is not known who acts. */
  held(): readonly OutboxRecord[] {
    const actor = this.#deps.mayGo() ? this.#deps.actsNow() : null;
    return actor === null ? [] : this.#records.filter(({ actorId }) => actorId !== actor);
  }

  /** What goes no further by itself, also with a network: it waits for a PIN, or behind what does. */
  stuck(): readonly OutboxRecord[] {
    const actor = this.#deps.mayGo() ? this.#deps.actsNow() : null;
    return actor === null ? this.#records : this.#records.filter((record) => !this.#freeFor(actor).includes(record));
  }

  /** Whoever acts now sends these under their own name. */
  takeOver(ids: readonly string[]): void {
    const actorId = this.#deps.actsNow();
    if (actorId === null || !this.#deps.mayGo()) return;
    const records = this.#records.map((record) => (ids.includes(record.id) ? { ...record, actorId } : record));
    records.forEach((record) => this.#deps.kept.replace(record));
    this.#set(records);
    this.resume();
  }

  /** Takes records out unsent, and lets go what waited behind them. */
  discard(ids: readonly string[]): void {
    ids.forEach((id) => this.#deps.kept.forget(id));
    this.#set(this.#records.filter(({ id }) => !ids.includes(id)));
    if (this.#retry === undefined) void this.#drain();
  }

  /** Somebody has read why these were refused. */
  dismiss(ids: readonly string[]): void {
    this.#refused = this.#refused.filter(({ record }) => !ids.includes(record.id));
    this.#tell();
  }

  /** Another tab has sent or discarded what it kept under this key. */
  forgottenElsewhere(key: string): void {
    this.#set(this.#records.filter((record) => !this.#deps.kept.isKeyOf(key, record)));
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

  /** The first record that may go: what is held keeps back only later records about the same. */
  #next(): OutboxRecord | undefined {
    if (this.#stopped || this.#records.length === 0 || !this.#deps.mayGo()) return undefined;
    const actor = this.#deps.actsNow();
    if (actor === null) this.#deps.onActorNeeded();
    return this.#freeFor(actor)[0];
  }

  /** Records of this person that wait behind nobody else's. */
  #freeFor(actor: UserId | null): OutboxRecord[] {
    const waiting = new Set<string>();
    return this.#records.filter(({ actorId, orderKeys }) => {
      const isFree = actorId === actor && !orderKeys.some((key) => waiting.has(key));
      if (!isFree) orderKeys.forEach((key) => waiting.add(key));
      return isFree;
    });
  }

  /** @returns whether the next record may be sent at once. */
  async #sendOne(record: OutboxRecord): Promise<boolean> {
    this.#tried.add(record.id);
    try {
      const answer = await this.#deps.send(record);
      this.#settle(record, { answer });
      return true;
    } catch (error) {
      return this.#failed(record, error);
    }
  }

  #failed(record: OutboxRecord, error: unknown): boolean {
    const problem = error instanceof ProblemError ? error.problem : null;
    if (problem?.code === 'who-is-acting') {
      // Somebody else has said their PIN while it was on its way: then it is held, and theirs go on.
      if (this.#deps.actsNow() !== record.actorId) return true;
      this.#deps.onActorNeeded();
      return false;
    }
    if (!problem || RETRIED.has(problem.code)) {
      this.#wait(problem?.retryAfterSeconds === undefined ? this.#retryMs : problem.retryAfterSeconds * 1_000);
      this.#retryMs = Math.min(this.#retryMs * 2, RETRY_LAST_MS);
      return false;
    }
    this.#refused = [...this.#refused, { record, problem }];
    this.#settle(record, { problem });
    return true;
  }

  #settle(record: OutboxRecord, outcome: Outcome): void {
    this.#retryMs = RETRY_FIRST_MS;
    this.#tried.delete(record.id);
    // Before the record goes, so that the page never shows the old state in between.
    for (const listener of [...this.#settledListeners]) listener(record, outcome);
    this.#deps.kept.forget(record.id);
    this.#set(this.#records.filter((other) => other.id !== record.id));
  }

  #wait(ms: number | null): void {
    clearTimeout(this.#retry);
    this.#retry = ms === null || this.#stopped ? undefined : setTimeout(() => void this.#drain(), ms);
  }

  #set(records: readonly OutboxRecord[]): void {
    this.#records = records;
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
