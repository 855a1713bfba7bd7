import { z } from 'zod';
import { Problem } from '#contract/problem.ts';
import { KeptEntries, type RecordStorage } from './kept-entries.ts';
import { PUT_ASIDE, REFUSED, UNSENT } from './kept-keys.ts';
import { OutboxRecord, type OutboxOwner } from './outbox-record.ts';

const Refused = z.object({ record: OutboxRecord, problem: Problem });
export type Refused = z.infer<typeof Refused>;
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

  /**
   * A record that is kept already, under another person's word, stays where it was in the order.
   * @returns whether it is kept; if not, it lives as long as the page
   */
  keep = (record: OutboxRecord): boolean => this.#unsent.keep(record.id, { record });

  forget = (id: string): void => this.#unsent.forget(id);

  /** It goes no further, and somebody has to read why. */
  refuse(refused: Refused): void {
    // First out, then in: a full storage has room for one of the two.
    this.#unsent.forget(refused.record.id);
    this.#refused.keep(refused.record.id, refused);
  }

  dismiss = (id: string): void => this.#refused.forget(id);

  /** Whether the key that another tab has removed was this record's. */
  isKeyOf = (key: string, { id }: OutboxRecord): boolean => this.#unsent.isKeyOf(key, id);

  isKeyOfRefused = (key: string): boolean => this.#refused.isKeyOf(key);

  /** How many are kept that this version cannot read. */
  unreadable = (): number => this.#unreadableKeys().length;

  /** Somebody has been told of them. They stay in the browser, for whoever can read them. */
  putUnreadableAside(): void {
    for (const key of this.#unreadableKeys()) {
      const text = this.#storage.getItem(key);
      this.#storage.removeItem(key);
      this.#storage.setItem(`${PUT_ASIDE}${this.#owner}:${key.slice(key.lastIndexOf(':') + 1)}`, text ?? '');
    }
  }

  #unreadableKeys = (): string[] => [...this.#unsent.unreadable(), ...this.#refused.unreadable()];
}
