import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { MediaUnavailable, ViewNotOpen, type MediaNode } from '#media';
import { holderOf, personOf, type Asking } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import type { Viewer, Viewers } from './viewers.ts';

/** A part is a quarter of a second; whoever catches up asks more often for a moment. */
const READS = { points: 60, duration: 5 };

export type HttpsReadsDeps = { viewers: Viewers; media: Pick<MediaNode, 'readHttpsViewer'> };
type PictureRead = Awaited<ReturnType<MediaNode['readHttpsViewer']>>;

/** The picture of views that are read over HTTPS. Only of open ones: they alone were decided, and are decided anew. */
export class HttpsReads {
  readonly #deps: HttpsReadsDeps;
  readonly #limiter = new RateLimiterMemory(READS);

  constructor(deps: HttpsReadsDeps) {
    this.#deps = deps;
  }

  /**
   * What follows a part; null when nothing came in time.
   * @param cut called when the view ends, until the next read: what is on its way must not arrive
   * @throws AppError 'view-gone', also for a view of another person, of another sign-in, or of none
   */
  async read(asking: Asking, viewId: string, after: number | null, cut: () => void): Promise<PictureRead> {
    const { viewers, media } = this.#deps;
    const viewer = this.#viewerOf(asking, viewId);
    await this.#spend(viewId);
    const { promise: over, reject } = Promise.withResolvers<never>();
    over.catch(() => undefined); // mostly nobody waits for it
    viewers.cutWith(viewId, () => {
      cut();
      reject(new AppError('view-gone'));
    });
    const read = await Promise.race([media.readHttpsViewer(viewId, after), over]).catch(inWordsOfTheContract);
    if (!viewers.has(viewId)) throw new AppError('view-gone');
    viewer.isStarted = true;
    return read;
  }

  #viewerOf(asking: Asking, viewId: string): Viewer {
    const viewer = this.#deps.viewers.get(viewId);
    const isOwn = viewer?.userId === personOf(asking) && viewer.holderId === holderOf(asking);
    if (!isOwn) throw new AppError('view-gone');
    return viewer;
  }

  async #spend(viewId: string): Promise<void> {
    await this.#limiter.consume(viewId).catch((reason: unknown) => {
      if (!(reason instanceof RateLimiterRes)) throw reason;
      throw new AppError('too-many-tries', { retryAfterSeconds: Math.max(1, Math.ceil(reason.msBeforeNext / 1000)) });
    });
  }
}

function inWordsOfTheContract(error: unknown): never {
  if (error instanceof ViewNotOpen) throw new AppError('view-gone', { cause: error });
  throw error instanceof MediaUnavailable ? new AppError('media-unavailable', { cause: error }) : error;
}
