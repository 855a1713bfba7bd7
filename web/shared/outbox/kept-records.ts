import { z } from 'zod';
import { Problem } from '#contract/problem.ts';
import { KeptEntries, type RecordStorage } from './kept-entries.ts';
import { PUT_ASIDE, REFUSED, UNSENT } from './kept-keys.ts';
import { OutboxRecord, type OutboxOwner } from './outbox-record.ts';

const Refused = z.object({ record: OutboxRecord, problem: Problem });
export type Refused = z.infer<typeof Refused>;
/** What the browser's storage could not do: records that live only as long as the page, and such as cannot be read. */
export type NotKept = { onPageOnly: number; unreadable: number };
const Unsent = z.object({ record: OutboxRecord });

/** What the server does not have, and what it did not take, in the browser's storage. */
export class KeptRecords {
  readonly #storage: RecordStorage;
  readonly #owner: OutboxOwner;
  readonly #unsent: KeptEntries<z.infer<typeof Unsent>>;
  readonly #refused: KeptEntries<Refused>;

  constructor(storage: RecordStorage, owner: OutboxOwner) {
    this.#storage = storage;
    this.#owner = owner;
    this.#unsent = new KeptEntries(storage, `${UNSENT}${owner}:`, Unsent);
    this.#refused = new KeptEntries(storage, `${REFUSED}${owner}:`, Refused);
  }

  /** In the order they were made. */
  unsent = (): readonly OutboxRecord[] => this.#unsent.read().map(({ record }) => record);

  refused = (): readonly Refused[] => this.#refused.read().map(({ record, problem }) => ({ record, problem }));

  /** A record that is kept already, under another person's word, stays where it was in the order. */
  keep = (record: OutboxRecord): void => this.#unsent.keep(record.id, { record });

  forget(id: string): void {
    this.#unsent.forget(id);
    this.keepWhatWaits();
  }

  /** It goes no further, and somebody has to read why. */
  refuse(refused: Refused): void {
    // First out, then in: a full storage has room for one of the two.
    this.#unsent.forget(refused.record.id);
    this.#refused.keep(refused.record.id, refused);
    this.keepWhatWaits();
  }

  dismiss(id: string): void {
    this.#refused.forget(id);
    this.keepWhatWaits();
  }

  /** What has gone has left room. */
  keepWhatWaits(): void {
    this.#unsent.keepWhatWaits();
    this.#refused.keepWhatWaits();
  }

  /** How many live only as long as the page. */
  onPageOnly = (): number => this.#unsent.onPageOnly() + this.#refused.onPageOnly();

  /** Which record's key another tab has changed; null when it was none of what is unsent. */
  idOfUnsent = (key: string): string | null => this.#unsent.idOf(key);

  isKeyOfRefused = (key: string): boolean => this.#refused.idOf(key) !== null;

  /** How many are kept that this version cannot read. */
  unreadable = (): number => this.#unreadableKeys().length;

  /**
   * Somebody has been told of them and puts the attendance right. They stay in the browser for support to read, and no
   * version sends them any more.
   */
  putUnreadableAside(): void {
    for (const key of this.#unreadableKeys()) {
      const text = this.#storage.getItem(key) ?? '';
      this.#storage.removeItem(key);
      try {
        this.#storage.setItem(`${PUT_ASIDE}${this.#owner}:${key.slice(key.lastIndexOf(':') + 1)}`, text);
      } catch {
        // A full storage: it had room for this one where it was.
        this.#storage.setItem(key, text);
      }
    }
  }

  #unreadableKeys = (): string[] => [...this.#unsent.unreadable(), ...this.#refused.unreadable()];
}
