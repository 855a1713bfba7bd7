import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import { MAX_INCIDENT_PHOTOS } from '#contract/incident-photos.ts';
import type { IncidentPhotoId } from '#contract/ids.ts';
import { useWords } from '../../shared/words/book.ts';
import { incidentKey } from './incidents-api.ts';
import { PhotoAdd } from './photo-add.tsx';
import { PhotoDialog } from './photo-dialog.tsx';
import type { IncidentPhotosProps } from './photo-props.ts';
import { PhotoTile } from './photo-tile.tsx';
import { PhotosAway } from './photos-away.tsx';
import { photoWords } from './photo-words.ts';
import { useWaitingPhotos } from './use-photo-sending.ts';
import { WaitingTile } from './waiting-tile.tsx';
import './incident-photos.css';

/**
 * The photos of one incident, small, each opening large; where they may be changed also those that wait here to be sent.
 * Sending goes on wherever the page is (see usePhotoSending).
 */
export function IncidentPhotos(props: IncidentPhotosProps) {
  const { incidentId, photos, mayChange } = props;
  const say = useWords(photoWords);
  const titleId = useId();
  const [opened, open] = useState<IncidentPhotoId | null>(null);
  const waiting = useWaitingHere(props);
  const shown = photos.length + waiting.length;
  // What was refused takes nobody's place.
  const count = photos.length + waiting.filter(({ state }) => state !== 'refused').length;
  const at = photos.findIndex(({ photoId }) => photoId === opened);
  return (
    <section className="inc-photos" aria-labelledby={titleId}>
      <header className="inc-photos-head">
        <h3 id={titleId}>{say('photos')}</h3>
        {mayChange && <span>{say('photosOf', { n: count, most: MAX_INCIDENT_PHOTOS })}</span>}
      </header>
      {mayChange && <p className="inc-photos-how">{say('how')}</p>}
      {shown === 0 && !mayChange && <p className="inc-photos-how">{say('none')}</p>}
      {shown > 0 && (
        <ul className="inc-photos-strip">
          {photos.map((photo, index) => (
            <PhotoTile key={photo.photoId} {...props} {...{ photo, index }} onOpen={() => open(photo.photoId)} />
          ))}
          {waiting.map((photo) => (
            <WaitingTile key={photo.id} photo={photo} />
          ))}
        </ul>
      )}
      <PhotosAway waiting={waiting} />
      {mayChange && <PhotoAdd incidentId={incidentId} room={MAX_INCIDENT_PHOTOS - count} />}
      {at >= 0 && <PhotoDialog {...props} {...{ at, open }} onClose={() => open(null)} />}
    </section>
  );
}

/** What was sent is waiting no more as soon as the list has it; the list is read for it. */
function useWaitingHere({ incidentId, photos, mayChange }: IncidentPhotosProps) {
  const client = useQueryClient();
  const all = useWaitingPhotos(incidentId);
  const waiting = mayChange ? all.filter(({ id }) => !photos.some(({ photoId }) => photoId === id)) : [];
  const sent = waiting.filter(({ state }) => state === 'sent').length;
  useEffect(() => {
    if (sent > 0) void client.invalidateQueries({ queryKey: incidentKey(incidentId) });
  }, [client, incidentId, sent]);
  return waiting;
}
