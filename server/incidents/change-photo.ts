import { recordAudit } from '../audit/audit-store.ts';
import type { AuditAction } from '../contract/audit-actions.ts';
import type { ChildId, IncidentId, IncidentPhotoId } from '../contract/ids.ts';
import { appendEvent } from '../events/append-event.ts';
import { personOf, type Asking } from '../platform/asking.ts';
import type { Db, Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { refusalOf, stateAfter } from './incident-states.ts';
import { findIncident, lockIncident, stepsOf, subjectOf, type StoredIncident } from './incidents-store.ts';
import type { PhotoDeps } from './photo-deps.ts';
import { erasePhoto, findPhoto, moveToChild } from './photos-store.ts';
import { CODE_OF, requireMay } from './take-step.ts';

type About = { asking: Asking; incidentId: IncidentId; photoId: IncidentPhotoId };

/**
 * To another of its children's families, or to none. @throws AppError 'not-found' for a child that the incident does not
 * concern and for a photo that is unknown, of another incident or removed; else as `requireChangeable`
 */
export const movePhoto = (deps: PhotoDeps, about: About, childId: ChildId | null): Promise<void> =>
  changing(deps, about, async (tx, incident) => {
    const photo = await findOf(tx, about);
    if (photo.removedAt !== null) throw new AppError('not-found');
    requireOfIncident(incident, childId);
    if (photo.childId === childId) return;
    await moveToChild(tx, about.photoId, childId);
    await tellPhoto(tx, incident, { ...about, action: 'incident-photo-moved', childId, at: deps.now() });
  });

/** Its bytes are gone at once. Removed already is as good as done. @throws AppError as `movePhoto` */
export const removePhoto = (deps: PhotoDeps, about: About): Promise<void> =>
  changing(deps, about, async (tx, incident) => {
    const { childId, removedAt } = await findOf(tx, about);
    if (removedAt !== null) return;
    const at = deps.now();
    await erasePhoto(tx, about.photoId, { removedAt: at, removedBy: personOf(about.asking) });
    await tellPhoto(tx, incident, { ...about, action: 'incident-photo-removed', childId, at });
  });

const changing = (
  { db }: PhotoDeps,
  { asking, incidentId }: About,
  change: (tx: Tx, incident: StoredIncident) => Promise<void>,
): Promise<void> =>
  db.$transaction(async (tx) => {
    await lockIncident(tx, incidentId);
    await change(tx, await requireChangeable(tx, asking, incidentId));
  });

async function findOf(tx: Tx, { incidentId, photoId }: About) {
  const photo = await findPhoto(tx, photoId);
  if (photo?.incidentId !== incidentId) throw new AppError('not-found');
  return photo;
}

/**
 * Photos are of the details: the room's while it is a draft, the reviewer's once it lies before them, nobody's after that.
 * @throws AppError 'incident-not-now', 'who-is-acting', 'forbidden', or 'not-found' for one that is unknown or elsewhere
 */
export async function requireChangeable(db: Db | Tx, asking: Asking, incidentId: IncidentId): Promise<StoredIncident> {
  const incident = await requireWorkable(db, asking, incidentId);
  const [subject, steps] = [await subjectOf(db, incident), stepsOf(incident)];
  const why = refusalOf(subject, steps, { kind: 'detailed', childId: null });
  if (why !== null) throw new AppError(CODE_OF[why]);
  if (stateAfter(subject, steps) === 'in-review') requireMay(asking, incident, 'incidents:review');
  return incident;
}

/** In whatever state. @throws AppError 'who-is-acting', 'forbidden', 'not-found' */
export async function requireWorkable(db: Db | Tx, asking: Asking, incidentId: IncidentId): Promise<StoredIncident> {
  personOf(asking);
  const incident = await findIncident(db, incidentId);
  requireMay(asking, incident, 'room:work');
  return incident;
}

/** @throws AppError 'not-found' */
export function requireOfIncident({ children }: StoredIncident, childId: ChildId | null): void {
  if (childId !== null && !children.some((child) => child.childId === childId)) throw new AppError('not-found');
}

type Told = About & { action: AuditAction; childId: string | null; at: Date };

/** The audit, and the word to whoever shows the incident: its details have changed. */
export async function tellPhoto(
  tx: Tx,
  incident: StoredIncident,
  { asking, incidentId, photoId, action, childId, at }: Told,
): Promise<void> {
  const { siteId, classroomId, kind } = incident;
  const payload = { incidentId, kind, step: 'detailed' };
  await appendEvent(tx, { type: 'incident:changed', at, siteId, classroomId, payload });
  await recordAudit(tx, {
    ...{ action, at, actorId: personOf(asking), deviceId: asking.kind === 'device' ? asking.deviceId : null },
    ...{ siteId, childId, address: asking.address, details: { incidentId, photoId } },
  });
}
