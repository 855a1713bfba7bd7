import type { ViewId } from '#contract/ids.ts';
import type { LiveSeen } from '#contract/live-seen.ts';
import type { Store } from '../../shared/store.ts';
import type { LiveLink } from './live-link.ts';
import type { LiveState } from './live-state.ts';
import type { LoadReceiver } from './live-viewing.ts';
import type { Reception } from './receiver.ts';

const LONGEST_STALL_SECONDS = 60;

type Followed = {
  viewId: ViewId;
  askedAt: number;
  stream: Reception['stream'];
  way: Reception['way'];
  isPictureTold: boolean;
};

/**
 * Tells how soon a picture came and how long it stood still, as this browser has shown it: beside the viewing, which knows
 * nothing of it. A page that was hidden meanwhile showed nothing, so it has nothing to tell of the time until the picture.
 */
export class Seen {
  readonly #tell: (seen: LiveSeen) => void;
  #asked: { viewId: ViewId; askedAt: number } | null = null;
  #followed: Followed | null = null;
  #openingSince = 0;
  #wasHidden = false;
  #stall: { viewId: ViewId; since: number } | null = null;

  constructor(tell: (seen: LiveSeen) => void) {
    this.#tell = tell;
  }

  overLink(link: LiveLink): LiveLink {
    return {
      ...link,
      open: async (input) => {
        const askedAt = this.#openingSince || Date.now(); // asked again behind a sentence that stays: from now
        const opened = await link.open(input);
        this.#asked = { viewId: opened.viewId, askedAt };
        return opened;
      },
    };
  }

  overReceiver(load: LoadReceiver): LoadReceiver {
    return async (capabilities) => {
      const receiver = await load(capabilities);
      return {
        ...receiver,
        receive: async (opened, ...more) => {
          const reception = await receiver.receive(opened, ...more);
          const { stream, way } = reception;
          if (this.#asked?.viewId === opened.viewId)
            this.#followed = { ...this.#asked, stream, way, isPictureTold: false };
          return reception;
        },
      };
    };
  }

  /** @returns how to stop */
  follow(state: Pick<Store<LiveState>, 'get' | 'subscribe'>): () => void {
    const hide = () => (this.#wasHidden ||= document.hidden);
    document.addEventListener('visibilitychange', hide);
    const stop = state.subscribe(() => this.#changed(state.get()));
    return () => {
      document.removeEventListener('visibilitychange', hide);
      stop();
      this.#stallEnds();
    };
  }

  #changed(state: LiveState): void {
    if (state.phase === 'opening') this.#begins(state.slow);
    if (state.phase === 'ended' || state.phase === 'paused') this.#openingSince = 0;
    const followed = this.#followed;
    if (state.phase !== 'stalled') this.#stallEnds();
    else if (followed) this.#stall ??= { viewId: followed.viewId, since: Date.now() - state.seconds * 1_000 };
    if (state.phase === 'playing' && followed?.stream === state.stream && !followed.isPictureTold)
      void this.#pictureCame(followed, 'catchUp' in state ? 'fast' : 'plain');
  }

  #begins(isStillTheSame: boolean): void {
    if (isStillTheSame) return;
    this.#openingSince = Date.now();
    this.#wasHidden = document.hidden;
  }

  async #pictureCame(followed: Followed, start: 'fast' | 'plain'): Promise<void> {
    followed.isPictureTold = true;
    const ms = Date.now() - followed.askedAt;
    this.#openingSince = 0;
    if (this.#wasHidden || document.hidden) return;
    const way = (await followed.way?.().catch(() => null)) ?? 'other';
    this.#tell({ what: 'first-picture', viewId: followed.viewId, ms, way, start });
  }

  #stallEnds(): void {
    if (!this.#stall) return;
    const { viewId, since } = this.#stall;
    this.#stall = null;
    const seconds = Math.min(LONGEST_STALL_SECONDS, Math.round((Date.now() - since) / 100) / 10);
    this.#tell({ what: 'stall', viewId, seconds });
  }
}
