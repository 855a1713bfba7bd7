import type { PhotoSize } from '../contract/incident-photos.ts';
import type { IncidentPhotoId } from '../contract/ids.ts';

/** Binds sealed bytes to their photo and place: copied elsewhere they do not open. */
export const boundTo = (id: IncidentPhotoId, size: PhotoSize): string => `kanwa incident photo ${id} ${size}`;
