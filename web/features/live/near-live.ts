/** So far behind the newest frame the picture is shown at first: a part and its way here. */
const FIRST_DISTANCE_S = 0.6;
const LARGEST_DISTANCE_S = 2;
const STEP_S = 0.4;
/** Further behind than this beyond the wanted distance it jumps; within, it hurries a little, unseen. */
const JUMPS_FROM_S = 1.5;
const HURRIES_FROM_S = 0.3;
const HURRIED = 1.08;

/** Keeps a video near the newest of what it has, and further from it on a line that lets it run dry. */
export class NearLive {
  readonly #video: HTMLVideoElement;
  #distanceS = FIRST_DISTANCE_S;
  #hasBegun = false;

  constructor(video: HTMLVideoElement) {
    this.#video = video;
  }

  /** It stands because nothing was left to show. */
  ranDry(): void {
    if (this.#hasBegun) this.#distanceS = Math.min(this.#distanceS + STEP_S, LARGEST_DISTANCE_S);
  }

  /** The picture begins anew: where it is shown from has nothing to do with before. */
  beginAnew(): void {
    this.#hasBegun = false;
  }

  follow({ start, end }: { start: number; end: number }): void {
    const video = this.#video;
    const behind = end - video.currentTime;
    const isOutside = video.currentTime < start || behind > this.#distanceS + JUMPS_FROM_S;
    if (!this.#hasBegun || isOutside) video.currentTime = Math.max(start, end - this.#distanceS);
    this.#hasBegun = true;
    video.playbackRate = behind > this.#distanceS + HURRIES_FROM_S ? HURRIED : 1;
    // Muted and inline, so browsers let it run; where one does not, the first tap does.
    if (video.paused) video.play().catch(() => undefined);
  }
}
