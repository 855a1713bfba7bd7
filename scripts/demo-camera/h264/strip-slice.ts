import { BitWriter } from './bit-writer.ts';
import { fromRbsp } from './nal.ts';
import type { SliceSyntax } from './parameter-sets.ts';
import { DEBLOCK_NOWHERE, writeSliceHeader, type SliceHeader } from './slice-header.ts';
import type { Tile } from './tile.ts';

/** The strip as macroblocks in raster order, `columns` in a row. */
export type TiledStrip = { columns: number; tiles: readonly Tile[] };

const FLAT_INTRA = 3; // Intra 16x16, predicted from the mean of its neighbours, no residual
const RAW_INTRA = 25; // I_PCM: the samples themselves
const INTRA_IN_P_SLICE = 5; // added to the types above in a P slice

/**
 * Encodes the top of a picture as a slice of its own, beside the slice that x264 made of the rest.
 *
 * Nothing here is compressed the way an encoder would: a macroblock is the same as before (a few bits for all of
 * them together), or of its neighbours' colour (a few bits), or sent raw (384 bytes). For a clock that is little, it
 * costs no time, and the decoder shows exactly the samples given.
 *
 * @param like the header of the other slice of the same picture
 * @param previous the strip of the picture before; not looked at for a key frame
 */
export function writeStripSlice(
  strip: TiledStrip,
  previous: TiledStrip | undefined,
  like: SliceHeader,
  syntax: SliceSyntax,
): Buffer {
  const writer = new BitWriter();
  const header = { ...like, firstMacroblock: 0, quantiserDelta: 0, deblocking: DEBLOCK_NOWHERE };
  writeSliceHeader(writer, header, syntax);
  if (previous === strip && !like.isKey)
    writer.unsigned(strip.tiles.length); // nothing changed: all skipped
  else writeMacroblocks(writer, strip, like.isKey ? undefined : previous);
  return fromRbsp(like.isKey ? 0x65 : 0x61, writer.finish());
}

function writeMacroblocks(writer: BitWriter, strip: TiledStrip, previous: TiledStrip | undefined): void {
  const raw = new Set<number>(); // which macroblocks were sent raw: they count as neighbours with 16 coefficients
  let skipped = 0;
  for (const [at, tile] of strip.tiles.entries()) {
    if (previous?.tiles[at]?.equals(tile)) {
      skipped += 1;
      continue;
    }
    if (previous) writer.unsigned(skipped);
    skipped = 0;
    const typeOffset = previous ? INTRA_IN_P_SLICE : 0;
    if (isPredictable(strip, at)) {
      writer.unsigned(FLAT_INTRA + typeOffset);
      writeEmptyResidual(writer, strip, at, raw);
    } else {
      writer.unsigned(RAW_INTRA + typeOffset);
      writer.alignedBytes(tile.samples);
      raw.add(at);
    }
  }
  if (previous && skipped > 0) writer.unsigned(skipped);
}

/** Whether the mean of what borders the macroblock on the left and above is exactly its one colour. */
function isPredictable(strip: TiledStrip, at: number): boolean {
  const colour = strip.tiles[at]?.colourOf('all');
  const left = at % strip.columns > 0 ? strip.tiles[at - 1] : undefined;
  const above = strip.tiles[at - strip.columns];
  if (colour === undefined || !(left ?? above)) return false;
  return (!left || left.colourOf('right') === colour) && (!above || above.colourOf('bottom') === colour);
}

/** Prediction mode of the colours, quantiser change, and a coefficient count of zero in the code its neighbours imply. */
function writeEmptyResidual(writer: BitWriter, strip: TiledStrip, at: number, raw: Set<number>): void {
  writer.unsigned(0);
  writer.signed(0);
  const hasLeft = at % strip.columns > 0;
  const hasAbove = at >= strip.columns;
  const count = (isRaw: boolean) => (isRaw ? 16 : 0);
  const left = count(hasLeft && raw.has(at - 1));
  const above = count(hasAbove && raw.has(at - strip.columns));
  const expected = hasLeft && hasAbove ? (left + above + 1) >> 1 : left + above;
  if (expected >= 8) writer.bits(0b000011, 6);
  else writer.bit(1);
}
