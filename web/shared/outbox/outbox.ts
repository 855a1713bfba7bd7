import type { UserId } from '#contract/ids.ts';
import { Courier, type Outcome } from './courier.ts';
import type { KeptRecords, NotKept, Refused } from './kept-records.ts';
import type { OutboxRecord } from './outbox-record.ts';
import { freeFor } from './sending-order.ts';

export type { Outcome } from './courier.ts';
export type { NotKept, Refused } from './kept-records.ts';

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

type SettledListener = (record: OutboxRecord, outcome: Outcome) => void;

/**
 * Records on their way to the server: in the order they were made, kept while the network is away. A refused record leaves
 * and is told until somebody has read why. A record of somebody who acts no more is held until whoever acts now takes it
 * over or discards it.
 */
export class Outbox {
  readonly #deps: OutboxDeps;
  readonly #courier: Courier;
  readonly #listeners = new Set<() => void>();
  readonly #settledListeners = new Set<SettledListener>();
  #records: readonly OutboxRecord[];
  #refused: readonly Refused[];
  #notKept: NotKept;
  /** Sent at least once without an answer: the server may know them already. */
  readonly #tried: Set<string>;

  constructor(deps: OutboxDeps) {
    this.#deps = deps;
    this.#records = deps.kept.unsent();
    this.#refused = deps.kept.refused();
    this.#notKept = { onPageOnly: 0, unreadable: deps.kept.unreadable() };
    this.#tried = new Set(this.#records.map(({ id }) => id));
    this.#courier = new Courier({
      send: (record) => {
        this.#tried.add(record.id);
        return deps.send(record);
      },
      free: () => this.#free(),
      onOutcome: (record, outcome) => this.#settle(record, outcome),
      onUnknownActor: (record) => this.#unknownActor(record),
    });
  }

  /** What is unsent. Stable between changes, for useSyncExternalStore. */
  snapshot = (): readonly OutboxRecord[] => this.#records;

  /** What the server said no to, until it is dismissed. Stable between changes. */
  refused = (): readonly Refused[] => this.#refused;

  /** Stable between changes. */
  notKept = (): NotKept => this.#notKept;

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
    this.#courier.wake();
  }

  /** Takes a record out that was never sent. False when the server may know it: then only an undo helps. */
  drop(id: string): boolean {
    if (this.#tried.has(id) || !this.#records.some((record) => record.id === id)) return false;
    this.discard([id]);
    return true;
  }

  /** Records of others than whoever acts now. None while it is not known who acts. */
  held(): readonly OutboxRecord[] {
    const actor = this.#provenActor();
    return actor === null ? [] : this.#records.filter(({ actorId }) => actorId !== null && actorId !== actor);
  }

  /** What goes no further by itself, also with a network: it waits for a PIN, or behind what does. */
  stuck(): readonly OutboxRecord[] {
    const actor = this.#provenActor();
    const free = new Set(freeFor(this.#records, actor));
    return this.#records.filter((record) => !free.has(record));
  }

  /** Whoever acts now sends these under their own name. */
  takeOver(ids: readonly string[]): void {
    const actorId = this.#provenActor();
    if (actorId === null) return;
    for (const record of this.#records) if (ids.includes(record.id)) this.#deps.kept.keep({ ...record, actorId });
    this.resume();
  }

  /** Takes records out unsent, and lets go what waited behind them. */
  discard(ids: readonly string[]): void {
    ids.forEach((id) => this.#deps.kept.forget(id));
    this.#set(this.#records.filter(({ id }) => !ids.includes(id)));
    this.#courier.wake();
  }

  /** Somebody has read why these were refused. */
  dismiss(ids: readonly string[]): void {
    ids.forEach((id) => this.#deps.kept.dismiss(id));
    this.#refused = this.#refused.filter(({ record }) => !ids.includes(record.id));
    this.#tell();
  }

  /** Somebody has read that there are records which cannot be read. */
  dismissUnreadable(): void {
    this.#deps.kept.putUnreadableAside();
    this.#notKept = { ...this.#notKept, unreadable: this.#deps.kept.unreadable() };
    this.#tell();
  }

  /** Another tab has changed what is kept under this key. What it has added it sends itself, unless it is closed first. */
  changedElsewhere(key: string, isGone: boolean): void {
    const { kept } = this.#deps;
    if (kept.isKeyOfRefused(key)) this.#refused = kept.refused();
    const unsentId = kept.idOfUnsent(key);
    if (unsentId !== null && isGone) kept.forget(unsentId);
    for (const { id } of this.#reread()) this.#courier.leave(id);
    if (unsentId !== null) this.#courier.wake();
  }

  /** Sends now: the network is back, or someone has said who acts. Also what a tab that is closed has left. */
  resume(): void {
    this.#deps.kept.keepWhatWaits();
    this.#reread();
    this.#courier.resume();
  }

  stop(): void {
    this.#courier.stop();
  }

  /** @returns what was not known here. Another tab may have sent it. */
  #reread(): readonly OutboxRecord[] {
    const known = new Set(this.#records.map(({ id }) => id));
    const records = this.#deps.kept.unsent();
    const found = records.filter(({ id }) => !known.has(id));
    for (const { id } of found) this.#tried.add(id);
    this.#set(records);
    return found;
  }

  #provenActor = (): UserId | null => (this.#deps.mayGo() ? this.#deps.actsNow() : null);

  #free(): readonly OutboxRecord[] {
    const actor = this.#provenActor();
    const isPinNeeded = this.#records.some(({ actorId }) => actorId !== null);
    if (isPinNeeded && this.#deps.mayGo() && actor === null) this.#deps.onActorNeeded();
    return freeFor(this.#records, actor);
  }

  /** Somebody else may have said their PIN while it was on its way: then it is held, and theirs go on. */
  #unknownActor({ actorId }: OutboxRecord): boolean {
    if (this.#deps.actsNow() !== actorId) return true;
    this.#deps.onActorNeeded();
    return false;
  }

  #settle(record: OutboxRecord, outcome: Outcome): void {
    this.#tried.delete(record.id);
    if ('problem' in outcome) this.#refused = [...this.#refused, { record, ...outcome }];
    // Before the record goes, so that the page never shows the old state in between.
    for (const listener of [...this.#settledListeners]) listener(record, outcome);
    if ('problem' in outcome) this.#deps.kept.refuse({ record, ...outcome });
    else this.#deps.kept.forget(record.id);
    this.#set(this.#records.filter((other) => other.id !== record.id));
  }

  #set(records: readonly OutboxRecord[]): void {
    this.#records = records;
    this.#tell();
  }

  #tell(): void {
    const onPageOnly = this.#deps.kept.onPageOnly();
    if (onPageOnly !== this.#notKept.onPageOnly) this.#notKept = { ...this.#notKept, onPageOnly };
    for (const listener of [...this.#listeners]) listener();
  }
}
