export type Pace = {
  /** What happens within this after the first event is one reading. */
  batchMs: number;
  /** From one reading to the next at least: ten busy sites must not make a reading of every tap. */
  restMs: number;
};

/** Reads lists anew after events: soon after the first of a burst, and no more often than its pace allows. */
export class Rereading {
  readonly #reread: (keys: ReadonlySet<string>) => void;
  readonly #pace: Pace;
  #old = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #readAtMs = Number.NEGATIVE_INFINITY;

  constructor(reread: (keys: ReadonlySet<string>) => void, pace: Pace) {
    this.#reread = reread;
    this.#pace = pace;
  }

  /** These lists are old from now on. */
  add(keys: readonly string[]): void {
    keys.forEach((key) => this.#old.add(key));
    if (this.#old.size === 0) return;
    const { batchMs, restMs } = this.#pace;
    const restLeftMs = this.#readAtMs + restMs - performance.now();
    this.#timer ??= setTimeout(() => this.#read(), Math.max(batchMs, restLeftMs));
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #read(): void {
    this.#timer = undefined;
    this.#readAtMs = performance.now();
    const keys = this.#old;
    this.#old = new Set();
    this.#reread(keys);
  }
}
