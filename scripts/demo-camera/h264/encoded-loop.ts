import { BitReader } from './bit-reader.ts';
import { BitWriter } from './bit-writer.ts';
import { fromRbsp, NAL_KEY_SLICE, NAL_PPS, NAL_SLICE, NAL_SPS, nalType, splitAnnexB, toRbsp } from './nal.ts';
import { parseSps, requirePlainPps, withHeightRaised, type SliceSyntax } from './parameter-sets.ts';
import {
  DEBLOCK_INSIDE_SLICE,
  DEBLOCK_NOWHERE,
  readSliceHeader,
  writeSliceHeader,
  type SliceHeader,
} from './slice-header.ts';

/** A picture of the loop without its top strip: the slice as it is sent, and its header to model the strip's on. */
export type LoopFrame = { header: SliceHeader; slice: Buffer };

export type EncodedLoop = { sps: Buffer; pps: Buffer; syntax: SliceSyntax; frames: LoopFrame[] };

/**
 * Takes a loop that was encoded without the top strip and moves every picture down to make room for it: the SPS
 * announces the taller picture and each slice begins where the strip ends. No sample is decoded for that.
 *
 * @param stream Annex B of x264: baseline, one slice a picture, one reference
 */
export function readEncodedLoop(stream: Buffer, stripMacroblocks: number): EncodedLoop {
  const nals = splitAnnexB(stream);
  const sps = nals.find((nal) => nalType(nal) === NAL_SPS);
  const pps = nals.find((nal) => nalType(nal) === NAL_PPS);
  if (!sps || !pps) throw new Error('The encoded loop has no parameter sets.');
  requirePlainPps(pps);
  const fields = parseSps(sps);
  const firstMacroblock = fields.widthMacroblocks * stripMacroblocks;
  const slices = nals.filter((nal) => nalType(nal) === NAL_SLICE || nalType(nal) === NAL_KEY_SLICE);
  let keyFrames = 0;
  const frames = slices.map((nal) => {
    if (nalType(nal) === NAL_KEY_SLICE) keyFrames += 1;
    return moveDown(nal, fields, { firstMacroblock, idrPicId: keyFrames % 2 });
  });
  return { sps: withHeightRaised(sps, stripMacroblocks), pps: Buffer.from(pps), syntax: fields, frames };
}

function moveDown(nal: Buffer, syntax: SliceSyntax, to: { firstMacroblock: number; idrPicId: number }): LoopFrame {
  const reader = new BitReader(toRbsp(nal));
  const read = readSliceHeader(reader, nalType(nal) === NAL_KEY_SLICE, syntax);
  if (read.firstMacroblock !== 0) throw new Error('The loop must be encoded with one slice a picture.');
  // The encoder knew no picture above, so the decoder must not smooth that border either.
  const deblocking = read.deblocking === DEBLOCK_NOWHERE ? DEBLOCK_NOWHERE : DEBLOCK_INSIDE_SLICE;
  const header = { ...read, ...to, deblocking };
  const writer = new BitWriter();
  writeSliceHeader(writer, header, syntax);
  writer.copyBits(reader, reader.stopBitPosition());
  return { header, slice: fromRbsp(nal[0] ?? 0, writer.finish()) };
}
