import { NAL } from './h264.ts';

const MAX_BYTES = 1_000;
const MAX_PPS = 8;

/** The SPS and PPS a camera last gave, in band or in its description. Absurdly large ones are not kept. */
export class ParameterSets {
  #sps: Buffer | null = null;
  #pps: Buffer[] = [];

  get sps(): Buffer | null {
    return this.#sps;
  }

  /** In the order in which a decoder needs them; empty unless both are there. */
  get all(): readonly Buffer[] {
    return this.#sps && this.#pps.length > 0 ? [this.#sps, ...this.#pps] : [];
  }

  get pps(): readonly Buffer[] {
    return this.#pps;
  }

  /** @param nal with its header, not kept by anybody else */
  learn(nal: Buffer): void {
    const type = nal.readUInt8(0) & 0x1f;
    if (nal.length > MAX_BYTES) return;
    if (type === NAL.sps) {
      if (this.#sps?.equals(nal) !== true) this.#pps = []; // a new SPS ends what was said under the old one
      this.#sps = nal;
    } else if (type === NAL.pps && !this.#pps.some((known) => known.equals(nal))) {
      this.#pps = [...this.#pps, nal].slice(-MAX_PPS);
    }
  }
}
