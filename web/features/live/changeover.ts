/** A frame that the browser has shown, at a time of its own clock; null where a browser does not tell which one. */
export type ShownFrame = { rtpTimestamp: number; atMs: number } | null;
type KnownFrame = NonNullable<ShownFrame>;

/** From its first frame a picture that catches up hurries for so long, seldom longer; meanwhile the poster hides it. */
const HURRIES_FOR_MS = 150;
/** While it hurries it shows a frame at every turn of the screen; the first that lets wait longer comes as the camera sends. */
const AT_REST_FROM_MS = 35;

/** From the stream that catches one viewer up to the one that all share: the same picture, so neither may be seen to jump. */
export class Changeover {
  #first: ShownFrame = null;
  #last: ShownFrame = null;

  /** Whether the first stream has shown anything. */
  get hasFrame(): boolean {
    return this.#last !== null;
  }

  /** A frame of the first stream. @returns whether it shows what happens now, and no longer hurries towards it */
  hasArrivedWith(frame: KnownFrame): boolean {
    const waitedMs = this.#last ? frame.atMs - this.#last.atMs : 0;
    this.#first ??= frame;
    this.#last = frame;
    return waitedMs >= AT_REST_FROM_MS || frame.atMs - this.#first.atMs >= HURRIES_FOR_MS;
  }

  /** A frame of the shared stream. @returns whether it is no older than what is on the screen */
  mayChangeTo(frame: ShownFrame): boolean {
    return this.#last === null || frame === null || distance(this.#last, frame) >= 0;
  }
}

/** In ticks, on a circle of 32 bits. */
const distance = (from: KnownFrame, to: KnownFrame) => (to.rtpTimestamp - from.rtpTimestamp) | 0;
