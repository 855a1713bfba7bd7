import type { z } from 'zod';
import type { AttendanceRecorded, CheckOut } from '../contract/attendance.ts';
import type { ClassroomId } from '../contract/ids.ts';
import type { Asking } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { authorOf, type AttendanceDeps } from './attendance-deps.ts';
import {
  meantAt,
  newChange,
  requireSame,
  roomsOfStaff,
  stateAt,
  type ChildDay,
  type Decision,
  type Tapped,
} from './child-day.ts';
import { dayOfDeparture } from './departure-day.ts';
import { isSameCompanion } from './derive-day.ts';
import { requireBelievable } from '../platform/believable.ts';
import { recordOne } from './recorder.ts';
import { requireCompanion, requireOnePerson } from './require-companion.ts';

type Asked = z.output<typeof CheckOut>;

/**
 * Records a departure, in the night of the day whose stay it ends, and ends the views that the stay made lawful. One that
 * was tapped without a network, of a child that had left by then with somebody else, is recorded as what it is: a
 * contradiction for the staff to settle; and one to somebody whom an order keeps from the child, which nobody there could
 * know, is recorded and calls the director.
 * @throws AppError 'not-present', 'conflict' when the id was used for something else, 'bad-request' for two companions, or
 * 'forbidden' when the child may not be handed to this person; that refusal is in the audit
 */
export async function checkOut(deps: AttendanceDeps, asking: Asking, input: Asked): Promise<AttendanceRecorded> {
  requireOnePerson(input);
  const author = authorOf(asking);
  const happenedAt = new Date(input.happenedAt);
  const tapped = { happenedAt, isOffline: input.isOffline };
  return recordOne(deps.recorder, author, {
    asked: { ...input, happenedAt, day: await dayOfDeparture(deps.db, { ...input, happenedAt }) },
    roomsOf: roomsOfStaff(asking),
    decide: async (day) => {
      if (day.known) {
        const { childId, withUserId, withPickupId } = input;
        requireSame(day.known, day, { kind: 'checked_out', childId, withUserId, withPickupId, happenedAt });
        return null;
      }
      requireBelievable(happenedAt, day.at);
      const at = meantAt(day, tapped);
      const leaving = howItLeaves(day, input, { at, tapped });
      if (leaving === null) return null;
      const isCalled = input.isOffline && (await deps.callIfKeptFrom(day.tx, { ...input, ...author, at: day.at }));
      if (!isCalled) await requireCompanion(deps, day, input, { author, refusal: 'pick-up-refused' });
      return departure(input, at, leaving);
    },
  });
}

type Leaving = { classroomId: ClassroomId; isContradiction: boolean };

/** null: the same departure is on record already. */
function howItLeaves(
  { day, rooms }: ChildDay,
  input: Asked,
  { at, tapped }: { at: Date; tapped: Tapped },
): Leaving | null {
  const then = stateAt(day, at);
  const classroomId = rooms.find((id) => id === then.classroomId);
  if (classroomId === undefined) throw new AppError('not-present');
  if (then.state === 'present') return { classroomId, isContradiction: false };
  // Looking at the room as it is, one reads that the child has left; without a network it was handed over all the same.
  if (!tapped.isOffline) throw new AppError('not-present');
  const last = day.stays.findLast(({ to }) => to !== null && to <= at)?.departure;
  return last && isSameCompanion(last, input) ? null : { classroomId, isContradiction: true };
}

function departure(input: Asked, happenedAt: Date, { classroomId, isContradiction }: Leaving): Decision {
  const { eventId, withUserId, withPickupId } = input;
  return {
    change: newChange(eventId, { classroomId, kind: 'checked_out', happenedAt, withUserId, withPickupId }),
    event: {
      type: isContradiction ? 'attendance:contradicted' : 'attendance:checked-out',
      payload: isContradiction ? { about: 'departure' } : { withUserId, withPickupId },
    },
    action: 'attendance-checked-out',
    details: { isContradiction },
  };
}
