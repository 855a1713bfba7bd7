import type { CameraStream } from '../ingest/camera-stream.ts';
import type { MediaLog } from '../log.ts';
import { Packager } from './packager.ts';
import { PartWindow, type Stretch } from './part-window.ts';

export type HttpsFeedOptions = {
  source: Pick<CameraStream, 'gop' | 'follow'>;
  log: MediaLog;
  pack?: (made: number) => Packager;
};

/** A packager that fails is made anew; one that fails at every picture should not be logged at each. */
const AGAIN_AFTER_MS = 1_000;

/**
 * One stream of a camera as parts for HTTPS, shared by all who read it. It listens to the ingest, which it can neither hold
 * up nor harm: what goes wrong here is logged, and the next packager begins with the group at hand.
 */
export class HttpsFeed {
  readonly #options: HttpsFeedOptions;
  readonly #waiting = new Set<() => void>();
  #window = new PartWindow();
  #unfollow: () => void = () => undefined;
  #restart: NodeJS.Timeout | undefined;
  #made = 0;
  #isClosed = false;

  constructor(options: HttpsFeedOptions) {
    this.#options = options;
    this.#begin();
  }

  /** @returns what comes after a part (null: where the newest group begins), or null when there is nothing newer yet */
  after(number: number | null): Stretch | null {
    return this.#window.after(number);
  }

  /** Calls once, when the next part is there. @returns how to stop waiting */
  onNext(listener: () => void): () => void {
    this.#waiting.add(listener);
    return () => void this.#waiting.delete(listener);
  }

  close(): void {
    this.#isClosed = true;
    this.#unfollow();
    clearTimeout(this.#restart);
    this.#window = new PartWindow();
    this.#waiting.clear();
  }

  #begin(): void {
    if (this.#isClosed) return;
    const { source, pack } = this.#options;
    const packager = pack?.(this.#made) ?? new Packager(this.#made);
    this.#window = new PartWindow();
    // In one turn, so that no packet is between the group and what follows it.
    const isBegun = this.#quietly(() => this.#take(packager, source.gop.packets));
    if (isBegun) this.#unfollow = source.follow(({ packets }) => this.#quietly(() => this.#take(packager, packets)));
  }

  #take(packager: Packager, packets: readonly Buffer[]): void {
    for (const packet of packets) {
      const part = packager.take(packet);
      if (!part) continue;
      this.#made = part.number;
      this.#window.add(part);
      const waiting = [...this.#waiting];
      this.#waiting.clear();
      for (const tell of waiting) tell();
    }
  }

  #quietly(run: () => void): boolean {
    try {
      run();
      return true;
    } catch (error) {
      this.#options.log.error({ err: error }, 'the picture for HTTPS could not be made; it begins anew');
      this.#unfollow();
      clearTimeout(this.#restart);
      this.#restart = setTimeout(() => this.#begin(), AGAIN_AFTER_MS);
      return false;
    }
  }
}
