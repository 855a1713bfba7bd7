import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { MediaNode, Poster } from '#media';
import type { ViewedAs } from '../access/may-watch.ts';
import type { ViewAnswer } from '../contract/live.ts';
import { personOf, type Asking } from '../platform/asking.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { lastPauseEnd, recordStillLook } from './poster-store.ts';

/** A page asks for its posters every few seconds; who looks at a room's stills is written down once in so long. */
const RECORD_EVERY_MS = 10 * 60_000;
const REMEMBERED_LOOKS = 10_000;
/** A page asks for each of its cameras' stills every ten seconds: enough for ten cameras. Each costs the whole rule. */
const STILLS_A_MINUTE = 60;

export type PostersDeps = { db: Db; media: Pick<MediaNode, 'poster'>; now: Clock };

/** Stills of rooms. None shows a private moment, also when it is over; each look is written down. */
export class Posters {
  readonly #deps: PostersDeps;
  /** person, camera, answer → when it was recorded last, in ms. */
  readonly #recorded = new Map<string, number>();

  /** Of one person, over all cameras and sign-ins. */
  readonly #limiter = new RateLimiterMemory({ points: STILLS_A_MINUTE, duration: 60 });

  constructor(deps: PostersDeps) {
    this.#deps = deps;
  }

  /** Counts an asking, before the rule is asked. @throws AppError 'too-many-tries', with the seconds to wait */
  async spend(asking: Asking): Promise<void> {
    await this.#limiter.consume(personOf(asking)).catch((reason: unknown) => {
      if (!(reason instanceof RateLimiterRes)) throw reason;
      throw new AppError('too-many-tries', { retryAfterSeconds: Math.max(1, Math.ceil(reason.msBeforeNext / 1000)) });
    });
  }

  /** The newest still that may be shown now to whoever may look at all; null when there is none. */
  async newest(cameraId: string): Promise<Poster | null> {
    const [poster, pauseEnd] = await Promise.all([
      this.#deps.media.poster(cameraId),
      lastPauseEnd(this.#deps.db, cameraId),
    ]);
    return poster !== null && pauseEnd !== null && new Date(poster.takenAt) < pauseEnd ? null : poster;
  }

  /** Remembered once it is written: what could not be recorded is not shown, now or at the next asking. */
  async recordLook(
    asking: Asking,
    cameraId: string,
    { view, as }: { view: ViewAnswer; as: ViewedAs | null },
  ): Promise<void> {
    const refusedWith = view.allowed ? null : view.refusal.code;
    const actorId = personOf(asking);
    const at = this.#deps.now();
    const key = [actorId, cameraId, refusedWith].join();
    if (at.getTime() - (this.#recorded.get(key) ?? 0) < RECORD_EVERY_MS) return;
    if (this.#recorded.size >= REMEMBERED_LOOKS) this.#recorded.clear(); // recorded again, sooner than needed
    const childId = view.allowed ? view.childId : null;
    await recordStillLook(this.#deps.db, { actorId, cameraId, childId, address: asking.address, at, as, refusedWith });
    this.#recorded.set(key, at.getTime());
  }
}
