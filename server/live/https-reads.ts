import type { Socket } from 'node:net';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { MediaUnavailable, ViewNotOpen, type MediaNode } from '#media';
import { holderOf, personOf, type Asking } from '../platform/asking.ts';
import { cutOff } from '../platform/below-tls.ts';
import { AppError } from '../platform/errors.ts';
import type { Viewer, Viewers } from './viewers.ts';

/** A part is a quarter of a second; whoever catches up asks more often for a moment. */
const READS = { points: 60, duration: 5 };

export type HttpsReadsDeps = { viewers: Viewers; media: Pick<MediaNode, 'readHttpsViewer'> };
type PictureRead = Awaited<ReturnType<MediaNode['readHttpsViewer']>>;

/** The picture of views that are read over HTTPS. Only of open ones: they alone were decided, and are decided anew. */
export class HttpsReads {
  readonly #deps: HttpsReadsDeps;
  /** Of which views a connection has carried something, and how to forget that it has. */
  readonly #carried = new WeakMap<Socket, Map<string, () => void>>();
  readonly #limiter = new RateLimiterMemory(READS);

  constructor(deps: HttpsReadsDeps) {
    this.#deps = deps;
  }

  /**
   * What follows a part; null when nothing came in time.
   * @param carrier the viewer's own connection, where there is one: cut when the view ends, for what is on its way must not arrive
   * @throws AppError 'view-gone', also for a view of another person, of another sign-in, or of none
   */
  async read(asking: Asking, viewId: string, after: number | null, carrier: Socket | null): Promise<PictureRead> {
    const { viewers, media } = this.#deps;
    const viewer = this.#viewerOf(asking, viewId);
    await this.#spend(viewId);
    const { promise: over, reject } = Promise.withResolvers<never>();
    over.catch(() => undefined); // mostly nobody waits for it
    const answered = viewers.atEnd(viewId, () => reject(new AppError('view-gone')));
    const reading = Promise.race([media.readHttpsViewer(viewId, after), over]).finally(answered);
    const read = await reading.catch(inWordsOfTheContract);
    if (!viewers.has(viewId)) throw new AppError('view-gone');
    viewer.isStarted = true;
    if (read && carrier) this.#cutWith(viewId, carrier);
    return read;
  }

  /** Each connection that ever carried a part of a view, whatever else it carries by now: nobody can see how far it came. */
  #cutWith(viewId: string, carrier: Socket): void {
    const carried = this.#carried.get(carrier) ?? this.#forgottenWhenClosed(carrier);
    if (carried.has(viewId)) return;
    const forget = this.#deps.viewers.atEnd(viewId, (why) => {
      carried.delete(viewId);
      if (why === 'ended') cutOff(carrier);
    });
    carried.set(viewId, forget);
  }

  #forgottenWhenClosed(carrier: Socket): Map<string, () => void> {
    const carried = new Map<string, () => void>();
    this.#carried.set(carrier, carried);
    carrier.once('close', () => carried.forEach((forget) => forget()));
    return carried;
  }

  #viewerOf(asking: Asking, viewId: string): Viewer {
    const viewer = this.#deps.viewers.get(viewId);
    const isOwn = viewer?.userId === personOf(asking) && viewer.holderId === holderOf(asking);
    if (!isOwn || !viewer.isOpen) throw new AppError('view-gone');
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
