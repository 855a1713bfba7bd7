import sharp, { type Sharp } from 'sharp';
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

export type DrawingSize = { longestSidePx: number; quality: number };

/**
 * The picture anew as a JPEG, upright, within the given size and without what the camera wrote into it (place, time, owner).
 * Of one that moves it is the first picture. @throws BadPicture
 */
export const redrawPicture = (bytes: Buffer, size: DrawingSize): Promise<Buffer> =>
  inTurn(() => orBad(() => upright(bytes, size).jpeg({ quality: size.quality }).toBuffer()));

export type Redrawn = { full: Buffer; thumb: Buffer; width: number; height: number };

/** The same, with a small one beside it; what was sent is read once. @throws BadPicture */
export const redrawWithThumb = (bytes: Buffer, size: DrawingSize, thumb: DrawingSize): Promise<Redrawn> =>
  inTurn(() =>
    orBad(async () => {
      const { data, info } = await upright(bytes, size).raw().toBuffer({ resolveWithObject: true });
      const { width, height, channels } = info;
      const drawn = () => sharp(data, { raw: { width, height, channels } });
      const [full, small] = await Promise.all([
        drawn().jpeg({ quality: size.quality }).toBuffer(),
        within(drawn(), thumb).jpeg({ quality: thumb.quality }).toBuffer(),
      ]);
      return { full, thumb: small, width, height };
    }),
  );

const upright = (bytes: Buffer, size: DrawingSize): Sharp =>
  within(
    sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', pages: 1 })
      .timeout({ seconds: DECODE_SECONDS })
      .autoOrient(),
    size,
  ).flatten({ background: '#ffffff' });

const within = (picture: Sharp, { longestSidePx }: DrawingSize): Sharp =>
  picture.resize({ width: longestSidePx, height: longestSidePx, fit: 'inside', withoutEnlargement: true });

async function orBad<T>(draw: () => Promise<T>): Promise<T> {
  try {
    return await draw();
  } catch (error) {
    const isTooLarge = error instanceof Error && error.message.includes('pixel limit');
    throw new BadPicture(isTooLarge ? 'too-many-pixels' : 'damaged', error);
  }
}
