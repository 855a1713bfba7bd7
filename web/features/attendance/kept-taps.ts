import { z } from 'zod';
import type { AttendanceEventId, DeviceId, UserId } from '#contract/ids.ts';
import { Tap } from './tap.ts';

/** By `order` and not by the clock alone: a tap and its undo can fall into one millisecond, and a clock can be set back. */
const Kept = z.object({ order: z.number(), tap: Tap });

export type TapStorage = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>;

/**
 * Unsent taps in the browser's storage, over a reload and a closed tab. Each has a key of its own, so that two tabs never
 * write over one another. What does not parse is removed.
 */
export class KeptTaps {
  readonly #storage: TapStorage;
  readonly #prefix: string;

  constructor(storage: TapStorage, owner: DeviceId | UserId) {
    this.#storage = storage;
    this.#prefix = `kanwa:unsent-tap:${owner}:`;
  }

  /** In the order they were made. */
  read(): readonly Tap[] {
    const inOrder = this.#readAll().sort((a, b) => a.order - b.order);
    return inOrder.map(({ tap }) => tap);
  }

  /** A storage that is full or forbidden keeps nothing: then the tap lives as long as the page. */
  keep(tap: Tap): void {
    const order = Math.max(Date.now(), ...this.#readAll().map((kept) => kept.order + 1));
    this.#write({ order, tap });
  }

  /** Another person's word for a tap that is kept already: it stays where it was in the order. */
  replace(tap: Tap): void {
    const [before] = this.#readOne(this.#keyOf(tap.eventId));
    if (before) this.#write({ order: before.order, tap });
  }

  forget(eventId: AttendanceEventId): void {
    this.#storage.removeItem(this.#keyOf(eventId));
  }

  /** Whether the key that another tab has removed was this tap's. */
  isKeyOf(key: string, { eventId }: Tap): boolean {
    return key === this.#keyOf(eventId);
  }

  #keyOf = (eventId: AttendanceEventId): string => this.#prefix + eventId;

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
      this.#storage.setItem(this.#keyOf(kept.tap.eventId), JSON.stringify(kept));
    } catch {
      // Said above: the tap is in the page's memory still.
    }
  }
}
