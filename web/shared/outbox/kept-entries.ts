import { z } from 'zod';

export type RecordStorage = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>;

/** By `order` and not by the clock alone: a tap and its undo can fall into one millisecond, and a clock can be set back. */
type Kept<E> = { order: number } & E;

/**
 * Entries in the browser's storage, over a reload and a closed tab; what it has no room for lives as long as the page. Each
 * has a key of its own, so that two tabs never write over one another. What does not parse stays: the next version of this
 * page may read it.
 */
export class KeptEntries<E extends object> {
  readonly #storage: RecordStorage;
  readonly #prefix: string;
  readonly #schema: z.ZodType<Kept<E>>;
  readonly #onPageOnly = new Map<string, Kept<E>>();

  constructor(storage: RecordStorage, prefix: string, schema: z.ZodType<E>) {
    this.#storage = storage;
    this.#prefix = prefix;
    this.#schema = z.intersection(z.object({ order: z.number() }), schema);
  }

  /** In the order they were made. */
  read(): readonly E[] {
    return this.#readAll().sort((a, b) => a.order - b.order);
  }

  /** One that is there already keeps its place in the order, and so does what the storage takes only later. */
  keep(id: string, entry: E): void {
    const before = this.#onPageOnly.get(id) ?? this.#readOne(this.#keyOf(id));
    this.#store(id, { ...entry, order: before?.order ?? this.#nextOrder() });
  }

  /** There may be room now. */
  keepWhatWaits(): void {
    for (const [id, entry] of [...this.#onPageOnly]) this.#store(id, entry);
  }

  forget(id: string): void {
    this.#storage.removeItem(this.#keyOf(id));
    this.#onPageOnly.delete(id);
  }

  /** How many the storage has not taken: it is full or forbidden. */
  onPageOnly = (): number => this.#onPageOnly.size;

  /** Whose key another tab has changed; null when it was none of these. */
  idOf = (key: string): string | null => (key.startsWith(this.#prefix) ? key.slice(this.#prefix.length) : null);

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

  #store(id: string, entry: Kept<E>): void {
    try {
      this.#storage.setItem(this.#keyOf(id), JSON.stringify(entry));
      this.#onPageOnly.delete(id);
    } catch {
      this.#onPageOnly.set(id, entry);
    }
  }

  #readAll(): Kept<E>[] {
    const keys = this.#keys().filter((key) => !this.#onPageOnly.has(key.slice(this.#prefix.length)));
    return [...keys.flatMap((key) => this.#readOne(key) ?? []), ...this.#onPageOnly.values()];
  }

  #readOne(key: string): Kept<E> | null {
    try {
      const text = this.#storage.getItem(key);
      return text === null ? null : this.#schema.parse(JSON.parse(text));
    } catch {
      return null;
    }
  }
}
