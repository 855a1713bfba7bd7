import type { z } from 'zod';
import { requirePermission } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import type { ChildId, SiteId, UserId } from '../contract/ids.ts';
import type { RecordConsent } from '../contract/people.ts';
import { appendEvent } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import { addDays, atMinute, localDay } from '../platform/calendar.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { appendConsent, isGuardianOf, newestVersion, roomsOfStaff } from './children-store.ts';
import { recheckRooms, writeFamilyConsent } from './family-consent.ts';
import type { PeopleDeps } from './people-deps.ts';
import { visiblePerson } from './person-reach.ts';
import { placeOfChild, zoneOfSite } from './places-store.ts';

type Consent = z.output<typeof RecordConsent>;

/** A scan that shows it, since when we have it, and what is written of it in the same transaction. */
type Paper = { scanId: string; sentAt: Date; alongside: (tx: Tx) => Promise<void> };

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
  paper?: Paper,
): Promise<number> {
  const place = await placeOfChild(deps.db, childId);
  requirePermission(asking, 'families:write', place);
  const at = deps.now();
  requireFuture(input, at);
  await requireSignature(deps, childId, input);
  const signed = await signedAt(deps, place.siteId, input, paper?.sentAt ?? at, at);
  const version = await signedVersion(deps, childId, input, signed.by, at);
  const { signedBy, signedOn } = input;
  return writeFamilyConsent(
    deps,
    {
      childId,
      siteId: place.siteId,
      actorId: asking.userId,
      address: asking.address,
      entry: {
        ...entry({ ...input, version }, at),
        userId: signedBy,
        validFrom: signed.from,
        scanId: paper?.scanId ?? null,
      },
      details: { signedBy, signedOn, ...(paper && { scanId: paper.scanId }) },
    },
    paper?.alongside,
  );
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
    const written = entry({ ...input, version: input.version ?? 1 }, at);
    await appendConsent(tx, { ...written, childId: null, userId, recordedBy: asking.userId });
    await recordAudit(tx, {
      action: input.given ? 'consent-given' : 'consent-withdrawn',
      at,
      actorId: asking.userId,
      subjectId: userId,
      address: asking.address,
      details: { kind: input.kind, version: written.version, validUntil: input.validUntil },
    });
    for (const classroomId of rooms) await appendEvent(tx, { type: 'access:changed', at, classroomId });
  });
  return recheckRooms(deps, rooms);
}

function entry({ kind, version, given, note, validUntil }: Consent & { version: number }, at: Date) {
  const until = validUntil === null ? null : new Date(validUntil);
  return { kind, version, given, note, validFrom: at, validUntil: until, recordedAt: at };
}

/**
 * Of the newest text that was out when it was signed, when none is said: nobody agrees to what comes later.
 * @throws AppError 'bad-request' for one that is not published yet
 */
async function signedVersion(
  { db }: PeopleDeps,
  childId: ChildId,
  { kind, version }: Consent,
  by: Date,
  at: Date,
): Promise<number> {
  if (version === null) return (await newestVersion(db, childId, kind, by)) ?? 1;
  const newest = await newestVersion(db, childId, kind, at);
  if (newest !== null && version > newest)
    throw new AppError('bad-request', { fields: { version: 'unknown-version' } });
  return version;
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

/**
 * From when it counts: the day it was signed on, at the site; what is signed today counts from now. And by when at the latest
 * it was signed: the end of that day, and before it came to us.
 */
async function signedAt(
  { db }: PeopleDeps,
  siteId: SiteId,
  { signedOn }: Consent,
  sentAt: Date,
  at: Date,
): Promise<{ from: Date; by: Date }> {
  if (signedOn === null) return { from: at, by: sentAt };
  const zone = await zoneOfSite(db, siteId);
  const today = localDay(at, zone);
  if (signedOn > today) throw new AppError('bad-request', { fields: { signedOn: 'in-the-future' } });
  const dayEnds = atMinute(addDays(signedOn, 1), 0, zone);
  return { from: signedOn === today ? at : atMinute(signedOn, 0, zone), by: dayEnds < sentAt ? dayEnds : sentAt };
}
