import { z } from 'zod';

export type RecordStorage = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>;

/** By `order` and not by the clock alone: a tap and its undo can fall into one millisecond, and a clock can be set back. */
type Kept<E> = { order: number } & E;

/**
 * Entries in the browser's storage, over a reload and a closed tab. Each has a key of its own, so that two tabs never
 * write over one another. What does not parse stays: the next version of this page may read it.
 */
export class KeptEntries<E extends object> {
  readonly #storage: RecordStorage;
  readonly #prefix: string;
  readonly #schema: z.ZodType<Kept<E>>;

  constructor(storage: RecordStorage, prefix: string, schema: z.ZodType<E>) {
    this.#storage = storage;
    this.#prefix = prefix;
    this.#schema = z.intersection(z.object({ order: z.number() }), schema);
  }

  /** In the order they were made. */
  read(): readonly E[] {
    return this.#readAll().sort((a, b) => a.order - b.order);
  }

  /** @returns whether it is kept: a storage that is full or forbidden keeps nothing */
  keep(id: string, entry: E): boolean {
    const order = this.#readOne(this.#keyOf(id))?.order ?? this.#nextOrder();
    try {
      this.#storage.setItem(this.#keyOf(id), JSON.stringify({ ...entry, order }));
      return true;
    } catch {
      return false;
    }
  }

  forget(id: string): void {
    this.#storage.removeItem(this.#keyOf(id));
  }

  /** Whether the key that another tab has changed was this one's; without an id, whether it was any of these. */
  isKeyOf(key: string, id?: string): boolean {
    return id === undefined ? key.startsWith(this.#prefix) : key === this.#keyOf(id);
  }

  /** The keys of what this version cannot read. */
  unreadable(): readonly string[] {
    return this.#keys().filter((key) => this.#readOne(key) === null);
  }

  #keyOf = (id: string): string => this.#prefix + id;

  #nextOrder = (): number => Math.max(Date.now(), ...this.#readAll().map(({ order }) => order + 1));

  #keys(): string[] {
    const keys = Array.from({ length: this.#storage.length }, (_, index) => this.#storage.key(index) ?? '');
    return keys.filter((key) => key.startsWith(this.#prefix));
  }

  #readAll = (): Kept<E>[] => this.#keys().flatMap((key) => this.#readOne(key) ?? []);

  #readOne(key: string): Kept<E> | null {
    try {
      const text = this.#storage.getItem(key);
      return text === null ? null : this.#schema.parse(JSON.parse(text));
    } catch {
      return null;
    }
  }
}
