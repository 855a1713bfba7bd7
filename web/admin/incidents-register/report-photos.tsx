import type { OwnIncidentPhoto } from '#contract/incident-photos.ts';
import type { IncidentId, IncidentPhotoId } from '#contract/ids.ts';
import { staffPhotos } from '../../features/incidents/photos-api.ts';
import { usePhoto } from '../../features/incidents/use-photo.ts';
import { useWords } from '../../shared/words/book.ts';
import { Part } from './report-part.tsx';
import { reportWords } from './report-words.ts';

/** Large, since paper cannot be enlarged. */
export const photoPath = (incidentId: IncidentId, photoId: IncidentPhotoId): string =>
  staffPhotos(incidentId)(photoId, 'full');

type PhotosProps = { incidentId: IncidentId; photos: readonly OwnIncidentPhoto[] };

/** The pictures that whoever the paper is for may see. */
export function Photos({ incidentId, photos }: PhotosProps) {
  const say = useWords(reportWords);
  if (photos.length === 0) return null;
  return (
    <Part title={say('photos')}>
      <ul className="rr-photos">
        {photos.map((photo, nth) => (
          <Photo key={photo.photoId} {...{ incidentId, photo }} name={say('photo', { n: nth + 1 })} />
        ))}
      </ul>
    </Part>
  );
}

/** Its place is kept while it comes. */
function Photo({ incidentId, photo, name }: { incidentId: IncidentId; photo: OwnIncidentPhoto; name: string }) {
  const { photoId, width, height } = photo;
  const say = useWords(reportWords);
  const { address, isFailed } = usePhoto(photoPath(incidentId, photoId));
  return (
    <li>
      {address === null ? (
        <p className="dim" style={{ aspectRatio: `${width} / ${height}` }} role="status">
          {isFailed ? say('photoFailed', { name }) : name}
        </p>
      ) : (
        <img src={address} width={width} height={height} alt={name} />
      )}
    </li>
  );
}
