import type { Camera } from '../camera.ts';
import { CameraNotLive, ViewNotOpen, type ViewerEnd } from '../contract.ts';
import { Leases } from '../leases.ts';
import type { MediaLog } from '../log.ts';
import type { HttpsFeed } from './https-feed.ts';
import { HttpsFeeds } from './https-feeds.ts';
import type { OpenHttpsViewer, PictureRead } from './https-viewing.ts';

/** An answer comes within this, with nothing in it if need be: requests that hang are what proxies cut. */
const HELD_FOR_MS = 1_500;
/** Nobody looks any more at what is not read for so long; WebRTC's consent ends as late. */
const READ_WITHIN_MS = 10_000;

type View = {
  cameraId: string;
  feed: HttpsFeed;
  leave: () => void;
  readAtMs: number;
  /** Ends the read that waits; with an error, the view is over. */
  release: ((over?: ViewNotOpen) => void) | null;
};

export type HttpsViewsOptions = {
  findCamera: (cameraId: string) => Camera | undefined;
  /** The view was ended here, not by `close`. */
  onEnded: (view: { viewId: string; cause: ViewerEnd }) => void;
  log: MediaLog;
};

/** The views that are read over HTTPS. Every one has a lease; without one there is no view, and nothing is given. */
export class HttpsViews {
  readonly #options: HttpsViewsOptions;
  readonly #feeds: HttpsFeeds;
  readonly #views = new Map<string, View>();
  readonly #leases = new Leases({ onExpired: (viewId) => this.#end(viewId, 'lease-expired') });

  constructor(options: HttpsViewsOptions) {
    this.#options = options;
    this.#feeds = new HttpsFeeds(options.log);
  }

  get openViews(): number {
    return this.#views.size;
  }

  open({ viewId, cameraId, stream, leaseMs }: OpenHttpsViewer): void {
    if (this.#views.has(viewId)) throw new Error(`View ${viewId} is open already.`);
    const offerable = this.#options.findCamera(cameraId)?.offerable(stream);
    if (!offerable) throw new CameraNotLive(`Camera ${cameraId} has no picture to offer.`);
    const joined = this.#feeds.join(offerable.source);
    this.#views.set(viewId, { ...joined, cameraId, readAtMs: performance.now(), release: null });
    this.#leases.grant(viewId, leaseMs);
  }

  /** A second read of a view, as after a broken connection, takes the place of the one that waits. */
  async read(viewId: string, after: number | null): Promise<PictureRead | null> {
    const view = this.#views.get(viewId);
    if (!view) throw new ViewNotOpen(`View ${viewId} is gone.`);
    view.release?.();
    view.readAtMs = performance.now();
    const ready = view.feed.after(after);
    if (ready) return ready;
    await this.#next(view);
    return view.feed.after(after);
  }

  close(viewId: string): void {
    this.#forget(viewId);
  }

  /** One that nobody reads is not renewed. */
  renew(viewIds: readonly string[], leaseMs: number): string[] {
    const isRead = (viewId: string) =>
      performance.now() - (this.#views.get(viewId)?.readAtMs ?? -Infinity) < READ_WITHIN_MS;
    return viewIds.filter((viewId) => isRead(viewId) && this.#leases.renew(viewId, leaseMs));
  }

  /** Ends the views of one camera, each told with the cause. */
  endOf(cameraId: string, cause: ViewerEnd): void {
    for (const [viewId, view] of [...this.#views]) if (view.cameraId === cameraId) this.#end(viewId, cause);
  }

  /** Ends all views without telling: whoever asked for them is gone. */
  closeAll(): void {
    for (const viewId of [...this.#views.keys()]) this.#forget(viewId);
  }

  dispose(): void {
    this.closeAll();
    this.#leases.close();
    this.#feeds.close();
  }

  /** Until there is more, or long enough. */
  #next(view: View): Promise<void> {
    return new Promise((resolve, reject) => {
      const release: View['release'] = (over) => {
        clearTimeout(timer);
        stopWaiting();
        if (view.release === release) view.release = null;
        if (over) reject(over);
        else resolve();
      };
      const stopWaiting = view.feed.onNext(() => release());
      const timer = setTimeout(release, HELD_FOR_MS);
      view.release = release;
    });
  }

  #end(viewId: string, cause: ViewerEnd): void {
    if (this.#forget(viewId)) this.#options.onEnded({ viewId, cause });
  }

  #forget(viewId: string): boolean {
    const view = this.#views.get(viewId);
    this.#leases.drop(viewId);
    if (!view) return false;
    this.#views.delete(viewId);
    view.leave();
    view.release?.(new ViewNotOpen(`View ${viewId} is gone.`));
    return true;
  }
}
