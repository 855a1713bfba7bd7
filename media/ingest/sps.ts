import { BitReader, withoutEmulation } from './bits.ts';
import { NAL } from './h264.ts';

export type PictureFormat = {
  /** Profile, constraints and level as six hex digits, for example `4d001f`. */
  profileLevelId: string;
  /** After cropping. */
  widthPx: number;
  heightPx: number;
};

// Profiles whose SPS says more about colour (7.3.2.1.1).
const PROFILES_WITH_CHROMA = [100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135];
const MAX_EDGE_PX = 16_384;

/** Reads what we need of a sequence parameter set (H.264, 7.3.2.1). @returns null when it is broken or absurd. */
export function parseSps(nal: Buffer): PictureFormat | null {
  if (nal.length < 5 || (nal.readUInt8(0) & 0x1f) !== NAL.sps) return null;
  const bits = new BitReader(withoutEmulation(nal.subarray(4)));
  bits.unsignedExpGolomb(); // its own number
  const chromaFormat = PROFILES_WITH_CHROMA.includes(nal.readUInt8(1)) ? readChroma(bits) : 1;
  skipPictureOrder(bits);
  bits.unsignedExpGolomb(); // reference frames
  bits.bit(); // gaps allowed
  const widthInMacroblocks = bits.unsignedExpGolomb() + 1;
  const heightInMapUnits = bits.unsignedExpGolomb() + 1;
  const fieldFactor = bits.bit() === 1 ? 1 : 2;
  if (fieldFactor === 2) bits.bit(); // adaptive frame/field
  bits.bit(); // direct 8×8 inference
  const cropped = readCropping(bits, chromaFormat, fieldFactor);
  const widthPx = widthInMacroblocks * 16 - cropped.widthPx;
  const heightPx = heightInMapUnits * fieldFactor * 16 - cropped.heightPx;
  const isSane = [widthPx, heightPx].every((edge) => edge > 0 && edge <= MAX_EDGE_PX);
  return !bits.isExhausted && isSane ? { profileLevelId: nal.toString('hex', 1, 4), widthPx, heightPx } : null;
}

function readChroma(bits: BitReader): number {
  const chromaFormat = bits.unsignedExpGolomb();
  if (chromaFormat === 3) bits.bit(); // separate planes
  bits.unsignedExpGolomb(); // luma depth
  bits.unsignedExpGolomb(); // chroma depth
  bits.bit(); // lossless bypass
  if (bits.bit() === 1) {
    for (let list = 0; list < (chromaFormat === 3 ? 12 : 8); list += 1) {
      if (bits.bit() === 1) skipScalingList(bits, list < 6 ? 16 : 64);
    }
  }
  return chromaFormat;
}

function skipScalingList(bits: BitReader, size: number): void {
  let last = 8;
  for (let i = 0; i < size; i += 1) {
    last = (last + bits.signedExpGolomb() + 256) % 256;
    if (last === 0) return;
  }
}

function skipPictureOrder(bits: BitReader): void {
  bits.unsignedExpGolomb(); // frame number length
  const kind = bits.unsignedExpGolomb();
  if (kind === 0) bits.unsignedExpGolomb();
  if (kind !== 1) return;
  bits.bit();
  bits.signedExpGolomb();
  bits.signedExpGolomb();
  const count = Math.min(bits.unsignedExpGolomb(), 255);
  for (let i = 0; i < count; i += 1) bits.signedExpGolomb();
}

function readCropping(bits: BitReader, chromaFormat: number, fieldFactor: number) {
  if (bits.bit() === 0) return { widthPx: 0, heightPx: 0 };
  const [left, right, top, bottom] = Array.from({ length: 4 }, () => bits.unsignedExpGolomb());
  const unitX = chromaFormat === 1 || chromaFormat === 2 ? 2 : 1;
  const unitY = (chromaFormat === 1 ? 2 : 1) * fieldFactor;
  return {
    widthPx: ((left ?? 0) + (right ?? 0)) * unitX,
    heightPx: ((top ?? 0) + (bottom ?? 0)) * unitY,
  };
}
