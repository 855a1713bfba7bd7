import { IncidentPhotos } from '../features/incidents/incident-photos.tsx';
import { staffPhotos } from '../features/incidents/photos-api.ts';
import { callName } from '../shared/call-name.ts';
import { useWords } from '../shared/words/book.ts';
import type { IncidentPageProps } from './incident-sheet-props.ts';
import { incidentSheetWords } from './incident-sheet-words.ts';

/** Its photos; from the tablet's camera as long as it is a draft. */
export function IncidentPictures({
  room,
  incident,
  children,
}: Pick<IncidentPageProps, 'room' | 'incident' | 'children'>) {
  const say = useWords(incidentSheetWords);
  const { incidentId, isKnown, file, state } = incident;
  if (!isKnown) return <p className="tb-lead">{say('photosLater')}</p>;
  return (
    <IncidentPhotos
      incidentId={incidentId}
      photos={file?.photos ?? []}
      timeZone={room.timeZone}
      children={children.map((child) => ({ childId: child.childId, name: callName(child) }))}
      mayChange={state === 'draft'}
      srcOf={staffPhotos(incidentId)}
    />
  );
}
