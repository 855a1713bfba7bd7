import type { z } from 'zod';
import type { AttendanceRecorded, Transfer } from '../contract/attendance.ts';
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
  type ChildDay,
  type Decision,
} from './child-day.ts';
import { requireBelievable } from '../platform/believable.ts';
import { recordOne } from './recorder.ts';

type Asked = z.output<typeof Transfer>;

/**
 * Moves a child that is present into another room of its site: one record, by which the ratio of both rooms and who may
 * watch change in one step. Staff of the room it is in do it, or of the room it comes back to.
 * @throws AppError 'not-present', 'not-found' for a room elsewhere, 'conflict' when the id was used for something else
 */
export function transfer(deps: AttendanceDeps, asking: Asking, input: Asked): Promise<AttendanceRecorded> {
  const happenedAt = new Date(input.happenedAt);
  return recordOne(deps.recorder, authorOf(asking), {
    asked: { ...input, happenedAt, day: null },
    roomsOf: roomsOfStaff(asking),
    decide: (day) => decideTransfer(day, input, happenedAt),
  });
}

function decideTransfer(day: ChildDay, input: Asked, happenedAt: Date): Decision | null {
  const { eventId, childId, toClassroomId } = input;
  if (day.known) {
    requireSame(day.known, day, { kind: 'transferred', childId, classroomId: toClassroomId, happenedAt });
    return null;
  }
  requireBelievable(happenedAt, day.at);
  if (!day.facts.siteRoomIds.includes(toClassroomId)) throw new AppError('not-found');
  const at = meantAt(day, { happenedAt, isOffline: input.isOffline });
  const then = stateAt(day.day, at);
  const worksHere = day.rooms.some((id) => id === then.classroomId || id === toClassroomId);
  if (then.state !== 'present' || !worksHere) throw new AppError('not-present');
  if (then.classroomId === toClassroomId) return null;
  const from = then.classroomId;
  return {
    change: newChange(eventId, { classroomId: toClassroomId, kind: 'transferred', happenedAt: at, ...NOBODY }),
    event: { type: 'attendance:transferred', payload: { fromClassroomId: from } },
    action: 'attendance-transferred',
    details: { fromClassroomId: from },
  };
}
