import type { z } from 'zod';
import type { AttendanceRecorded, BulkArrival, CheckIn } from '../contract/attendance.ts';
import type { ClassroomId } from '../contract/ids.ts';
import type { Asking } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { authorOf, type AttendanceDeps } from './attendance-deps.ts';
import {
  meantAt,
  newChange,
  NOBODY,
  requireSame,
  roomsOfStaff,
  stateAt,
  type Act,
  type ChildDay,
  type Decision,
} from './child-day.ts';
import { requireBelievable } from '../platform/believable.ts';
import { recordOne } from './recorder.ts';

type Asked = z.output<typeof CheckIn>;

/**
 * Records an arrival. The same id again is the same record; a child that is in the room already stays as it is, whoever
 * taps.
 * @throws AppError 'conflict' when the id was used for something else, 'not-found' for a child of no room of the asking
 */
export const checkIn = (deps: AttendanceDeps, asking: Asking, input: Asked): Promise<AttendanceRecorded> =>
  recordOne(deps.recorder, authorOf(asking), arrival(input, roomsOfStaff(asking)));

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
  const acts = arrivals.map((input) => arrival(input, roomsOfStaff(asking)));
  return { recorded: await deps.recorder.record(authorOf(asking), acts) };
}

/** @param roomsOf where the child may be brought by whoever asks @param withUserId the guardian who brings it, where known */
export function arrival(input: Asked, roomsOf: Act['roomsOf'], withUserId: string | null = null): Act {
  const happenedAt = new Date(input.happenedAt);
  return {
    asked: { ...input, happenedAt, day: null },
    roomsOf,
    decide: (day) => decideArrival(day, input, happenedAt, withUserId),
  };
}

function decideArrival(day: ChildDay, input: Asked, happenedAt: Date, withUserId: string | null): Decision | null {
  if (day.known) {
    requireSame(day.known, day, { kind: 'checked_in', childId: input.childId, happenedAt });
    return null;
  }
  requireBelievable(happenedAt, day.at);
  const at = meantAt(day, { happenedAt, isOffline: input.isOffline });
  const classroomId = roomToEnter(day, at);
  if (classroomId === null) return null;
  return {
    change: newChange(input.eventId, { classroomId, kind: 'checked_in', happenedAt: at, ...NOBODY, withUserId }),
    event: { type: 'attendance:checked-in', payload: { withUserId } },
    action: 'attendance-checked-in',
  };
}

/** null: it was there already. */
function roomToEnter({ day, rooms }: ChildDay, at: Date): ClassroomId | null {
  const then = stateAt(day, at);
  const isHere = then.state === 'present' && rooms.some((id) => id === then.classroomId);
  return isHere ? null : (rooms[0] ?? null);
}
