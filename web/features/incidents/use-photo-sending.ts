import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import type { IncidentId, UserId } from '#contract/ids.ts';
import { keptFiles } from '../../shared/kept-files.ts';
import { isProblem, Unanswered } from '../../shared/problem-error.ts';
import { onTold } from '../../shared/socket.ts';
import { PhotoCourier } from './photo-courier.ts';
import { sendPhoto } from './photos-api.ts';
import type { KeptPhoto, WaitingPhoto } from './waiting-photo.ts';

/** A network that swallows everything answers nothing for minutes; sent again, the photo is still one. */
const GIVES_UP_AFTER_MS = 90_000;

async function send({ id: photoId, actor, ...photo }: KeptPhoto): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const givenUp = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Unanswered('no answer in time')), GIVES_UP_AFTER_MS);
  });
  try {
    await Promise.race([sendPhoto({ ...photo, photoId, actorId: actor.userId }), givenUp]);
  } finally {
    clearTimeout(timer);
  }
}

export const photoCourier = new PhotoCourier({ kept: keptFiles, send });

/**
 * Sends what was photographed here while the page is open, whatever it shows. Once on each face that adds photos.
 * @param owner the tablet, or the person on their own browser
 * @param actor who acts on it; null while nobody does
 * @param isProven the server knows them as who acts
 */
export function usePhotoSending(
  owner: string,
  actor: { userId: UserId; name: string } | null,
  isProven: boolean,
): void {
  const begin = useEffectEvent(() => void photoCourier.begin(owner, actor));
  const actorId = actor?.userId;
  useEffect(() => begin(), [owner, actorId, isProven]);
  useEffect(() => {
    const resume = (): void => photoCourier.resume();
    const stop = onTold('hello', resume);
    window.addEventListener('online', resume);
    return () => {
      stop();
      window.removeEventListener('online', resume);
      photoCourier.end();
    };
  }, []);
}

/** Of one incident, what the server does not have, or what is not in the list yet. */
export const useWaitingPhotos = (incidentId: IncidentId): readonly WaitingPhoto[] =>
  useSyncExternalStore(photoCourier.subscribe, photoCourier.snapshot).filter(
    (photo) => photo.incidentId === incidentId,
  );

/** Those that were given up since the server knows no such incident: no sheet of it can be opened to see them. */
export const useLostPhotos = (): readonly WaitingPhoto[] =>
  useSyncExternalStore(photoCourier.subscribe, photoCourier.snapshot).filter(
    ({ state, error }) => state === 'refused' && isProblem(error, 'not-found'),
  );
