import type { IncidentPhoto, PhotoSize } from '../contract/incident-photos.ts';
import type { IncidentId, IncidentPhotoId } from '../contract/ids.ts';
import type { z } from 'zod';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { Db, Tx } from '../platform/database.ts';
import { namesAt, type NameAt } from './names-store.ts';

/** Of a photo without its bytes. */
export const findPhoto = (db: Db | Tx, photoId: IncidentPhotoId) =>
  db.incidentPhoto.findUnique({ where: { id: photoId }, omit: { sealed: true, thumb: true } });
export type FoundPhoto = NonNullable<Awaited<ReturnType<typeof findPhoto>>>;

/** Those that were not removed. */
export const countPhotos = (db: Db | Tx, incidentId: IncidentId): Promise<number> =>
  db.incidentPhoto.count({ where: { incidentId, removedAt: null } });

type NewPhoto = {
  id: IncidentPhotoId;
  incidentId: IncidentId;
  childId: string | null;
  sealed: Uint8Array<ArrayBuffer>;
  thumb: Uint8Array<ArrayBuffer>;
  width: number;
  height: number;
  addedAt: Date;
  addedBy: string;
  deviceId: string | null;
};
export async function insertPhoto(tx: Tx, photo: NewPhoto): Promise<void> {
  await tx.incidentPhoto.create({ data: photo });
}

export async function moveToChild(tx: Tx, photoId: IncidentPhotoId, childId: string | null): Promise<void> {
  await tx.incidentPhoto.update({ where: { id: photoId }, data: { childId } });
}

/** Its bytes are erased; that it was there, and who removed it, stays. */
export async function erasePhoto(
  tx: Tx,
  photoId: IncidentPhotoId,
  { removedAt, removedBy }: { removedAt: Date; removedBy: string },
): Promise<void> {
  await tx.incidentPhoto.update({
    where: { id: photoId },
    data: { sealed: null, thumb: null, removedAt, removedBy },
  });
}

/** null for one that was removed. */
export async function sealedPhoto(db: Db, photoId: IncidentPhotoId, size: PhotoSize): Promise<Uint8Array | null> {
  const select = { sealed: size === 'full', thumb: size === 'thumb' };
  const row = await db.incidentPhoto.findUnique({ where: { id: photoId }, select });
  return row?.sealed ?? row?.thumb ?? null;
}

/** With an incident: those that were not removed, the earliest first. */
export const STANDING_PHOTOS = {
  where: { removedAt: null },
  omit: { sealed: true, thumb: true },
  orderBy: [{ addedAt: 'asc' }, { id: 'asc' }],
} satisfies Prisma.IncidentPhotoFindManyArgs;
export type StandingPhoto = Omit<FoundPhoto, 'removedAt' | 'removedBy'>;

/** What staff read of an incident's photos. */
export async function photosOf(db: Db, incidentId: IncidentId): Promise<z.input<typeof IncidentPhoto>[]> {
  const photos = await db.incidentPhoto.findMany({
    ...STANDING_PHOTOS,
    where: { ...STANDING_PHOTOS.where, incidentId },
  });
  const nameAt = await namesAt(
    db,
    photos.map(({ addedBy }) => addedBy),
  );
  return photos.map((photo) => photoView(photo, nameAt));
}

export const photoView = (
  { id, childId, width, height, addedAt, addedBy }: StandingPhoto,
  nameAt: NameAt,
): z.input<typeof IncidentPhoto> => ({
  ...{ photoId: id, childId, width, height },
  ...{ addedAt: addedAt.toISOString(), by: nameAt(addedBy, addedAt) ?? '' },
});
