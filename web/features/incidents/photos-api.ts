import type { PhotoSize } from '#contract/incident-photos.ts';
import { IncidentPhotos } from '#contract/incident-photos.ts';
import type { ChildId, IncidentId, IncidentPhotoId, UserId } from '#contract/ids.ts';
import { request, requestAs } from '../../shared/api.ts';
import { INCIDENTS_PATH } from './incidents-api.ts';

/** Where the pictures of one incident's photos are read. */
export type PhotoSrc = (photoId: IncidentPhotoId, size: PhotoSize) => string;

const pathOf = (incidentId: IncidentId, photoId: IncidentPhotoId): string =>
  `${INCIDENTS_PATH}/${incidentId}/photos/${photoId}`;

/** For staff. */
export const staffPhotos =
  (incidentId: IncidentId): PhotoSrc =>
  (photoId, size) =>
    `${pathOf(incidentId, photoId)}?size=${size}`;

/** For a guardian, of their own child. */
export const ownPhotos =
  (incidentId: IncidentId): PhotoSrc =>
  (photoId, size) =>
    `/api/own-incidents/${incidentId}/photos/${photoId}?size=${size}`;

type Sent = { incidentId: IncidentId; photoId: IncidentPhotoId; childId: ChildId | null; actorId: UserId; file: Blob };

/** Under the name of whoever took it. Sent twice it is one. */
export function sendPhoto({ incidentId, photoId, childId, actorId, file }: Sent): Promise<IncidentPhotos> {
  const query = new URLSearchParams({ photoId, ...(childId !== null && { childId }) }).toString();
  return requestAs(actorId, IncidentPhotos, `${INCIDENTS_PATH}/${incidentId}/photos?${query}`, file);
}

export const movePhoto = (incidentId: IncidentId, photoId: IncidentPhotoId, childId: ChildId | null) =>
  request(IncidentPhotos, 'PATCH', pathOf(incidentId, photoId), { childId });

export const removePhoto = (incidentId: IncidentId, photoId: IncidentPhotoId) =>
  request(IncidentPhotos, 'DELETE', pathOf(incidentId, photoId));
