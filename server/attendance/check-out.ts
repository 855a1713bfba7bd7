import type { z } from 'zod';
import type { AttendanceRecorded, CheckOut } from '../contract/attendance.ts';
import { recordAudit } from '../audit/audit-store.ts';
import { personOf, type Asking } from '../platform/asking.ts';
import { localDay } from '../platform/calendar.ts';
import { AppError } from '../platform/errors.ts';
import { findAttendance, mayPickUp, type RecordedEvent } from './attendance-store.ts';
import { changeDay, recordAttendance, type AttendanceDeps, type ChildDay } from './change-day.ts';
import { requireBelievable } from '../platform/believable.ts';

type Asked = z.output<typeof CheckOut>;

/** Thrown inside the transaction, so that nothing of the check-out stands; the refusal is written down after it. */
class PickUpRefused extends Error {
  override readonly name = 'PickUpRefused';
  readonly siteId: string;

  constructor(siteId: string) {
    super('pick-up refused');
    this.siteId = siteId;
  }
}

/**
 * Records a departure and ends the views it made lawful.
 * @throws AppError 'not-present', 'conflict' when the id was used for something else, or 'forbidden' when the child may
 * not be handed to this person; that refusal is in the audit.
 */
export async function checkOut(deps: AttendanceDeps, asking: Asking, input: Asked): Promise<AttendanceRecorded> {
  const happenedAt = new Date(input.happenedAt);
  const of = { ...input, dayOf: (timeZone: string) => localDay(happenedAt, timeZone) };
  try {
    return await changeDay(deps, asking, of, async (day, rooms) => {
      const known = await findAttendance(day.tx, input.eventId);
      if (known) {
        requireSame(known, input);
        return;
      }
      requireBelievable(happenedAt, day.at);
      const classroomId = rooms.find((id) => id === day.before.classroomId);
      if (day.before.state !== 'present' || classroomId === undefined) throw new AppError('not-present');
      await requireMayPickUp(day, input);
      const change = {
        id: input.eventId,
        classroomId,
        kind: 'checked_out' as const,
        undoesId: null,
        withUserId: input.withUserId,
      };
      const event = { type: 'attendance:checked-out' as const, payload: { withUserId: input.withUserId } };
      await recordAttendance(day, { ...change, happenedAt: afterAll(day, happenedAt) }, event);
    });
  } catch (error) {
    if (error instanceof PickUpRefused) await writeRefusal(deps, asking, input, error.siteId);
    throw error instanceof PickUpRefused ? new AppError('forbidden') : error;
  }
}

/**
 * Tablets' clocks differ. A departure that seems to lie before an arrival told earlier would leave the child present,
 * and its parents watching: whoever taps it means now.
 */
function afterAll({ events }: ChildDay, happenedAt: Date): Date {
  const lastMs = Math.max(...events.filter(({ kind }) => kind !== 'undone').map((event) => event.happenedAt.getTime()));
  return happenedAt.getTime() > lastMs ? happenedAt : new Date(lastMs + 1);
}

function requireSame(known: RecordedEvent, input: Asked): void {
  const isSame =
    known.kind === 'checked_out' &&
    known.childId === input.childId &&
    known.withUserId === input.withUserId &&
    known.happenedAt >= new Date(input.happenedAt); // later only when it was moved behind an arrival
  if (!isSame) throw new AppError('conflict');
}

async function requireMayPickUp({ tx, place }: ChildDay, { withUserId, childId }: Asked): Promise<void> {
  if (withUserId !== null && !(await mayPickUp(tx, withUserId, childId))) throw new PickUpRefused(place.siteId);
}

async function writeRefusal(deps: AttendanceDeps, asking: Asking, input: Asked, siteId: string): Promise<void> {
  await deps.db.$transaction((tx) =>
    recordAudit(tx, {
      action: 'pick-up-refused',
      at: deps.now(),
      actorId: personOf(asking),
      deviceId: asking.kind === 'device' ? asking.deviceId : null,
      siteId,
      childId: input.childId,
      subjectId: input.withUserId,
    }),
  );
}
