import type { BitReader } from './bit-reader.ts';
import type { BitWriter } from './bit-writer.ts';
import type { SliceSyntax } from './parameter-sets.ts';

/** Where the decoder smooths block edges: everywhere, nowhere, or everywhere but on the border of the slice. */
export const DEBLOCK_NOWHERE = 1;
export const DEBLOCK_INSIDE_SLICE = 2;

/** The header of a progressive I or P slice of a reference picture, as x264 writes it for the baseline profile. */
export type SliceHeader = {
  isKey: boolean;
  firstMacroblock: number;
  /** 5: every slice of the picture is P. 7: every slice is I. */
  sliceType: number;
  ppsId: number;
  frameNum: number;
  idrPicId: number;
  pictureOrder: number;
  /** The number of reference pictures minus one, when the slice overrides that of the PPS. */
  referenceOverride: number | undefined;
  quantiserDelta: number;
  deblocking: number;
  alphaOffset: number;
  betaOffset: number;
};

const isIntra = (sliceType: number) => sliceType % 5 === 2;

export function readSliceHeader(reader: BitReader, isKey: boolean, syntax: SliceSyntax): SliceHeader {
  const firstMacroblock = reader.unsigned();
  const sliceType = reader.unsigned();
  const ppsId = reader.unsigned();
  const frameNum = reader.bits(syntax.frameNumBits);
  const idrPicId = isKey ? reader.unsigned() : 0;
  const pictureOrder = syntax.pictureOrderBits === undefined ? 0 : reader.bits(syntax.pictureOrderBits);
  const referenceOverride = isIntra(sliceType) ? undefined : readReferences(reader);
  if (isKey) reader.bits(2);
  else if (reader.bit() === 1) throw new Error('Reference marking commands are not expected from this encoder.');
  const quantiserDelta = reader.signed();
  const deblocking = reader.unsigned();
  const [alphaOffset, betaOffset] = deblocking === DEBLOCK_NOWHERE ? [0, 0] : [reader.signed(), reader.signed()];
  const picture = { isKey, firstMacroblock, sliceType, ppsId, frameNum, idrPicId, pictureOrder };
  return { ...picture, referenceOverride, quantiserDelta, deblocking, alphaOffset, betaOffset };
}

function readReferences(reader: BitReader): number | undefined {
  const override = reader.bit() === 1 ? reader.unsigned() : undefined;
  if (reader.bit() === 1) throw new Error('A reordered reference list is not expected from this encoder.');
  return override;
}

export function writeSliceHeader(writer: BitWriter, header: SliceHeader, syntax: SliceSyntax): void {
  writer.unsigned(header.firstMacroblock);
  writer.unsigned(header.sliceType);
  writer.unsigned(header.ppsId);
  writer.bits(header.frameNum, syntax.frameNumBits);
  if (header.isKey) writer.unsigned(header.idrPicId);
  if (syntax.pictureOrderBits !== undefined) writer.bits(header.pictureOrder, syntax.pictureOrderBits);
  if (!isIntra(header.sliceType)) writeReferences(writer, header.referenceOverride);
  writer.bits(0, header.isKey ? 2 : 1);
  writer.signed(header.quantiserDelta);
  writer.unsigned(header.deblocking);
  if (header.deblocking === DEBLOCK_NOWHERE) return;
  writer.signed(header.alphaOffset);
  writer.signed(header.betaOffset);
}

function writeReferences(writer: BitWriter, override: number | undefined): void {
  writer.bit(override === undefined ? 0 : 1);
  if (override !== undefined) writer.unsigned(override);
  writer.bit(0);
}
