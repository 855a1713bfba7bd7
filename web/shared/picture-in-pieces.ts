/** Baseline, Main and High are what cameras send. */
const FILE_TYPE = 'video/mp4; codecs="avc1.4d401f"';

/** What plays a picture that a page hands it in pieces; iPhones have the managed one only. */
export function mediaSource(): typeof MediaSource | null {
  const known = globalThis as { ManagedMediaSource?: typeof MediaSource; MediaSource?: typeof MediaSource };
  return known.ManagedMediaSource ?? known.MediaSource ?? null;
}

/** Whether this browser plays the picture that comes over HTTPS. */
export const playsPieces = (): boolean => mediaSource()?.isTypeSupported(FILE_TYPE) ?? false;
