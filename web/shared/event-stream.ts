import type { EventPage, EventView } from '#contract/events.ts';

export type EventStreamDeps = {
  /** The page of events after a position. */
  since: (after: number) => Promise<EventPage>;
  deliver: (event: EventView) => void;
};

/** Positions remembered to tell a repeat; far more than come between two pages. */
const REMEMBERED_POSITIONS = 5_000;

/**
 * Makes of a connection that breaks one stream without a gap or a repeat: after a break the missed events are asked for,
 * and those that arrive meanwhile wait until it is their turn.
 */
export class EventStream {
  readonly #deps: EventStreamDeps;
  readonly #seen = new Set<number>();
  #position: number | null = null;
  #connection = 0;
  #waiting: EventView[] | null = null;

  constructor(deps: EventStreamDeps) {
    this.#deps = deps;
  }

  /** The last position known, null before the first connection. */
  get position(): number | null {
    return this.#position;
  }

  /**
   * A connection stands and the log is at `position`.
   * @returns false when the missed events could not be fetched: then the caller connects anew, and nothing is lost.
   */
  async connected(position: number): Promise<boolean> {
    const connection = ++this.#connection;
    if (this.#position === null) {
      this.#position = position;
      return true;
    }
    this.#waiting ??= [];
    const fetched = await this.#catchUp(connection);
    if (connection !== this.#connection) return true; // a newer connection does it
    if (fetched) this.#release();
    return fetched;
  }

  receive(event: EventView): void {
    if (this.#waiting) this.#waiting.push(event);
    else this.#deliver(event);
  }

  async #catchUp(connection: number): Promise<boolean> {
    try {
      for (let more = true; more;) {
        const page = await this.#deps.since(this.#position ?? 0);
        if (connection !== this.#connection) return false;
        page.events.forEach((event) => this.#deliver(event));
        this.#position = Math.max(this.#position ?? 0, page.position);
        more = page.more;
      }
      return true;
    } catch {
      return false;
    }
  }

  #release(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    waiting.sort((a, b) => a.position - b.position).forEach((event) => this.#deliver(event));
  }

  /** By the set, not by "greater than the last": two events may come in the other order. */
  #deliver(event: EventView): void {
    if (this.#seen.has(event.position)) return;
    this.#seen.add(event.position);
    if (this.#seen.size > REMEMBERED_POSITIONS) this.#seen.delete(this.#seen.values().next().value ?? 0);
    this.#position = Math.max(this.#position ?? 0, event.position);
    this.#deps.deliver(event);
  }
}
