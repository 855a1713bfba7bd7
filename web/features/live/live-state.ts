import type { Refusal, ViewEnd } from '#contract/refusal.ts';
import type { HttpsPicture } from './https-picture.ts';

/**
 * What a viewer sees of one camera.
 * `opening` → `connecting` (over the poster) → `playing` ⇄ `stalled` → `ended`; `paused` is the viewer's own wish, or nobody answered whether they still watch.
 * Only `connecting`, `playing` and `stalled` hold a stream: nothing of the picture outlives them. `catchUp` is shown over
 * `stream` until that has begun.
 */
export type LiveState =
  | { phase: 'opening'; slow: boolean }
  | ({ phase: 'connecting'; slow: boolean } & LivePicture)
  | ({ phase: 'playing' } & LivePicture)
  | ({ phase: 'stalled'; seconds: number } & LivePicture)
  | { phase: 'paused'; by: PausedBy }
  | { phase: 'ended'; end: LiveEnd; retrying: boolean; wasWatching: boolean };

/** `overHttps`: some seconds behind, which is said. */
export type LivePicture = {
  stream: MediaStream | HttpsPicture;
  catchUp?: MediaStream;
  overHttps?: boolean;
  until: string;
};

/** `idle`: by itself, after the question whether anyone still watches. */
export type PausedBy = 'viewer' | 'idle';

/** `error` when no answer, or another answer than a no, came: its own sentence is shown. */
export type LiveEnd = { reason: ViewEnd; refusal: Refusal | null } | { error: unknown };

/** From two seconds without a new frame a picture is called stalled, by what the browser itself has shown. */
export const STALLED_AFTER_MS = 2_000;
/** A picture that stands for so long is over: the lease behind it has run out. */
export const GIVEN_UP_AFTER_MS = 10_000;
export const SLOW_AFTER_MS = 3_000;
