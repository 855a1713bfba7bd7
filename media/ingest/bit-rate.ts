const SECOND_MS = 1_000;
/** At least two groups of pictures of a camera with a key frame every 4 s: a key frame weighs as much as a second of others. */
const WINDOW_SECONDS = 8;

type Second = { second: number; bytes: number };

/** What a stream weighs, measured over the last whole seconds. Times are of one monotonic clock, in milliseconds. */
export class BitRate {
  #seconds: Second[] = [];

  count(bytes: number, nowMs: number): void {
    const second = Math.floor(nowMs / SECOND_MS);
    const last = this.#seconds.at(-1);
    if (last?.second === second) last.bytes += bytes;
    else this.#seconds = [...this.#seconds.slice(-WINDOW_SECONDS), { second, bytes }];
  }

  /** Null while not one whole second was heard, and when none was lately. */
  bitsPerSecond(nowMs: number): number | null {
    const now = Math.floor(nowMs / SECOND_MS);
    // The first second that was ever heard began somewhere in its midst.
    const whole = this.#seconds.slice(1).filter(({ second }) => second < now && second >= now - WINDOW_SECONDS);
    const first = whole[0];
    if (!first) return null;
    const bytes = whole.reduce((sum, each) => sum + each.bytes, 0);
    return Math.round((bytes * 8) / (now - first.second));
  }
}
