import { annexB, NAL, nalOf, type Unit } from './h264.ts';

const MAX_BYTES = 4 * 1024 * 1024;

/**
 * Puts the IDR slices of a frame together. A frame with a hole in it, or above the limit, is given up: half a key frame
 * decodes to a picture with grey in it.
 */
export class KeyFrameCollector {
  #slices: Buffer[] = [];
  #fragments: Buffer[] = [];
  #bytes = 0;
  #isBroken = false;

  /** Something of the frame at hand was lost. */
  break(): void {
    this.#isBroken = true;
  }

  take(unit: Unit): void {
    if (unit.type !== NAL.idr || this.#isBroken) return;
    this.#bytes += unit.body.length;
    const isOutOfPlace = unit.isStart === this.#fragments.length > 0;
    this.#isBroken = isOutOfPlace || this.#bytes > MAX_BYTES;
    this.#fragments.push(unit.isStart ? nalOf(unit) : Buffer.from(unit.body));
    if (this.#isBroken) this.#drop();
    else if (unit.isEnd) this.#slices.push(Buffer.concat(this.#fragments.splice(0)));
  }

  /** The frame ended. @returns it as Annex B behind its parameter sets; null when it was no whole key frame. */
  finish(parameterSets: readonly Buffer[]): Buffer | null {
    const slices = this.#slices;
    const isWhole = !this.#isBroken && this.#fragments.length === 0 && slices.length > 0 && parameterSets.length > 0;
    this.#drop();
    this.#isBroken = false;
    return isWhole ? annexB([...parameterSets, ...slices]) : null;
  }

  #drop(): void {
    this.#slices = [];
    this.#fragments = [];
    this.#bytes = 0;
  }
}
