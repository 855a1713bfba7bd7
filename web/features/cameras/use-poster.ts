import { useEffect, useState } from 'react';
import type { CameraId } from '#contract/ids.ts';
import { requestPicture } from '../../shared/api.ts';
import { ProblemError } from '../../shared/problem-error.ts';

const REFRESH_MS = 10_000;

export type Poster = { url: string; takenAt: string | null };

/**
 * The camera's still picture, fetched with the token and renewed every ten seconds while the page is looked at.
 * Null until the first came, and at once after the server said no: then nothing of the room stays in the page.
 */
export function usePoster(cameraId: CameraId, enabled: boolean): Poster | null {
  const [poster, setPoster] = useState<{ cameraId: CameraId; poster: Poster } | null>(null);
  useEffect(() => {
    if (!enabled) return undefined;
    let gone = false;
    let shown: string | null = null;
    const show = (next: Poster | null) => {
      if (shown !== null) URL.revokeObjectURL(shown);
      shown = next?.url ?? null;
      setPoster(next && { cameraId, poster: next });
    };
    const fetchPoster = async () => {
      try {
        const { picture, takenAt } = await requestPicture(`/api/cameras/${cameraId}/poster`);
        if (!gone) show({ url: URL.createObjectURL(picture), takenAt });
      } catch (error) {
        if (!gone && error instanceof ProblemError) show(null);
      }
    };
    const look = () => {
      if (document.visibilityState === 'visible') void fetchPoster();
    };
    look();
    const timer = setInterval(look, REFRESH_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      gone = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      show(null);
    };
  }, [cameraId, enabled]);
  return enabled && poster?.cameraId === cameraId ? poster.poster : null;
}
