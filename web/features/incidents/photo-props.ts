import type { IncidentPhoto, OwnIncidentPhoto } from '#contract/incident-photos.ts';
import type { ChildId, IncidentId } from '#contract/ids.ts';
import type { PhotoSrc } from './photos-api.ts';

/** A family's has nothing of who else there is. */
export type ShownPhoto = OwnIncidentPhoto & Partial<Pick<IncidentPhoto, 'childId' | 'addedAt' | 'by'>>;

export type IncidentPhotosProps = {
  incidentId: IncidentId;
  photos: readonly ShownPhoto[];
  /** The nursery's. */
  timeZone: string;
  /** The incident's, for whose family a photo may be; none where a family looks. */
  children: readonly { childId: ChildId; name: string }[];
  /** Photos may be added, removed and given to a family: by the room while it is a draft, by who reviews after that. */
  mayChange: boolean;
  srcOf: PhotoSrc;
};
