import type { ScanFault } from '../contract/consents.ts';
import { AppError } from '../platform/errors.ts';
import { BadPicture, pictureTypeOf, redrawPicture } from '../platform/picture.ts';

export type CleanScan = { mediaType: 'image/jpeg' | 'application/pdf'; bytes: Uint8Array };

const SIZE = { longestSidePx: 2_400, quality: 82 };

export const scanFault = (file: ScanFault, cause?: unknown): AppError =>
  new AppError('bad-request', { fields: { file }, cause });

/**
 * What is kept of a sent paper: a picture anew, upright, at most 2400 pixels long and without what the camera wrote into it
 * (place, time, owner); a PDF as it is. What a file is shows in its bytes, not in its name.
 * @throws AppError 'bad-request' whose `file` says why it is not taken
 */
export async function cleanScan(bytes: Buffer): Promise<CleanScan> {
  if (bytes.length === 0) throw scanFault('empty');
  if (bytes.toString('latin1', 0, 5) === '%PDF-') {
    if (!endsAsPdf(bytes)) throw scanFault('pdf-incomplete');
    return { mediaType: 'application/pdf', bytes };
  }
  const type = pictureTypeOf(bytes);
  if (type !== 'picture') throw scanFault(type ?? 'wrong-type');
  return { mediaType: 'image/jpeg', bytes: await redrawn(bytes) };
}

/** Nothing stands behind its end: a file that is an archive or a page as well has its other half there. */
const endsAsPdf = (bytes: Buffer): boolean =>
  bytes
    .toString('latin1', bytes.length - 64)
    .trimEnd()
    .endsWith('%%EOF');

async function redrawn(bytes: Buffer): Promise<Buffer> {
  try {
    return await redrawPicture(bytes, SIZE);
  } catch (error) {
    throw error instanceof BadPicture ? scanFault(error.fault, error) : error;
  }
}
