import type { ViewId } from '../contract/ids.ts';
import type { LiveSeen } from '../contract/live-seen.ts';
import { AppError } from '../platform/errors.ts';

/** What a page tells of a view may come a moment after its end; older ones than these are no news. */
const VIEWS_KEPT = 20;
/** A picture that stalls more often than this has been counted enough. */
const STALLS_PER_VIEW = 60;

/** The views that one socket has opened, and what was told of them: nobody tells of another's view, or without end. */
export class SeenViews {
  readonly #views = new Map<ViewId, { isPictureTold: boolean; stalls: number }>();

  opened(viewId: ViewId): void {
    this.#views.set(viewId, { isPictureTold: false, stalls: 0 });
    const [oldest] = this.#views.keys();
    if (this.#views.size > VIEWS_KEPT && oldest) this.#views.delete(oldest);
  }

  /** @throws AppError 'view-gone' for a view of somebody else or long over; 'too-many-tries' for what was told already */
  take({ viewId, what }: LiveSeen): void {
    const view = this.#views.get(viewId);
    if (!view) throw new AppError('view-gone');
    const isTooMuch = what === 'first-picture' ? view.isPictureTold : view.stalls >= STALLS_PER_VIEW;
    if (isTooMuch) throw new AppError('too-many-tries');
    if (what === 'first-picture') view.isPictureTold = true;
    else view.stalls += 1;
  }
}
