import { timestampDistance } from './rtp-packet.ts';

const TICKS_PER_MS = 90;

export type GopLimits = {
  bytes: number;
  /** A newcomer is sent all of them at once, and every one costs Node 10 to 30 µs. */
  packets: number;
  /** So many frames must be decoded before a newcomer has arrived at now. */
  spanMs: number;
};
const LIMITS: GopLimits = { bytes: 4 * 1024 * 1024, packets: 3_000, spanMs: 10_000 };

/** `cold`: before the first key frame, and after a break; `too-large`: the group grew past a limit. */
export type GopState = 'ready' | 'cold' | 'too-large';

/**
 * The current group of pictures: every packet from the first one of the last key frame on, in order. Empty before the
 * first key frame, after a break, and when a group grew past a limit.
 */
export class GopCache {
  #packets: Buffer[] = [];
  #bytes = 0;
  /** Where the frame at hand begins, its timestamp, and whether it was found to be a key frame already. */
  #frame = { start: 0, timestamp: -1, isKey: false };
  #groupTimestamp = 0;
  #state: GopState = 'cold';
  readonly #limits: GopLimits;

  constructor(limits: Partial<GopLimits> = {}) {
    this.#limits = { ...LIMITS, ...limits };
  }

  get state(): GopState {
    return this.#state;
  }

  /** As of now; later packets do not change what was returned. */
  get packets(): readonly Buffer[] {
    return this.#state === 'ready' ? [...this.#packets] : [];
  }

  /**
   * @param isKey these packets begin or continue an IDR picture
   * @returns whether a group begins with the frame at hand
   */
  push(packets: readonly Buffer[], timestamp: number, isKey: boolean): boolean {
    if (timestamp !== this.#frame.timestamp) this.#beginFrame(timestamp);
    const begins = isKey && !this.#frame.isKey;
    if (begins) this.#beginGroup();
    for (const packet of packets) {
      this.#packets.push(packet);
      this.#bytes += packet.length;
    }
    if (this.#isTooLarge()) this.#drop('too-large');
    return begins;
  }

  /** The connection broke: what comes next does not follow what is here. */
  clear(): void {
    this.#drop('cold');
    this.#frame = { start: 0, timestamp: -1, isKey: false };
  }

  #beginFrame(timestamp: number): void {
    if (this.#state !== 'ready') this.#drop(this.#state); // nobody will ask for the frame before
    this.#frame = { start: this.#packets.length, timestamp, isKey: false };
  }

  /** Lets the group begin with the frame at hand, its parameter sets included. */
  #beginGroup(): void {
    this.#packets = this.#packets.slice(this.#frame.start);
    this.#bytes = this.#packets.reduce((sum, packet) => sum + packet.length, 0);
    this.#frame = { ...this.#frame, start: 0, isKey: true };
    this.#groupTimestamp = this.#frame.timestamp;
    this.#state = 'ready';
  }

  #isTooLarge(): boolean {
    const spanTicks = timestampDistance(this.#groupTimestamp, this.#frame.timestamp);
    const isTooLong = this.#state === 'ready' && spanTicks > this.#limits.spanMs * TICKS_PER_MS;
    return isTooLong || this.#bytes > this.#limits.bytes || this.#packets.length > this.#limits.packets;
  }

  #drop(state: GopState): void {
    this.#packets = [];
    this.#bytes = 0;
    this.#state = state;
    this.#frame.start = 0;
  }
}
