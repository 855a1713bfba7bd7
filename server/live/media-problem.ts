import { CameraNotLive, CannotReceive, MediaUnavailable, ViewNotOpen } from '#media';
import { AppError } from '../platform/errors.ts';

/** Media's own words for what stands in the way, in the contract's. */
export function asAppError(error: unknown): unknown {
  if (error instanceof CameraNotLive) return new AppError('camera-offline', { cause: error });
  if (error instanceof CannotReceive) return new AppError('browser-cannot-play', { cause: error });
  if (error instanceof ViewNotOpen) return new AppError('view-gone', { cause: error });
  return error instanceof MediaUnavailable ? new AppError('media-unavailable', { cause: error }) : error;
}
