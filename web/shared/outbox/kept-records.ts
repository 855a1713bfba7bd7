import { z } from 'zod';
import { OutboxRecord, type OutboxOwner } from './outbox-record.ts';

/** By `order` and not by the clock alone: a tap and its undo can fall into one millisecond, and a clock can be set back. */
const Kept = z.object({ order: z.number(), record: OutboxRecord });

export type RecordStorage = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>;

/**
 * Unsent records in the browser's storage, over a reload and a closed tab. Each has a key of its own, so that two tabs
 * never write over one another. What does not parse is removed.
 */
export class KeptRecords {
  readonly #storage: RecordStorage;
  readonly #prefix: string;

  constructor(storage: RecordStorage, owner: OutboxOwner) {
    this.#storage = storage;
    this.#prefix = `kanwa:unsent:${owner}:`;
  }

  /** In the order they were made. */
  read(): readonly OutboxRecord[] {
    const inOrder = this.#readAll().sort((a, b) => a.order - b.order);
    return inOrder.map(({ record }) => record);
  }

  /** A storage that is full or forbidden keeps nothing: then the record lives as long as the page. */
  keep(record: OutboxRecord): void {
    const order = Math.max(Date.now(), ...this.#readAll().map((kept) => kept.order + 1));
    this.#write({ order, record });
  }

  /** Another person's word for a record that is kept already: it stays where it was in the order. */
  replace(record: OutboxRecord): void {
    const [before] = this.#readOne(this.#keyOf(record.id));
    if (before) this.#write({ order: before.order, record });
  }

  forget(id: string): void {
    this.#storage.removeItem(this.#keyOf(id));
  }

  /** Whether the key that another tab has removed was this record's. */
  isKeyOf(key: string, { id }: OutboxRecord): boolean {
    return key === this.#keyOf(id);
  }

  #keyOf = (id: string): string => this.#prefix + id;

  #readAll(): z.infer<typeof Kept>[] {
    const keys = Array.from({ length: this.#storage.length }, (_, index) => this.#storage.key(index) ?? '');
    return keys.filter((key) => key.startsWith(this.#prefix)).flatMap((key) => this.#readOne(key));
  }

  #readOne(key: string): z.infer<typeof Kept>[] {
    try {
      const text = this.#storage.getItem(key);
      return text === null ? [] : [Kept.parse(JSON.parse(text))];
    } catch {
      this.#storage.removeItem(key);
      return [];
    }
  }

  #write(kept: z.infer<typeof Kept>): void {
    try {
      this.#storage.setItem(this.#keyOf(kept.record.id), JSON.stringify(kept));
    } catch {
      // Said above: the record is in the page's memory still.
    }
  }
}
