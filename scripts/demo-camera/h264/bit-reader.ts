/** Reads the bits of an RBSP (a NAL unit without its emulation prevention bytes), most significant first. */
export class BitReader {
  readonly bytes: Uint8Array;
  position = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  bit(): number {
    const byte = this.bytes[this.position >> 3] ?? 0;
    const bit = (byte >> (7 - (this.position & 7))) & 1;
    this.position += 1;
    return bit;
  }

  /** Up to 31 bits as an unsigned number. */
  bits(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i += 1) value = value * 2 + this.bit();
    return value;
  }

  /** ue(v): an unsigned Exp-Golomb code. */
  unsigned(): number {
    let zeros = 0;
    while (zeros < 31 && this.bit() === 0) zeros += 1;
    return 2 ** zeros - 1 + this.bits(zeros);
  }

  /** se(v): a signed Exp-Golomb code. */
  signed(): number {
    const code = this.unsigned();
    return code % 2 === 0 ? -code / 2 : (code + 1) / 2;
  }

  /** Where the content ends: the position of the stop bit that closes every RBSP. */
  stopBitPosition(): number {
    let last = this.bytes.length - 1;
    while (last > 0 && this.bytes[last] === 0) last -= 1;
    const byte = this.bytes[last] ?? 0;
    let trailingZeros = 0;
    while (trailingZeros < 7 && ((byte >> trailingZeros) & 1) === 0) trailingZeros += 1;
    return last * 8 + 7 - trailingZeros;
  }
}
