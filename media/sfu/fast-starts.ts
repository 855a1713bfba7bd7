import type { PlainReason, StartCounts } from '../contract.ts';
import type { CameraRouter, StreamName } from './camera-router.ts';
import { BurstPump } from './burst-pump.ts';
import { openCatchUp, type CatchUp, type CatchUpSource } from './catch-up.ts';
import { SSRC } from './codecs.ts';

/** Each costs Node a few thousandths of a core until the next key frame. */
const MOST_AT_ONCE = 32;
/** More would make the last newcomer wait as long as for a key frame. */
const MOST_PACKETS_WAITING = 12_000;
/** About four round trips. Where they took this long, a burst would only stand in the way of what follows. */
const SLOW_HANDSHAKE_MS = 800;

/** How a view begins: at once by a copy of its own, or plainly with the next key frame. */
export interface Beginning {
  /** Of the copy; null in the plain way. */
  readonly producerId: string | null;
  /** The viewer is connected and its shared stream is on. */
  begin(handshakeMs: number): void;
  /** Any number of times, also when it never began. */
  end(): void;
}

type Place = { from: CameraRouter; stream: StreamName; source: CatchUpSource };

/** Decides for every newcomer how its view begins, and counts it. */
export class FastStarts {
  readonly #pump = new BurstPump();
  readonly #counts: StartCounts = {
    fastStarts: 0,
    plainStarts: { 'not-asked': 0, cold: 0, 'too-large': 0, 'too-many': 0, 'slow-link': 0 },
  };
  #running = 0;

  get counts(): StartCounts {
    return structuredClone(this.#counts);
  }

  /** @throws when the camera's worker dies meanwhile */
  async prepare(place: Place, isAsked: boolean): Promise<Beginning> {
    const reason = isAsked ? this.#reasonAgainst(place.source) : 'not-asked';
    if (reason) return { producerId: null, begin: () => this.#countPlain(reason), end: () => undefined };
    return this.#beginningOf(await this.#open(place), place.source);
  }

  /** The same for another stream of a view that is open: it is no beginning of a view, so it is not counted as one. */
  async prepareSwitch(place: Place, isAsked: boolean): Promise<Beginning> {
    if (!isAsked || this.#reasonAgainst(place.source) !== null)
      return { producerId: null, begin: () => undefined, end: () => undefined };
    const catchUp = await this.#open(place);
    return { producerId: catchUp.producerId, begin: () => catchUp.begin(), end: () => catchUp.end() };
  }

  #reasonAgainst({ gop }: CatchUpSource): PlainReason | null {
    if (gop.state !== 'ready') return gop.state;
    return this.#running >= MOST_AT_ONCE || this.#pump.waiting > MOST_PACKETS_WAITING ? 'too-many' : null;
  }

  async #open({ from, stream, source }: Place): Promise<CatchUp> {
    this.#running += 1; // before the first wait: those who come meanwhile count it
    const onEnded = () => void (this.#running -= 1);
    try {
      return await openCatchUp(from.router, SSRC[stream], { source, pump: this.#pump, onEnded });
    } catch (error) {
      onEnded();
      throw error;
    }
  }

  #beginningOf(catchUp: CatchUp, { gop }: CatchUpSource): Beginning {
    return {
      producerId: catchUp.producerId,
      begin: (handshakeMs) => {
        const state = handshakeMs > SLOW_HANDSHAKE_MS ? 'slow-link' : gop.state;
        if (state !== 'ready') {
          catchUp.end();
          this.#countPlain(state);
          return;
        }
        catchUp.begin();
        this.#counts.fastStarts += 1;
      },
      end: () => catchUp.end(),
    };
  }

  #countPlain(reason: PlainReason): void {
    this.#counts.plainStarts[reason] += 1;
  }
}
