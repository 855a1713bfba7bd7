/** A frame that the browser has shown; null where a browser does not tell of frames. */
export type ShownFrame = { rtpTimestamp: number; presentedFrames: number; atMs: number } | null;

const TICKS_PER_MS = 90;
/** Frames of a hurried group are a millisecond apart, those of a camera at least 16. */
const HURRIED_BELOW_TICKS = 10 * TICKS_PER_MS;
/** A picture that takes longer is shown as it hurries. */
const HURRIES_AT_MOST_MS = 400;

/** From the stream that catches one viewer up to the one that all share: the same picture, so neither may be seen to jump. */
export class Changeover {
  #first: ShownFrame = null;
  #last: ShownFrame = null;
  #hasArrived = false;

  /** Whether the first stream has shown anything. */
  get hasFrame(): boolean {
    return this.#last !== null;
  }

  /** A frame of the first stream. @returns whether it shows what happens now, and no longer hurries towards it */
  hasArrivedWith(frame: NonNullable<ShownFrame>): boolean {
    this.#first ??= frame;
    if (this.#last) {
      const frames = Math.max(1, frame.presentedFrames - this.#last.presentedFrames);
      this.#hasArrived ||= distance(this.#last, frame) / frames > HURRIED_BELOW_TICKS;
    }
    this.#hasArrived ||= frame.atMs - this.#first.atMs > HURRIES_AT_MOST_MS;
    this.#last = frame;
    return this.#hasArrived;
  }

  /** A frame of the shared stream. @returns whether it is no older than what is on the screen */
  mayChangeTo(frame: ShownFrame): boolean {
    return this.#last === null || frame === null || distance(this.#last, frame) >= 0;
  }
}

/** In ticks, on a circle of 32 bits. */
const distance = (from: NonNullable<ShownFrame>, to: NonNullable<ShownFrame>) =>
  (to.rtpTimestamp - from.rtpTimestamp) | 0;
