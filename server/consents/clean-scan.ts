import sharp from 'sharp';
import type { ScanFault } from '../contract/consents.ts';
import { AppError } from '../platform/errors.ts';
import { createTurns } from './turns.ts';

export type CleanScan = { mediaType: 'image/jpeg' | 'application/pdf'; bytes: Uint8Array };

const LONGEST_SIDE_PX = 2_400;
/** A telephone's largest picture; what claims more would fill the memory. */
const MAX_PIXELS = 64_000_000;
const DECODE_SECONDS = 20;
const JPEG_QUALITY = 82;
/** Of the whole server: a decoded picture takes hundreds of megabytes, and the cameras' processor time. */
const inTurn = createTurns(2);

export const scanFault = (file: ScanFault, cause?: unknown): AppError =>
  new AppError('bad-request', { fields: { file }, cause });

/**
 * What is kept of a sent paper: a picture anew, upright, at most 2400 pixels long and without what the camera wrote into it
 * (place, time, owner); a PDF as it is. What a file is shows in its bytes, not in its name.
 * @throws AppError 'bad-request' whose `file` says why it is not taken
 */
export async function cleanScan(bytes: Buffer): Promise<CleanScan> {
  if (bytes.length === 0) throw scanFault('empty');
  switch (typeOf(bytes)) {
    case 'pdf':
      if (!endsAsPdf(bytes)) throw scanFault('pdf-incomplete');
      return { mediaType: 'application/pdf', bytes };
    case 'picture':
      return { mediaType: 'image/jpeg', bytes: await inTurn(() => redrawn(bytes)) };
    case 'heic':
      throw scanFault('heic');
    case null:
      throw scanFault('wrong-type');
  }
}

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const JPEG = Buffer.from('ffd8ff', 'hex');
const HEIC_BRANDS: ReadonlySet<string> = new Set(['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1']);

function typeOf(bytes: Buffer): 'pdf' | 'picture' | 'heic' | null {
  const text = (from: number, to: number) => bytes.toString('latin1', from, to);
  if (text(0, 5) === '%PDF-') return 'pdf';
  if (bytes.subarray(0, 3).equals(JPEG) || bytes.subarray(0, 8).equals(PNG)) return 'picture';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'picture';
  return text(4, 8) === 'ftyp' && HEIC_BRANDS.has(text(8, 12)) ? 'heic' : null;
}

/** Nothing stands behind its end: a file that is an archive or a page as well has its other half there. */
const endsAsPdf = (bytes: Buffer): boolean =>
  bytes
    .toString('latin1', bytes.length - 64)
    .trimEnd()
    .endsWith('%%EOF');

async function redrawn(bytes: Buffer): Promise<Buffer> {
  try {
    return await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
      .timeout({ seconds: DECODE_SECONDS })
      .autoOrient()
      .resize({ width: LONGEST_SIDE_PX, height: LONGEST_SIDE_PX, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: JPEG_QUALITY })
      .toBuffer();
  } catch (error) {
    const isTooLarge = error instanceof Error && error.message.includes('pixel limit');
    throw scanFault(isTooLarge ? 'too-many-pixels' : 'damaged', error);
  }
}
