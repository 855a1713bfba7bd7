import type { Part } from './packager.ts';

/** Parts that follow one another, in one piece. */
export type Stretch = {
  bytes: Buffer;
  /** MIME type with the codec. */
  type: string;
  /** The last part in it: what to ask for more by. */
  last: number;
  /** It begins anew, with what a browser needs to know first; what was read before has no continuation. */
  begins: boolean;
};

/** No more is kept than the group at hand and the one before; a camera whose groups are larger is cut short. */
const MOST_BYTES = 6 * 1024 * 1024;
/** One answer: small enough that a slow line is asked again, and may be told to jump, every few seconds. */
const MOST_BYTES_AT_ONCE = 512 * 1024;
/** Who is so many parts behind is shown the newest group instead: about three seconds. */
const MOST_PARTS_BEHIND = 12;

/** The last seconds of a camera, in memory only. */
export class PartWindow {
  #parts: Part[] = [];

  add(part: Part): void {
    this.#parts.push(part);
    const keys = this.#parts.filter(({ isKey }) => isKey);
    const oldest = keys.at(-2) ?? keys.at(-1);
    if (oldest) this.#parts = this.#parts.filter(({ number }) => number >= oldest.number);
    while (this.#bytes() > MOST_BYTES) this.#parts.shift();
  }

  /** What comes after a part, or where the newest group begins; null when there is nothing newer. */
  after(number: number | null): Stretch | null {
    const newest = this.#parts.at(-1);
    if (!newest || number === newest.number) return null;
    const known = this.#parts.find((part) => part.number === number);
    const key = this.#parts.findLast(({ isKey }) => isKey);
    const next = known && this.#parts.find((part) => part.number === known.number + 1);
    const isFarBehind = known && key && key.number > known.number && newest.number - known.number > MOST_PARTS_BEHIND;
    if (next && !isFarBehind && next.init === known.init) return this.#stretch(next, false);
    return key ? this.#stretch(key, true) : null;
  }

  #stretch(first: Part, begins: boolean): Stretch {
    const parts: Part[] = [];
    let bytes = 0;
    for (const part of this.#parts.filter(({ number }) => number >= first.number)) {
      bytes += part.bytes.length;
      if (part.init !== first.init || (parts.length > 0 && bytes > MOST_BYTES_AT_ONCE)) break;
      parts.push(part);
    }
    const { init } = first;
    const pieces = parts.map((part) => part.bytes);
    const all = begins ? [init.bytes, ...pieces] : pieces;
    return { bytes: Buffer.concat(all), type: init.type, last: parts.at(-1)?.number ?? first.number, begins };
  }

  #bytes(): number {
    return this.#parts.reduce((sum, { bytes }) => sum + bytes.length, 0);
  }
}
