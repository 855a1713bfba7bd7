import { dayOfColumn, weekdayOf, type LocalDay } from './calendar.ts';

/** When a site is open, as far as days go. */
export type OpenDays = {
  closedDays: ReadonlySet<LocalDay>;
  /** When its last hours end, by weekday; empty: its hours were never written down, so that no weekday is ruled out. */
  closesMinutes: ReadonlyMap<number, number>;
};

type Rows = {
  hours: readonly { weekday: number; closesMinute: number }[];
  closedDays: readonly { day: Date }[];
};

export const openDays = ({ hours, closedDays }: Rows): OpenDays => ({
  closedDays: new Set(closedDays.map(({ day }) => dayOfColumn(day))),
  closesMinutes: new Map(
    hours.toSorted((a, b) => a.closesMinute - b.closesMinute).map((row) => [row.weekday, row.closesMinute]),
  ),
});

/** Whether nobody can be expected on this day at all: it was closed, or it is a weekday on which the site never opens. */
export const isClosedOn = (day: LocalDay, { closedDays, closesMinutes }: OpenDays): boolean =>
  closedDays.has(day) || (closesMinutes.size > 0 && !closesMinutes.has(weekdayOf(day)));
