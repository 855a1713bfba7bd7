import type { CameraStream } from '../ingest/camera-stream.ts';
import type { MediaLog } from '../log.ts';
import { HttpsFeed } from './https-feed.ts';

/** Who comes back within this, as after a reload, finds the picture ready. */
const KEPT_FOR_MS = 5_000;

type Shared = { feed: HttpsFeed; readers: number; stopping: NodeJS.Timeout | undefined };

/** One feed for each stream that anybody reads over HTTPS, from the first reader to some seconds after the last. */
export class HttpsFeeds {
  readonly #log: MediaLog;
  readonly #feeds = new Map<CameraStream, Shared>();

  constructor(log: MediaLog) {
    this.#log = log;
  }

  /** @returns the feed, and how to leave it; leaving twice is fine */
  join(source: CameraStream): { feed: HttpsFeed; leave: () => void } {
    const shared = this.#feeds.get(source) ?? this.#start(source);
    clearTimeout(shared.stopping);
    shared.readers += 1;
    let isIn = true;
    const leave = () => {
      if (!isIn) return;
      isIn = false;
      shared.readers -= 1;
      if (shared.readers === 0) shared.stopping = setTimeout(() => this.#stop(source, shared), KEPT_FOR_MS);
    };
    return { feed: shared.feed, leave };
  }

  close(): void {
    for (const [source, shared] of [...this.#feeds]) this.#stop(source, shared);
  }

  #start(source: CameraStream): Shared {
    const shared = { feed: new HttpsFeed({ source, log: this.#log }), readers: 0, stopping: undefined };
    this.#feeds.set(source, shared);
    return shared;
  }

  #stop(source: CameraStream, { feed, stopping }: Shared): void {
    clearTimeout(stopping);
    feed.close();
    this.#feeds.delete(source);
  }
}
