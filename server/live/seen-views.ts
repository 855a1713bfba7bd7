import type { ViewId } from '../contract/ids.ts';
import type { LiveSeen } from '../contract/live-seen.ts';
import { AppError } from '../platform/errors.ts';

/** What a page tells of a view may come a moment after its end; older ones than these are no news. */
const VIEWS_KEPT = 20;
/** A picture that stalls more often than this has been counted enough. */
const STALLS_PER_VIEW = 60;
/** What is told comes a moment after it was measured, by another clock. */
const CLOCKS_DIFFER_SECONDS = 1;

type SeenView = { openedAtMs: number; isPictureTold: boolean; stalls: number; stalledSeconds: number };

/** The views that one socket has opened, and what was told of them: nobody tells of another's view, or without end. */
export class SeenViews {
  readonly #views = new Map<ViewId, SeenView>();

  opened(viewId: ViewId): void {
    this.#views.set(viewId, { openedAtMs: performance.now(), isPictureTold: false, stalls: 0, stalledSeconds: 0 });
    const [oldest] = this.#views.keys();
    if (this.#views.size > VIEWS_KEPT && oldest) this.#views.delete(oldest);
  }

  /**
   * @throws AppError 'view-gone' for a view of somebody else or long over; 'too-many-tries' for what was told already, and
   * for a picture that stood longer than the view is old
   */
  take(seen: LiveSeen): void {
    const view = this.#views.get(seen.viewId);
    if (!view) throw new AppError('view-gone');
    if (isTooMuch(view, seen)) throw new AppError('too-many-tries');
    if (seen.what === 'first-picture') {
      view.isPictureTold = true;
      return;
    }
    view.stalls += 1;
    view.stalledSeconds += seen.seconds;
  }
}

function isTooMuch(view: SeenView, seen: LiveSeen): boolean {
  if (seen.what === 'first-picture') return view.isPictureTold;
  const ageSeconds = (performance.now() - view.openedAtMs) / 1_000;
  return view.stalls >= STALLS_PER_VIEW || view.stalledSeconds + seen.seconds > ageSeconds + CLOCKS_DIFFER_SECONDS;
}
