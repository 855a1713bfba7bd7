import type { TakeStep } from '../contract/incident-steps.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { childrenAround, type StoredIncident } from './incidents-store.ts';
import { isStandingGuardian } from './told-store.ts';
import { othersNamed } from '../contract/names-in-text.ts';
import { detailsIn } from './step-data.ts';

/** @throws AppError 'not-found' for a child that the incident does not concern */
function requireOfIncident({ children }: StoredIncident, childId: string): void {
  if (!children.some((child) => child.childId === childId)) throw new AppError('not-found');
}

const MINUTE_MS = 60_000;
/** People say when they called by the minute. */
const minuteOf = (at: Date): number => Math.floor(at.getTime() / MINUTE_MS);

/**
 * @throws AppError 'not-found' for a child that it does not concern, or somebody who is not of its family;
 * 'call-before-incident' for a call that cannot have been about it
 */
export async function requireCallable(
  tx: Tx,
  incident: StoredIncident,
  { childId, guardianId, happenedAt }: Extract<TakeStep, { kind: 'called' }>,
): Promise<void> {
  requireOfIncident(incident, childId);
  if (minuteOf(new Date(happenedAt)) < minuteOf(incident.happenedAt)) throw new AppError('call-before-incident');
  if (guardianId !== null && !(await isStandingGuardian(tx, guardianId, childId))) throw new AppError('not-found');
}

/**
 * What is added for one child's family names no other; what is for the register alone may.
 * @throws AppError 'not-found' for a child that it does not concern, 'names-other-child'
 */
export async function requireAddable(
  tx: Tx,
  incident: StoredIncident,
  { childId, text }: Extract<TakeStep, { kind: 'addendum' }>,
): Promise<void> {
  if (childId === null) return;
  requireOfIncident(incident, childId);
  if (othersNamed(text, childId, await childrenAround(tx, incident)).length > 0)
    throw new AppError('names-other-child');
}

/**
 * Each family reads about its own child, and of no other; also one that nobody is of yet: who gets a right afterwards reads
 * what was published, and is asked to sign it.
 * @throws AppError 'nothing-told', 'names-other-child'
 */
export async function requireToldWell(tx: Tx, incident: StoredIncident): Promise<void> {
  const { children } = detailsIn(incident.steps);
  const around = await childrenAround(tx, incident);
  for (const { childId } of incident.children) {
    const told = children.find((child) => child.childId === childId)?.told ?? '';
    if (told === '') throw new AppError('nothing-told');
    if (othersNamed(told, childId, around).length > 0) throw new AppError('names-other-child');
  }
}
