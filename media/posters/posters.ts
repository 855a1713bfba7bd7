import type { Poster } from '../contract.ts';
import type { MediaLog } from '../log.ts';

/** An older picture would show a room as it no longer is. */
const SHOWN_FOR_MS = 60_000;
/** A camera without a poster is looked at this often, so that the first one comes soon after the first key frame. */
const LOOK_EVERY_MS = 1_000;

type KeyFrame = { annexB: Buffer; arrivedAt: Date };
type Pictured = { cameraId: string; keyFrame: KeyFrame | null };

export type PostersOptions = {
  everyMs: number;
  /** All cameras that are wanted now, with their newest key frame. */
  pictured: () => Pictured[];
  decode: (annexB: Buffer) => Promise<Uint8Array | null>;
  log: MediaLog;
};

/** Keeps a recent still picture of every camera, one decoded at a time. */
export class Posters {
  readonly #options: PostersOptions;
  readonly #posters = new Map<string, { jpeg: Uint8Array; takenAt: Date }>();
  /** Also after a failure, so that a camera that cannot be decoded is not tried more often. */
  readonly #triedAt = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;
  #isBusy = false;

  constructor(options: PostersOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.#look(), Math.min(LOOK_EVERY_MS, options.everyMs));
  }

  get(cameraId: string): Poster | null {
    const poster = this.#posters.get(cameraId);
    if (!poster || Date.now() - poster.takenAt.getTime() > SHOWN_FOR_MS) return null;
    return { jpeg: poster.jpeg, takenAt: poster.takenAt.toISOString() };
  }

  /** The picture of a camera that goes must not outlive it. */
  forget(cameraId: string): void {
    this.#posters.delete(cameraId);
    this.#triedAt.delete(cameraId);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      for (const { cameraId, keyFrame } of this.#options.pictured()) {
        if (keyFrame && this.#isDue(cameraId, keyFrame)) await this.#take(cameraId, keyFrame);
      }
    } finally {
      this.#isBusy = false;
    }
  }

  #isDue(cameraId: string, { arrivedAt }: KeyFrame): boolean {
    const triedAt = this.#triedAt.get(cameraId) ?? -Infinity;
    const isNew = this.#posters.get(cameraId)?.takenAt.getTime() !== arrivedAt.getTime();
    return isNew && performance.now() - triedAt >= this.#options.everyMs;
  }

  async #take(cameraId: string, { annexB, arrivedAt }: KeyFrame): Promise<void> {
    this.#triedAt.set(cameraId, performance.now());
    const jpeg = await this.#decode(cameraId, annexB);
    if (!this.#triedAt.has(cameraId)) return; // the camera went meanwhile
    if (jpeg) this.#posters.set(cameraId, { jpeg, takenAt: arrivedAt });
    else this.#options.log.warn({ cameraId }, 'no poster: the key frame could not be decoded');
  }

  /** One camera's decoder that fails costs one picture, never the other cameras theirs. */
  async #decode(cameraId: string, annexB: Buffer): Promise<Uint8Array | null> {
    try {
      return await this.#options.decode(annexB);
    } catch (error) {
      this.#options.log.error({ cameraId, err: error }, 'the decoder of posters failed');
      return null;
    }
  }
}
