import type { z } from 'zod';
import type { RoomChild } from '../contract/attendance.ts';
import type { ClassroomId } from '../contract/ids.ts';
import { Portrait } from '../contract/people.ts';
import { atMinute, weekdayOf, type LocalDay } from '../platform/calendar.ts';
import { dayState, type DayEvent } from './day-state.ts';
import type { ChildOfRoom } from './room-store.ts';

/** What a child's state in a room depends on, beside the child. */
export type RoomDay = { classroomId: ClassroomId; day: LocalDay; timeZone: string; isClosed: boolean };

/** One child as the room's staff see it. Pure. */
export function roomChild(child: ChildOfRoom, room: RoomDay): z.input<typeof RoomChild> {
  const session = child.enrolments.find((row) => row.weekdays.includes(weekdayOf(room.day)));
  const { state, at } = stateInRoom(child, room, session !== undefined);
  return {
    childId: child.id,
    name: child.name,
    nickname: child.nickname,
    portrait: portraitOf(child.portrait),
    allergies: child.allergies,
    state,
    at: at?.toISOString() ?? null,
    // Who may come from midnight on is due at no particular time, and never late.
    expectedAt:
      session && session.fromMinute > 0 && state === 'expected'
        ? atMinute(room.day, session.fromMinute, room.timeZone).toISOString()
        : null,
    guardians: child.guardianships.map(guardianOf),
  };
}

/** A child that is in another room now is still expected here, if it comes here today. */
function stateInRoom(
  child: ChildOfRoom,
  room: RoomDay,
  comesToday: boolean,
): { state: RoomChild['state']; at: Date | null } {
  const day = dayState(child.attendance as DayEvent[]);
  if (day.state !== 'expected' && day.classroomId === room.classroomId) return { state: day.state, at: day.at };
  return { state: comesToday && !room.isClosed ? 'expected' : 'not-today', at: null };
}

/** Blocked people are shown to the room alone, so that nobody hands a child to them. */
function guardianOf(row: ChildOfRoom['guardianships'][number]): z.input<typeof RoomChild>['guardians'][number] {
  const blocked = row.custodyBlockedAt !== null || row.withdrawnAt !== null;
  const { name, phone, portrait } = row.user;
  return {
    userId: row.userId,
    name,
    relation: row.relation,
    phone,
    portrait: portraitOf(portrait),
    mayPickUp: row.mayPickUp && !blocked,
    blocked,
  };
}

/** A recipe that an older version wrote shows as initials. */
export const portraitOf = (stored: unknown): Portrait | null => Portrait.nullable().catch(null).parse(stored);
