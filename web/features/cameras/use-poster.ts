import { useEffect, useState } from 'react';
import type { CameraId } from '#contract/ids.ts';
import { followPoster, type Poster } from './follow-poster.ts';

/**
 * The camera's still picture, fetched with the token and renewed while the page is looked at.
 * Null until the first came and whenever nothing says any more that it may be seen: then nothing of the room stays in the page.
 */
export function usePoster(cameraId: CameraId, enabled: boolean): Poster | null {
  const [shown, setShown] = useState<{ cameraId: CameraId; poster: Poster } | null>(null);
  useEffect(
    () => (enabled ? followPoster(cameraId, (poster) => setShown(poster && { cameraId, poster })) : undefined),
    [cameraId, enabled],
  );
  return enabled && shown?.cameraId === cameraId ? shown.poster : null;
}
