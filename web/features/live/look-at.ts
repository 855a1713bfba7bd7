import { GIVEN_UP_AFTER_MS, SLOW_AFTER_MS, STALLED_AFTER_MS } from './live-state.ts';
import type { OpenedView } from './opened-view.ts';

/** `slow`: no frame yet, for longer than people expect. */
export type Looked = 'moving' | 'slow' | 'given-up' | { stalledSeconds: number };

/** What has become of a picture, by the last frame that the browser has shown. A hidden page shows none, so none can be missed. */
export function lookAt(view: OpenedView, nowMs: number): Looked {
  if (document.hidden) view.lastFrameAt = nowMs;
  const stillMs = nowMs - view.lastFrameAt;
  if (stillMs >= GIVEN_UP_AFTER_MS) return 'given-up';
  if (!view.hasFrame) return stillMs >= SLOW_AFTER_MS ? 'slow' : 'moving';
  return stillMs >= STALLED_AFTER_MS ? { stalledSeconds: Math.floor(stillMs / 1000) } : 'moving';
}
