const LUMA_SIZE = 16;
const CHROMA_SIZE = 8;

/** What a decoder may predict a neighbour from: the one colour of these samples, or undefined where there are several. */
type Edge = 'all' | 'right' | 'bottom';

/** One macroblock of a picture: 16×16 samples of brightness, 8×8 of each colour difference. Never changes once made. */
export class Tile {
  readonly samples: Uint8Array;

  /** @param samples 256 of Y, 64 of Cb, 64 of Cr. Not 0: two zeros in a row would need escaping. */
  constructor(samples: Uint8Array) {
    this.samples = samples;
  }

  equals(other: Tile): boolean {
    return this === other || Buffer.compare(this.samples, other.samples) === 0;
  }

  /** The colour that all samples of this edge have in common, as one number; undefined when they have none. */
  colourOf(edge: Edge): number | undefined {
    const y = onlyValue(this.samples.subarray(0, 256), LUMA_SIZE, edge);
    const cb = onlyValue(this.samples.subarray(256, 320), CHROMA_SIZE, edge);
    const cr = onlyValue(this.samples.subarray(320), CHROMA_SIZE, edge);
    return y === undefined || cb === undefined || cr === undefined ? undefined : (y << 16) | (cb << 8) | cr;
  }
}

function onlyValue(plane: Uint8Array, size: number, edge: Edge): number | undefined {
  const first = edge === 'all' ? 0 : edge === 'right' ? size - 1 : size * (size - 1);
  const step = edge === 'right' ? size : 1;
  for (let at = first; at < plane.length; at += step) if (plane[at] !== plane[first]) return undefined;
  return plane[first];
}
