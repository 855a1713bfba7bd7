import type { SwitchStep } from '../stream-offer.ts';
import type { SentStream } from './sent-stream.ts';

/**
 * Longer than any sensible distance of key frames (4 s) and a slow line's round trips: a browser that has said nothing by
 * then is not sent two streams for ever.
 */
const DECIDED_WITHIN_MS = 10_000;

/** Which streams one viewer is sent: one, and for the moment of a switch two. Ends whatever it no longer sends. */
export class StreamSwitch {
  #current: SentStream;
  #coming: { stream: SentStream; isReady: boolean } | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(first: SentStream) {
    this.#current = first;
  }

  /** Beside what is sent; one that was coming before is given up. */
  add(stream: SentStream): void {
    this.#giveUp();
    this.#coming = { stream, isReady: false };
    this.#timer = setTimeout(() => this.#decide(), DECIDED_WITHIN_MS);
  }

  /** A step of a switch that another one has overtaken changes nothing. */
  async step(consumerId: string, step: SwitchStep): Promise<void> {
    const coming = this.#coming;
    if (coming?.stream.consumerId !== consumerId) return;
    if (step === 'given-up') this.#giveUp();
    else if (step === 'ready' && !coming.isReady) await this.#makeReady(coming);
    else if (step === 'shown' && coming.isReady) this.#change(coming.stream);
  }

  end(): void {
    this.#giveUp();
    this.#current.end();
  }

  async #makeReady(coming: { stream: SentStream; isReady: boolean }): Promise<void> {
    coming.isReady = true;
    await coming.stream.resume();
    coming.stream.begin(0); // the connection stands: there is no handshake to wait for
  }

  /** One that the browser has taken is the newer wish; one that it has not is nobody's. */
  #decide(): void {
    const coming = this.#coming;
    if (coming?.isReady) this.#change(coming.stream);
    else this.#giveUp();
  }

  #change(to: SentStream): void {
    clearTimeout(this.#timer);
    this.#coming = null;
    this.#current.end();
    this.#current = to;
  }

  #giveUp(): void {
    clearTimeout(this.#timer);
    this.#coming?.stream.end();
    this.#coming = null;
  }
}
