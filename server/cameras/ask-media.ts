import { MediaUnavailable } from '#media';
import { AppError } from '../platform/errors.ts';

/** @throws AppError 'media-unavailable' when the node is out of reach */
export async function askMedia<T>(asking: Promise<T>): Promise<T> {
  try {
    return await asking;
  } catch (error) {
    throw error instanceof MediaUnavailable ? new AppError('media-unavailable', { cause: error }) : error;
  }
}
