import { z } from 'zod';
import { ChildId, IncidentPhotoId } from './ids.ts';

export const MAX_INCIDENT_PHOTO_BYTES = 15 * 1024 * 1024;
/** Of one incident, without those that were removed. */
export const MAX_INCIDENT_PHOTOS = 12;
/** Why a photo is not taken; stands in a problem's `fields.file`. */
export const INCIDENT_PHOTO_FAULTS = ['empty', 'wrong-type', 'heic', 'damaged', 'too-many-pixels', 'too-many'] as const;
export const IncidentPhotoFault = z.enum(INCIDENT_PHOTO_FAULTS);
export type IncidentPhotoFault = z.infer<typeof IncidentPhotoFault>;

export const PHOTO_SIZES = ['thumb', 'full'] as const;
export const PhotoSize = z.enum(PHOTO_SIZES);
export type PhotoSize = z.infer<typeof PhotoSize>;

/** Beside the bytes, which are the body. `photoId` is made where the photo is taken: sent twice it is one. */
export const AddIncidentPhoto = z.object({ photoId: IncidentPhotoId, childId: ChildId.nullable().default(null) });
export type AddIncidentPhoto = z.output<typeof AddIncidentPhoto>;

/** Whose family may see it, of the incident's children; null: for the nursery alone. */
export const MoveIncidentPhoto = z.object({ childId: ChildId.nullable() });

export const IncidentPhotoQuery = z.object({ size: PhotoSize.default('full') });

/** As staff read of one. */
export const IncidentPhoto = z.object({
  photoId: IncidentPhotoId,
  childId: ChildId.nullable(),
  /** Pixels of the large one. */
  width: z.number().int(),
  height: z.number().int(),
  addedAt: z.iso.datetime(),
  by: z.string(),
});
export type IncidentPhoto = z.infer<typeof IncidentPhoto>;
/** Those that stand, the earliest first. */
export const IncidentPhotos = z.object({ photos: z.array(IncidentPhoto) });
export type IncidentPhotos = z.infer<typeof IncidentPhotos>;

/** As its own child's family reads of one. */
export const OwnIncidentPhoto = IncidentPhoto.pick({ photoId: true, width: true, height: true });
export type OwnIncidentPhoto = z.infer<typeof OwnIncidentPhoto>;
