const MAX_BYTES = 8 * 1024 * 1024;

/**
 * The current group of pictures: every packet from the first one of the last key frame on, in order. Empty before the
 * first key frame, after a break, and when a group grew past the limit.
 */
export class GopCache {
  #packets: Buffer[] = [];
  #bytes = 0;
  /** Where the frame at hand begins, its timestamp, and whether it was found to be a key frame already. */
  #frame = { start: 0, timestamp: -1, isKey: false };
  #isFollowing = false;
  readonly #maxBytes: number;

  constructor(maxBytes = MAX_BYTES) {
    this.#maxBytes = maxBytes;
  }

  /** As of now; later packets do not change what was returned. */
  get packets(): readonly Buffer[] {
    return this.#isFollowing ? [...this.#packets] : [];
  }

  /** @param isKey these packets begin or continue an IDR picture */
  push(packets: readonly Buffer[], timestamp: number, isKey: boolean): void {
    if (timestamp !== this.#frame.timestamp) this.#beginFrame(timestamp);
    if (isKey && !this.#frame.isKey) this.#beginGroup();
    for (const packet of packets) {
      this.#packets.push(packet);
      this.#bytes += packet.length;
    }
    if (this.#bytes > this.#maxBytes) this.#drop();
  }

  /** The connection broke: what comes next does not follow what is here. */
  clear(): void {
    this.#drop();
    this.#frame = { start: 0, timestamp: -1, isKey: false };
  }

  #beginFrame(timestamp: number): void {
    if (!this.#isFollowing) this.#drop(); // nobody will ask for the frame before
    this.#frame = { start: this.#packets.length, timestamp, isKey: false };
  }

  /** Lets the group begin with the frame at hand, its parameter sets included. */
  #beginGroup(): void {
    this.#packets = this.#packets.slice(this.#frame.start);
    this.#bytes = this.#packets.reduce((sum, packet) => sum + packet.length, 0);
    this.#frame = { ...this.#frame, start: 0, isKey: true };
    this.#isFollowing = true;
  }

  #drop(): void {
    this.#packets = [];
    this.#bytes = 0;
    this.#isFollowing = false;
    this.#frame.start = 0;
  }
}
