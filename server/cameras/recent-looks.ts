import { createHash } from 'node:crypto';
import type { CameraLook } from '../contract/cameras.ts';
import type { Clock } from '../platform/clock.ts';
import type { CameraSources } from './camera-secrets.ts';

const KEPT_MS = 10 * 60_000;
const MOST_KEPT = 100;

export type Looked = { look: CameraLook; at: Date };

/**
 * What was found at addresses that are not stored yet, so that storing them needs no second look. In this process only:
 * with another server in between, the camera is simply stored as one that was not looked at.
 */
export class RecentLooks {
  readonly #now: Clock;
  readonly #byAddress = new Map<string, Looked>();

  constructor(now: Clock) {
    this.#now = now;
  }

  keep(sources: CameraSources, look: CameraLook): Looked {
    const looked = { look, at: this.#now() };
    const key = keyOf(sources);
    this.#byAddress.delete(key);
    this.#byAddress.set(key, looked);
    const [oldest] = this.#byAddress.keys();
    if (this.#byAddress.size > MOST_KEPT && oldest !== undefined) this.#byAddress.delete(oldest);
    return looked;
  }

  /** @returns what was found with exactly these addresses and this account, if that was lately */
  find(sources: CameraSources): Looked | null {
    const looked = this.#byAddress.get(keyOf(sources));
    return looked && this.#now().getTime() - looked.at.getTime() < KEPT_MS ? looked : null;
  }
}

/** The addresses themselves are not kept in memory for this. */
const keyOf = ({ main, sub }: CameraSources): string =>
  createHash('sha256')
    .update(JSON.stringify([main, sub].map((stream) => stream && [stream.url, stream.username, stream.password])))
    .digest('base64');
