import type { BitReader } from './bit-reader.ts';

/** Writes the bits of an RBSP, most significant first, into a buffer that grows as needed. */
export class BitWriter {
  #bytes = new Uint8Array(1024);
  #length = 0;
  #pending = 0;
  #pendingBits = 0;

  bit(value: number): void {
    this.bits(value, 1);
  }

  /** At most 24 bits at once. */
  bits(value: number, count: number): void {
    this.#pending = (this.#pending << count) | value;
    this.#pendingBits += count;
    while (this.#pendingBits >= 8) {
      this.#pendingBits -= 8;
      this.#pushByte((this.#pending >> this.#pendingBits) & 0xff);
      this.#pending &= (1 << this.#pendingBits) - 1;
    }
  }

  /** ue(v): an unsigned Exp-Golomb code. */
  unsigned(value: number): void {
    const length = 32 - Math.clz32(value + 1);
    this.bits(0, length - 1);
    this.bits(value + 1, length);
  }

  /** se(v): a signed Exp-Golomb code. */
  signed(value: number): void {
    this.unsigned(value > 0 ? value * 2 - 1 : -value * 2);
  }

  /** Copies what the reader still holds before `end` (a bit position). */
  copyBits(reader: BitReader, end: number): void {
    while (reader.position + 8 <= end) this.bits(reader.bits(8), 8);
    while (reader.position < end) this.bit(reader.bit());
  }

  /** Fills the byte up with zero bits, then appends whole bytes. */
  alignedBytes(bytes: Uint8Array): void {
    if (this.#pendingBits > 0) this.bits(0, 8 - this.#pendingBits);
    for (const byte of bytes) this.#pushByte(byte);
  }

  /** Closes the RBSP with its stop bit and gives its bytes. */
  finish(): Uint8Array {
    this.bit(1);
    if (this.#pendingBits > 0) this.bits(0, 8 - this.#pendingBits);
    return this.#bytes.slice(0, this.#length);
  }

  #pushByte(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const grown = new Uint8Array(this.#bytes.length * 2);
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    this.#bytes[this.#length] = byte;
    this.#length += 1;
  }
}
