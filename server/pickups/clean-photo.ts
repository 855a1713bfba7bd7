import type { PhotoFault } from '../contract/pickups.ts';
import { AppError } from '../platform/errors.ts';
import { BadPicture, pictureTypeOf, redrawPicture } from '../platform/picture.ts';

const SIZE = { longestSidePx: 512, quality: 80 };

export const photoFault = (file: PhotoFault, cause?: unknown): AppError =>
  new AppError('bad-request', { fields: { file }, cause });

/**
 * What is kept of a sent photo: upright, at most 512 pixels, without place, time and owner.
 * @throws AppError 'bad-request' whose `file` says why it is not taken
 */
export async function cleanPhoto(bytes: Buffer): Promise<Uint8Array> {
  if (bytes.length === 0) throw photoFault('empty');
  const type = pictureTypeOf(bytes);
  if (type !== 'picture') throw photoFault(type ?? 'wrong-type');
  try {
    return await redrawPicture(bytes, SIZE);
  } catch (error) {
    throw error instanceof BadPicture ? photoFault(error.fault, error) : error;
  }
}
