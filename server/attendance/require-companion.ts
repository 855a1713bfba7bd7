import type { AuditAction } from '../contract/audit-actions.ts';
import type { ChildId, PickupPersonId, UserId } from '../contract/ids.ts';
import { localDay } from '../platform/calendar.ts';
import { AppError } from '../platform/errors.ts';
import type { AttendanceDeps } from './attendance-deps.ts';
import { mayPickUp } from './attendance-store.ts';
import { RecordedRefusal, type ChildDay } from './child-day.ts';
import type { Author } from './write-days.ts';

export type Companion = { withUserId: UserId | null; withPickupId: PickupPersonId | null };

type Tapped = { childId: ChildId; happenedAt: string; isOffline: boolean };

/** @throws AppError 'bad-request' for two people at once */
export function requireOnePerson({ withUserId, withPickupId }: Companion): void {
  if (withUserId !== null && withPickupId !== null)
    throw new AppError('bad-request', { fields: { withPickupId: 'one-person' } });
}

/**
 * Who brings a child and who takes it home are judged by one list.
 * @throws AppError 'forbidden' for everybody else; that refusal is in the audit, as `refusal`
 */
export async function requireCompanion(
  deps: Pick<AttendanceDeps, 'pickupAllowed'>,
  { tx, facts: { timeZone }, at: now }: ChildDay,
  { withUserId, withPickupId, childId, happenedAt, isOffline }: Companion & Tapped,
  { author, refusal }: { author: Author; refusal: AuditAction },
): Promise<void> {
  // Whom a family named for one day may come until its midnight, also for a child that is still of the day before.
  const day = localDay(new Date(happenedAt), timeZone);
  // Without a network it was handed over when the tablet says; looking at the server, now.
  const at = isOffline ? new Date(happenedAt) : now;
  const isAllowed =
    (withUserId === null || (await mayPickUp(tx, withUserId, childId))) &&
    (withPickupId === null || (await deps.pickupAllowed(tx, { childId, withPickupId, day, at, ...author })));
  if (!isAllowed) throw new RecordedRefusal('forbidden', { action: refusal, subjectId: withUserId ?? withPickupId });
}
