import type { ViewId } from '#contract/ids.ts';
import type { LiveEnded } from '#contract/live.ts';

const KEPT = 20;

/** Ends that the server told; one can be told before the answer that carries the view's id has been read. */
export class EarlyEnds {
  readonly #ends = new Map<ViewId, LiveEnded>();

  add(ended: LiveEnded): void {
    this.#ends.set(ended.viewId, ended);
    if (this.#ends.size > KEPT) this.#ends.delete([...this.#ends.keys()][0] ?? ended.viewId);
  }

  get(viewId: ViewId): LiveEnded | undefined {
    return this.#ends.get(viewId);
  }

  has(viewId: ViewId): boolean {
    return this.#ends.has(viewId);
  }
}
