import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { OwnIncidentPhoto } from '#contract/incident-photos.ts';
import type { IncidentId } from '#contract/ids.ts';
import { INCIDENTS_PATH } from '../../features/incidents/incidents-api.ts';
import { requestBlob } from '../../shared/api.ts';
import { useWords } from '../../shared/words/book.ts';
import { Part } from './report-part.tsx';
import { reportWords } from './report-words.ts';

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

/** Large, since paper cannot be enlarged; its place is kept while it comes. */
function Photo({ incidentId, photo, name }: { incidentId: IncidentId; photo: OwnIncidentPhoto; name: string }) {
  const { photoId, width, height } = photo;
  const path = `${INCIDENTS_PATH}/${incidentId}/photos/${photoId}?size=full`;
  const { data } = useQuery({
    queryKey: ['incident-photo', path],
    queryFn: () => requestBlob(path),
    staleTime: Infinity,
  });
  const address = useMemo(() => (data ? URL.createObjectURL(data) : undefined), [data]);
  useEffect(() => {
    if (address === undefined) return undefined;
    return () => URL.revokeObjectURL(address);
  }, [address]);
  return (
    <li>
      {address === undefined ? (
        <p className="dim" style={{ aspectRatio: `${width} / ${height}` }} role="status">
          {name}
        </p>
      ) : (
        <img src={address} width={width} height={height} alt={name} />
      )}
    </li>
  );
}
