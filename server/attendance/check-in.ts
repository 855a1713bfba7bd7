import type { z } from 'zod';
import type { AttendanceRecorded, BulkArrival, CheckIn } from '../contract/attendance.ts';
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
  type Act,
  type ChildDay,
  type Decision,
} from './child-day.ts';
import { requireBelievable } from '../platform/believable.ts';
import { recordOne } from './recorder.ts';
import { requireCompanion, requireOnePerson } from './require-companion.ts';

type Asked = z.output<typeof CheckIn>;

/**
 * Records an arrival. The same id again is the same record; a child that is in the room already stays as it is, whoever
 * taps.
 * @throws AppError 'conflict' when the id was used for something else, 'not-found' for a child of no room of the asking,
 * 'bad-request' for two bringers, or 'forbidden' when the child may not be handed to who is said to bring it; that refusal
 * is in the audit
 */
export const checkIn = async (deps: AttendanceDeps, asking: Asking, input: Asked): Promise<AttendanceRecorded> =>
  recordOne(deps.recorder, authorOf(asking), arrival(input, roomsOfStaff(asking), bringerOf(deps, asking, input)));

/**
 * Records several arrivals, all or none.
 * @throws AppError as `checkIn`, and 'bad-request' when a child or an id comes twice
 */
export async function checkInAll(
  deps: AttendanceDeps,
  asking: Asking,
  { arrivals }: z.output<typeof BulkArrival>,
): Promise<{ recorded: AttendanceRecorded[] }> {
  const isTwice = [arrivals.map(({ childId }) => childId), arrivals.map(({ eventId }) => eventId)].some(
    (ids) => new Set<string>(ids).size < ids.length,
  );
  if (isTwice) throw new AppError('bad-request', { fields: { arrivals: 'twice' } });
  const acts = arrivals.map((input) => arrival(input, roomsOfStaff(asking), bringerOf(deps, asking, input)));
  return { recorded: await deps.recorder.record(authorOf(asking), acts) };
}

type RequireBringer = (day: ChildDay) => Promise<void>;

function bringerOf(deps: AttendanceDeps, asking: Asking, input: Asked): RequireBringer {
  requireOnePerson(input);
  const author = authorOf(asking);
  return (day) => requireCompanion(deps, day, input, { author, refusal: 'bringer-refused' });
}

/**
 * @param roomsOf where the child may be brought by whoever asks
 * @param requireBringer refuses who is said to bring it; at the entrance whoever brings it has proved who they are
 */
export function arrival(input: Asked, roomsOf: Act['roomsOf'], requireBringer: RequireBringer): Act {
  const happenedAt = new Date(input.happenedAt);
  return {
    asked: { ...input, happenedAt, day: null },
    roomsOf,
    decide: (day) => decideArrival(day, input, happenedAt, requireBringer),
  };
}

async function decideArrival(
  day: ChildDay,
  input: Asked,
  happenedAt: Date,
  requireBringer: RequireBringer,
): Promise<Decision | null> {
  const { eventId, childId, withUserId, withPickupId } = input;
  if (day.known) {
    requireSame(day.known, day, { kind: 'checked_in', childId, withUserId, withPickupId, happenedAt });
    return null;
  }
  requireBelievable(happenedAt, day.at);
  const at = meantAt(day, { happenedAt, isOffline: input.isOffline });
  const classroomId = roomToEnter(day, at);
  if (classroomId === null) return null;
  await requireBringer(day);
  return {
    change: newChange(eventId, { classroomId, kind: 'checked_in', happenedAt: at, withUserId, withPickupId }),
    event: { type: 'attendance:checked-in', payload: { withUserId, withPickupId } },
    action: 'attendance-checked-in',
  };
}

/** null: it was there already. */
function roomToEnter({ day, rooms }: ChildDay, at: Date): ClassroomId | null {
  const then = stateAt(day, at);
  const isHere = then.state === 'present' && rooms.some((id) => id === then.classroomId);
  return isHere ? null : (rooms[0] ?? null);
}
