import { MAX_INCIDENT_PHOTOS, type AddIncidentPhoto } from '../contract/incident-photos.ts';
import type { IncidentId, IncidentPhotoId } from '../contract/ids.ts';
import { holderOf, personOf, type Asking } from '../platform/asking.ts';
import type { Db, Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import type { Redrawn } from '../platform/picture.ts';
import { requireChangeable, requireOfIncident, tellPhoto } from './change-photo.ts';
import { cleanPhoto, photoFault } from './clean-photo.ts';
import { lockIncident } from './incidents-store.ts';
import type { PhotoDeps } from './photo-deps.ts';
import { boundTo } from './photo-seal.ts';
import { countPhotos, findPhoto, insertPhoto } from './photos-store.ts';

/**
 * Takes a photo in, sealed, of who may work on the incident (see requireWorkable). The same id again is the same photo,
 * whatever came of it since.
 * @throws AppError 'bad-request' whose `file` says why it is not taken, 'too-many-tries', 'not-found' for a child that the
 * incident does not concern, 'conflict' when the id is of another incident; else as `requireChangeable`
 */
export async function addPhoto(
  deps: PhotoDeps,
  asking: Asking,
  incidentId: IncidentId,
  { photoId, childId, bytes }: AddIncidentPhoto & { bytes: Buffer },
): Promise<void> {
  const { db } = deps;
  if (await isKnown(db, incidentId, photoId)) return;
  const before = await requireChangeable(db, asking, incidentId); // all this once more below, before the work of looking into it
  requireOfIncident(before, childId);
  await requireRoom(db, incidentId);
  await deps.throttle.take(holderOf(asking));
  const photo = sealed(deps, photoId, await cleanPhoto(bytes));
  await db.$transaction(async (tx) => {
    await lockIncident(tx, incidentId);
    if (await isKnown(tx, incidentId, photoId)) return;
    const incident = await requireChangeable(tx, asking, incidentId);
    await requireRoom(tx, incidentId);
    const at = deps.now();
    const by = { addedBy: personOf(asking), deviceId: asking.kind === 'device' ? asking.deviceId : null };
    await insertPhoto(tx, { id: photoId, incidentId, childId, ...photo, addedAt: at, ...by });
    await tellPhoto(tx, incident, { asking, incidentId, photoId, action: 'incident-photo-added', childId, at });
  });
}

async function isKnown(db: Db | Tx, incidentId: IncidentId, photoId: IncidentPhotoId): Promise<boolean> {
  const known = await findPhoto(db, photoId);
  if (known !== null && known.incidentId !== incidentId) throw new AppError('conflict');
  return known !== null;
}

async function requireRoom(db: Db | Tx, incidentId: IncidentId): Promise<void> {
  if ((await countPhotos(db, incidentId)) >= MAX_INCIDENT_PHOTOS) throw photoFault('too-many');
}

const sealed = ({ sealer }: PhotoDeps, id: IncidentPhotoId, { full, thumb, width, height }: Redrawn) => ({
  sealed: sealer.seal(boundTo(id, 'full'), full),
  thumb: sealer.seal(boundTo(id, 'thumb'), thumb),
  ...{ width, height },
});
