import { recordAudit } from '../audit/audit-store.ts';
import type { PhotoSize } from '../contract/incident-photos.ts';
import type { IncidentId, IncidentPhotoId } from '../contract/ids.ts';
import { personOf, type Asking, type AskingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { findIncident } from './incidents-store.ts';
import { isOut } from './own-incidents.ts';
import type { PhotoDeps } from './photo-deps.ts';
import { boundTo } from './photo-seal.ts';
import { findPhoto, sealedPhoto, type FoundPhoto } from './photos-store.ts';
import { requireMay } from './take-step.ts';
import { isStandingGuardian } from './told-store.ts';

type Asked = { incidentId: IncidentId; photoId: IncidentPhotoId; size: PhotoSize };

/**
 * For who may read the incident; a look at the large one is recorded.
 * @throws AppError 'who-is-acting', 'forbidden', 'not-found' for what is unknown, elsewhere or removed alike
 */
export async function lookAtPhoto(deps: PhotoDeps, asking: Asking, asked: Asked): Promise<Uint8Array> {
  const { db, now } = deps;
  const { incidentId, photoId, size } = asked;
  const actorId = personOf(asking);
  const incident = await findIncident(db, incidentId);
  requireMay(asking, incident, 'incidents:read');
  const photo = await findOf(deps, asked);
  const bytes = await opened(deps, asked);
  if (size === 'full')
    await recordAudit(db, {
      ...{ action: 'incident-photo-seen', at: now(), actorId, address: asking.address },
      ...{ deviceId: asking.kind === 'device' ? asking.deviceId : null, siteId: incident.siteId },
      ...{ childId: photo.childId, details: { incidentId, photoId } },
    });
  return bytes;
}

/**
 * For a guardian whose right to the photo's own child stands, once the incident was published.
 * @throws AppError 'not-found' for everybody and everything else alike
 */
export async function lookAtOwnPhoto(deps: PhotoDeps, { userId }: AskingUser, asked: Asked): Promise<Uint8Array> {
  const { childId } = await findOf(deps, asked);
  if (childId === null || !(await isStandingGuardian(deps.db, userId, childId))) throw new AppError('not-found');
  const incident = await findIncident(deps.db, asked.incidentId);
  if (!incident || !isOut(incident, childId)) throw new AppError('not-found');
  return opened(deps, asked);
}

async function findOf({ db }: PhotoDeps, { incidentId, photoId }: Asked): Promise<FoundPhoto> {
  const photo = await findPhoto(db, photoId);
  if (photo?.incidentId !== incidentId) throw new AppError('not-found');
  return photo;
}

async function opened({ db, sealer }: PhotoDeps, { photoId, size }: Asked): Promise<Uint8Array> {
  const sealed = await sealedPhoto(db, photoId, size);
  if (sealed === null) throw new AppError('not-found');
  return sealer.open(boundTo(photoId, size), sealed);
}
