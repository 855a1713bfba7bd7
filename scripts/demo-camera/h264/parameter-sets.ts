import { BitReader } from './bit-reader.ts';
import { BitWriter } from './bit-writer.ts';
import { fromRbsp, toRbsp } from './nal.ts';

/** What one must know of the parameter sets to read a slice header. */
export type SliceSyntax = { frameNumBits: number; pictureOrderBits: number | undefined };

export type SpsFields = SliceSyntax & { widthMacroblocks: number; heightMacroblocks: number };

/** Reads a baseline SPS; the reader is left behind the height. */
function readSps(reader: BitReader): SpsFields {
  const profile = reader.bits(8);
  if (profile !== 66) throw new Error(`The loop was encoded with profile ${profile}, not baseline.`);
  reader.bits(16); // constraint flags, level
  reader.unsigned(); // its id
  const frameNumBits = reader.unsigned() + 4;
  const orderType = reader.unsigned();
  if (orderType === 1) throw new Error('Picture order count type 1 is not expected from this encoder.');
  const pictureOrderBits = orderType === 0 ? reader.unsigned() + 4 : undefined;
  reader.unsigned(); // reference frames
  reader.bit(); // gaps in frame numbers
  const widthMacroblocks = reader.unsigned() + 1;
  const heightMacroblocks = reader.unsigned() + 1;
  return { frameNumBits, pictureOrderBits, widthMacroblocks, heightMacroblocks };
}

export const parseSps = (sps: Buffer): SpsFields => readSps(new BitReader(toRbsp(sps)));

/** The same SPS for a picture that is taller by `moreMacroblocks` rows. */
export function withHeightRaised(sps: Buffer, moreMacroblocks: number): Buffer {
  const measured = new BitReader(toRbsp(sps));
  const fields = readSps(measured);
  const copied = new BitReader(measured.bytes);
  const writer = new BitWriter();
  const heightCodeBits = 2 * (32 - Math.clz32(fields.heightMacroblocks)) - 1;
  writer.copyBits(copied, measured.position - heightCodeBits);
  writer.unsigned(fields.heightMacroblocks + moreMacroblocks - 1);
  copied.position = measured.position;
  writer.copyBits(copied, copied.stopBitPosition());
  return fromRbsp(sps[0] ?? 0, writer.finish());
}

/** Throws unless the PPS is of the plain kind that slice-header.ts reads and strip-slice.ts writes. */
export function requirePlainPps(pps: Buffer): void {
  const reader = new BitReader(toRbsp(pps));
  reader.unsigned(); // its id
  reader.unsigned(); // the id of its SPS
  const arithmeticCoding = reader.bit();
  const orderPresent = reader.bit();
  const sliceGroups = reader.unsigned();
  reader.unsigned(); // reference pictures, list 0
  reader.unsigned(); // list 1
  const weighted = reader.bits(3);
  reader.signed(); // quantiser
  reader.signed();
  reader.signed();
  const deblockingControl = reader.bit();
  const constrainedIntra = reader.bit();
  const redundant = reader.bit();
  const unexpected = arithmeticCoding + orderPresent + sliceGroups + weighted + constrainedIntra + redundant;
  if (unexpected !== 0 || deblockingControl !== 1)
    throw new Error('The encoder wrote a PPS of another kind than expected.');
}
