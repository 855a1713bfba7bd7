/** Reads a bit stream from the most significant bit on. Past the end it reads zeros and says so afterwards. */
export class BitReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** Was more read than there is? Then nothing read so far is to be believed. */
  get isExhausted(): boolean {
    return this.#at > this.#bytes.length * 8;
  }

  bit(): number {
    const byte = this.#bytes[this.#at >> 3] ?? 0;
    const bit = (byte >> (7 - (this.#at & 7))) & 1;
    this.#at += 1;
    return bit;
  }

  /** @param count at most 31 */
  bits(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i += 1) value = (value << 1) | this.bit();
    return value;
  }

  /** ue(v) of the H.264 standard. More than 30 leading zeros cannot be a sane value: read as the end. */
  unsignedExpGolomb(): number {
    let zeros = 0;
    while (this.bit() === 0) {
      zeros += 1;
      if (zeros > 30 || this.isExhausted) {
        this.#at = this.#bytes.length * 8 + 1;
        return 0;
      }
    }
    return (1 << zeros) - 1 + this.bits(zeros);
  }

  /** se(v) */
  signedExpGolomb(): number {
    const code = this.unsignedExpGolomb();
    return code % 2 === 1 ? (code + 1) / 2 : -code / 2;
  }
}

/** A NAL's bytes without the 3s that keep start codes out of it. */
export function withoutEmulation(nal: Buffer): Buffer {
  return Buffer.from(nal.filter((byte, at) => !(byte === 3 && at >= 2 && nal[at - 1] === 0 && nal[at - 2] === 0)));
}
