import { backoffMs } from '../backoff.ts';

export const BACKOFF = { firstMs: 1_000, lastMs: 15_000 };
/** Never at once: what is due may wait behind what is not. */
const LEAST_MS = 200;

/** What the server has failed to take, each record for itself: how often, and when it may be tried again. */
export class Attempts {
  readonly #failed = new Map<string, { times: number; dueAt: number }>();

  failed(id: string, afterMs?: number): void {
    const before = this.timesOf(id);
    const waitMs = afterMs ?? backoffMs(before, BACKOFF);
    this.#failed.set(id, { times: before + 1, dueAt: Date.now() + waitMs });
  }

  forget(id: string): void {
    this.#failed.delete(id);
  }

  timesOf = (id: string): number => this.#failed.get(id)?.times ?? 0;

  isDue = (id: string): boolean => (this.#failed.get(id)?.dueAt ?? 0) <= Date.now();

  /** Until the next of these records may be tried again; null when none of them has failed. */
  waitMs(ids: readonly string[]): number | null {
    const dueAts = ids.flatMap((id) => this.#failed.get(id)?.dueAt ?? []);
    return dueAts.length === 0 ? null : Math.max(LEAST_MS, Math.min(...dueAts) - Date.now());
  }

  /** Something has changed that may have made them fail. */
  tryAgainNow(): void {
    for (const [id, { times }] of this.#failed) this.#failed.set(id, { times, dueAt: 0 });
  }
}
