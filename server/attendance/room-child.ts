import type { z } from 'zod';
import type { RoomChild } from '../contract/attendance.ts';
import type { SessionKind } from '../contract/hours.ts';
import { Portrait } from '../contract/people.ts';
import { atMinute, weekdayOf } from '../platform/calendar.ts';
import { stateOf, type DayState } from './day-state.ts';
import { deriveDay, type Day, type DayEvent } from './derive-day.ts';
import type { ChildOfRoom } from './room-store.ts';
import type { RoomDay } from './room-day.ts';
import type { RoomPeople } from './room-people.ts';
import { wordOfFamily } from './word-of-family.ts';

type Input = z.input<typeof RoomChild>;
/** A record of the child with all that the room shows of it. */
export type Row = ChildOfRoom['attendance'][number] & DayEvent;

/** One child as the room's staff see it. Pure. */
export function roomChild(child: ChildOfRoom, room: RoomDay): Input {
  const day = deriveDay(child.attendance as Row[]);
  const enrolment = child.enrolments.find((row) => row.weekdays.includes(weekdayOf(room.day)));
  const { state, at } = stateInRoom(stateOf(day), room, enrolment !== undefined);
  const session = enrolment && sessionOf(enrolment, room);
  return {
    childId: child.id,
    name: child.name,
    nickname: child.nickname,
    portrait: portraitOf(child.portrait),
    allergies: child.allergies,
    state,
    at: at?.toISOString() ?? null,
    arrivedAt: day.stays[0]?.from.toISOString() ?? null,
    earlierStays: day.stays.flatMap(({ from, to }) =>
      to === null ? [] : [{ from: from.toISOString(), to: to.toISOString() }],
    ),
    expectedAt: session && state === 'expected' ? session.from : null,
    session: session ?? null,
    lines: day.standing.map((row) => lineOf(row, room.people)),
    isCorrected: child.attendance.some(({ reason }) => reason !== null),
    conflicts: conflictsOf(day),
    ...wordOfFamily(child, room),
    guardians: child.guardianships.map(guardianOf),
    pickups: room.people.pickups.get(child.id) ?? [],
  };
}

/** A child that is in another room now is still expected here, if it comes here today. */
function stateInRoom(
  day: DayState,
  room: RoomDay,
  comesToday: boolean,
): { state: RoomChild['state']; at: Date | null } {
  if (day.state !== 'expected' && day.classroomId === room.classroomId) return { state: day.state, at: day.at };
  return { state: comesToday && !room.isClosed ? 'expected' : 'not-today', at: null };
}

/** Who may come from midnight on is due at no particular time, and never late. */
function sessionOf(row: ChildOfRoom['enrolments'][number], { day, timeZone }: RoomDay): Input['session'] {
  if (row.fromMinute === 0) return null;
  return {
    kind: row.sessionKind as SessionKind,
    from: atMinute(day, row.fromMinute, timeZone).toISOString(),
    to: atMinute(day, row.toMinute, timeZone).toISOString(),
  };
}

const lineOf = (row: Row, { fetched }: RoomPeople): Input['lines'][number] => ({
  eventId: row.id,
  kind: row.kind as 'checked_in' | 'checked_out' | 'transferred',
  at: row.happenedAt.toISOString(),
  classroomId: row.classroomId,
  recordedAt: row.recordedAt.toISOString(),
  withUserId: row.withUserId ?? null,
  withPickupId: row.withPickupId ?? null,
  withPickup: fetched.get(row.withPickupId ?? '') ?? null,
  reason: row.reason,
});

const conflictsOf = ({ conflicts }: Day): Input['conflicts'] =>
  conflicts.map(({ kind, event }) => ({ kind, eventId: event.id, at: event.happenedAt.toISOString() }));

/** Blocked people are shown to the room alone, so that nobody hands a child to them. */
function guardianOf(row: ChildOfRoom['guardianships'][number]): Input['guardians'][number] {
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
