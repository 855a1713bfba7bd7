import type { z } from 'zod';
import { listScopes, requirePermission } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import type { AuditAction } from '../contract/audit-actions.ts';
import type { ChildId, ClassroomId, SiteId, UserId } from '../contract/ids.ts';
import type { RecordConsent } from '../contract/people.ts';
import { appendEvent } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import { atMinute, localDay } from '../platform/calendar.ts';
import { AppError } from '../platform/errors.ts';
import { appendConsent, isGuardianOf, roomsOfStaff } from './children-store.ts';
import type { PeopleDeps } from './people-deps.ts';
import { visiblePerson } from './person-reach.ts';
import { placeOfChild, zoneOfSite } from './places-store.ts';
import { registeredChildren } from './register-store.ts';

type Consent = z.output<typeof RecordConsent>;

/**
 * Writes a family's consent, or its withdrawal, into the ledger; it counts at once, and where the room asks for everyone's
 * consent it counts for everyone's picture of that room.
 * @returns how many running views it ended
 * @throws AppError 'forbidden', 'bad-request', or 'not-found' for an unknown or foreign child
 */
export async function recordChildConsent(
  deps: PeopleDeps,
  asking: AskingUser,
  childId: ChildId,
  input: Consent,
): Promise<number> {
  const place = await placeOfChild(deps.db, childId);
  requirePermission(asking, 'families:write', place);
  const { siteId } = place;
  const at = deps.now();
  requireFuture(input, at);
  await requireSignature(deps, childId, input);
  const validFrom = await signedFrom(deps, siteId, input, at);
  await deps.db.$transaction(async (tx) => {
    const whose = { childId, userId: input.signedBy };
    await appendConsent(tx, { ...entry(input, whose, asking, at), validFrom });
    await recordAudit(tx, {
      action: actionOf(input),
      at,
      actorId: asking.userId,
      siteId,
      childId,
      address: asking.address,
      details: { ...said(input), signedBy: input.signedBy, signedOn: input.signedOn },
    });
    await appendEvent(tx, { type: 'register:changed', at, siteId, payload: { what: 'people' } });
    await appendEvent(tx, { type: 'access:changed', at, siteId, childId });
  });
  const register = await registeredChildren(deps, listScopes(asking, 'families:write'), [siteId], at);
  const child = register.find((registered) => registered.childId === childId);
  return recheckRooms(deps, [child?.enrolledIn, child?.presentIn]);
}

/**
 * The same for a member of staff, who is filmed in the rooms of their roles.
 * @returns how many running views it ended
 * @throws AppError 'forbidden', 'bad-request', or 'not-found' for an unknown or foreign person, or one without a room
 */
export async function recordStaffConsent(
  deps: PeopleDeps,
  asking: AskingUser,
  userId: UserId,
  input: Consent,
): Promise<number> {
  await visiblePerson(deps, asking, 'people:write', userId);
  const at = deps.now();
  requireFuture(input, at);
  const rooms = await roomsOfStaff(deps.db, userId, at);
  if (rooms.length === 0) throw new AppError('not-found');
  await deps.db.$transaction(async (tx) => {
    await appendConsent(tx, entry(input, { childId: null, userId }, asking, at));
    await recordAudit(tx, {
      action: actionOf(input),
      at,
      actorId: asking.userId,
      subjectId: userId,
      address: asking.address,
      details: said(input),
    });
    for (const classroomId of rooms) await appendEvent(tx, { type: 'access:changed', at, classroomId });
  });
  return recheckRooms(deps, rooms);
}

const actionOf = ({ given }: Consent): AuditAction => (given ? 'consent-given' : 'consent-withdrawn');
const said = ({ kind, version, validUntil }: Consent) => ({ kind, version, validUntil });

function entry(
  input: Consent,
  whose: { childId: ChildId | null; userId: UserId | null },
  { userId: recordedBy }: AskingUser,
  at: Date,
) {
  const { kind, version, given, note } = input;
  const validUntil = input.validUntil === null ? null : new Date(input.validUntil);
  return { ...whose, kind, version, given, note, validFrom: at, validUntil, recordedAt: at, recordedBy };
}

function requireFuture({ given, validUntil }: Consent, at: Date): void {
  const isOver = given && validUntil !== null && new Date(validUntil) <= at;
  if (isOver) throw new AppError('bad-request', { fields: { validUntil: 'in-the-past' } });
}

/** What a family gives names who signed, and an insurance its end. */
async function requireSignature({ db }: PeopleDeps, childId: ChildId, input: Consent): Promise<void> {
  const { kind, given, signedBy, validUntil } = input;
  if (given && kind === 'insurance' && validUntil === null)
    throw new AppError('bad-request', { fields: { validUntil: 'needed' } });
  if (signedBy !== null && !(await isGuardianOf(db, childId, signedBy)))
    throw new AppError('bad-request', { fields: { signedBy: 'no-guardian' } });
}

/** From when it counts: the day it was signed on, at the site; what is signed today counts from now. */
async function signedFrom({ db }: PeopleDeps, siteId: SiteId, { signedOn }: Consent, at: Date): Promise<Date> {
  if (signedOn === null) return at;
  const zone = await zoneOfSite(db, siteId);
  const today = localDay(at, zone);
  if (signedOn > today) throw new AppError('bad-request', { fields: { signedOn: 'in-the-future' } });
  return signedOn === today ? at : atMinute(signedOn, 0, zone);
}

async function recheckRooms({ onFactsChanged }: PeopleDeps, rooms: (string | null | undefined)[]): Promise<number> {
  const ids = [...new Set(rooms)].filter((id) => typeof id === 'string');
  const ended = await Promise.all(ids.map((id) => onFactsChanged({ classroomId: id as ClassroomId })));
  return ended.reduce((sum, count) => sum + count, 0);
}
