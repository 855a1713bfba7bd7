import type { ClassroomId } from '../contract/ids.ts';
import { dateColumn, weekdayOf, type LocalDay } from '../platform/calendar.ts';
import { dayState, standingEvents, type DayEvent } from './day-state.ts';

type Enrolment = { classroomId: string; weekdays: readonly number[] };
type Spanned = { startsOn: Date; endsOn: Date | null };

/** A day of a child: the enrolments that hold on it, and everything that was recorded of it. */
export type DayOfChild = {
  day: LocalDay;
  enrolments: readonly Enrolment[];
  events: readonly DayEvent[];
};

/** Those that hold on that day, whatever the weekday. Pure. */
export const enrolledOn = <Row extends Spanned>(enrolments: readonly Row[], day: LocalDay): Row[] => {
  const on = dateColumn(day);
  return enrolments.filter(({ startsOn, endsOn }) => startsOn <= on && (endsOn === null || endsOn >= on));
};

/**
 * The rooms that look after a child on a day: those it comes to on that weekday first, then the others it is enrolled in, then
 * where it was. What was taken back or replaced by a correction gives no room anything. Pure.
 */
export function roomsOfDay({ day, enrolments, events }: DayOfChild): ClassroomId[] {
  const comes = enrolments.filter((row) => row.weekdays.includes(weekdayOf(day)));
  const rooms = [...comes, ...enrolments, ...standingEvents(events)].map(({ classroomId }) => classroomId);
  return [...new Set(rooms as ClassroomId[])];
}

/** The same rooms, the one that it is in or was in last before the others. Pure. */
export function roomsFromNow(child: DayOfChild): ClassroomId[] {
  const now = dayState(child.events).classroomId as ClassroomId | null;
  return [...new Set([...(now === null ? [] : [now]), ...roomsOfDay(child)])];
}
