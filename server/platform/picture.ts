import sharp from 'sharp';
import { createTurns } from './turns.ts';

export type PictureFault = 'damaged' | 'too-many-pixels';
/** A picture that could not be taken in; whoever asked for it says so in their own words. */
export class BadPicture extends Error {
  override readonly name = 'BadPicture';
  readonly fault: PictureFault;

  constructor(fault: PictureFault, cause: unknown) {
    super(fault, { cause });
    this.fault = fault;
  }
}

/** A telephone's largest picture; what claims more would fill the memory. */
const MAX_PIXELS = 64_000_000;
const DECODE_SECONDS = 20;
/** Of the whole server: a decoded picture takes hundreds of megabytes, and the cameras' processor time. */
const inTurn = createTurns(2);

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const JPEG = Buffer.from('ffd8ff', 'hex');
const HEIC_BRANDS: ReadonlySet<string> = new Set(['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1']);

/** By its bytes, not its name; null for what is no picture that we take. */
export function pictureTypeOf(bytes: Buffer): 'picture' | 'heic' | null {
  const text = (from: number, to: number) => bytes.toString('latin1', from, to);
  if (bytes.subarray(0, 3).equals(JPEG) || bytes.subarray(0, 8).equals(PNG)) return 'picture';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'picture';
  return text(4, 8) === 'ftyp' && HEIC_BRANDS.has(text(8, 12)) ? 'heic' : null;
}

/**
 * The picture anew as a JPEG, upright, within the given size and without what the camera wrote into it (place, time, owner).
 * @throws BadPicture
 */
export const redrawPicture = (bytes: Buffer, size: { longestSidePx: number; quality: number }): Promise<Buffer> =>
  inTurn(() => redrawn(bytes, size));

async function redrawn(
  bytes: Buffer,
  { longestSidePx, quality }: { longestSidePx: number; quality: number },
): Promise<Buffer> {
  try {
    return await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
      .timeout({ seconds: DECODE_SECONDS })
      .autoOrient()
      .resize({ width: longestSidePx, height: longestSidePx, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality })
      .toBuffer();
  } catch (error) {
    const isTooLarge = error instanceof Error && error.message.includes('pixel limit');
    throw new BadPicture(isTooLarge ? 'too-many-pixels' : 'damaged', error);
  }
}
