import { NIGHT_ENDS_HOUR } from '../contract/attendance.ts';
import { addDays, atMinute, dateColumn, dayOfColumn, localDay, type LocalDay } from '../platform/calendar.ts';
import { deriveDay, openStay, roomOf, type Day, type DayEvent } from './derive-day.ts';

export type { DayEvent } from './derive-day.ts';

export type DayState = {
  state: 'expected' | 'present' | 'left';
  /** The room it is in, or left from; null while expected. */
  classroomId: string | null;
  /** Since when: arrival, or departure. */
  at: Date | null;
};

/** Where a child is, from the events of one day. Pure; see `deriveDay` for the rule. */
export const dayState = (events: readonly DayEvent[]): DayState => stateOf(deriveDay(events));

/** Of everything recorded of one day, what stands: neither taken back nor replaced by a correction. Pure. */
export const standingEvents = <E extends DayEvent>(events: readonly E[]): E[] => deriveDay(events).standing;

export function stateOf(day: Day): DayState {
  const last = day.stays.at(-1);
  if (!last) return { state: 'expected', classroomId: null, at: null };
  const classroomId = roomOf(last);
  return openStay(day) ? { state: 'present', classroomId, at: last.from } : { state: 'left', classroomId, at: last.to };
}

/** The day whose children may still be there at this instant; null once its night is over. Pure. */
export function dayBeforeNight(at: Date, timeZone: string): LocalDay | null {
  const today = localDay(at, timeZone);
  return at < atMinute(today, NIGHT_ENDS_HOUR * 60, timeZone) ? addDays(today, -1) : null;
}

/**
 * Whether the day before says where a child is at that instant of the night: it was there at midnight, and nothing was
 * recorded of it since but that it left. Pure.
 */
export function isOfDayBefore(
  events: { before: readonly DayEvent[]; today: readonly DayEvent[] },
  at: Date,
  timeZone: string,
): boolean {
  const last = deriveDay(events.before).stays.at(-1);
  if (!last) return false;
  const wasThereAtMidnight = last.to === null || localDay(last.to, timeZone) === localDay(at, timeZone);
  return wasThereAtMidnight && !standingEvents(events.today).some(({ happenedAt }) => happenedAt <= at);
}

/** What says where a child is at this instant, of what was recorded of its last two days. Pure. */
export function eventsNow<E extends DayEvent & { day: Date }>(events: readonly E[], at: Date, timeZone: string): E[] {
  const of = (day: LocalDay | null) => events.filter((event) => day === dayOfColumn(event.day));
  const today = of(localDay(at, timeZone));
  const before = of(dayBeforeNight(at, timeZone));
  return isOfDayBefore({ before, today }, at, timeZone) ? before : today;
}

/** Which days `eventsNow` has to be given. */
export const daysNow = (at: Date, timeZone: string): Date[] =>
  [dayBeforeNight(at, timeZone), localDay(at, timeZone)].flatMap((day) => (day === null ? [] : [dateColumn(day)]));
