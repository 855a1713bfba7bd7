import type { IncidentPhotoFault } from '../contract/incident-photos.ts';
import { AppError } from '../platform/errors.ts';
import { BadPicture, pictureTypeOf, redrawWithThumb, type Redrawn } from '../platform/picture.ts';

const FULL = { longestSidePx: 1_600, quality: 82 };
const THUMB = { longestSidePx: 320, quality: 76 };

export const photoFault = (file: IncidentPhotoFault, cause?: unknown): AppError =>
  new AppError('bad-request', { fields: { file }, cause });

/**
 * What is kept of a sent photo, large and small: drawn anew, upright, without place, time and owner. Nothing of the given
 * bytes is kept, so that a file which is something else as well is a picture only.
 * @throws AppError 'bad-request' whose `file` says why it is not taken
 */
export async function cleanPhoto(bytes: Buffer): Promise<Redrawn> {
  if (bytes.length === 0) throw photoFault('empty');
  const type = pictureTypeOf(bytes);
  if (type !== 'picture') throw photoFault(type ?? 'wrong-type');
  try {
    return await redrawWithThumb(bytes, FULL, THUMB);
  } catch (error) {
    throw error instanceof BadPicture ? photoFault(error.fault, error) : error;
  }
}
