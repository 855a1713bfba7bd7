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
