import type { IncidentTrends, TrendWeek } from '../contract/incident-register.ts';
import { addDays, weekdayOf, type LocalDay } from '../platform/calendar.ts';

type Room = Omit<IncidentTrends['rooms'][number], 'hours' | 'classroomId'> & { classroomId: string };
type Counted = { monday: LocalDay; what: string; n: number };

/** The Monday of the week of a day. */
export const mondayOf = (day: LocalDay): LocalDay => addDays(day, 1 - weekdayOf(day));

/** Each of these rooms with its 24 hours. Pure. */
export const hoursOfRooms = <R extends Room>(
  rooms: readonly R[],
  counted: readonly { classroomId: string; hour: number; n: number }[],
): (R & { hours: number[] })[] =>
  rooms.map((room) => {
    const hours = Array.from({ length: 24 }, () => 0);
    for (const { classroomId, hour, n } of counted)
      if (classroomId === room.classroomId) hours[hour] = (hours[hour] ?? 0) + n;
    return { ...room, hours };
  });

/** Every week that holds one of these days, in order; a week without any is one of them. Pure. */
export function weeksOf(
  { from, to }: { from: LocalDay; to: LocalDay },
  kinds: readonly Counted[],
  injuries: readonly Counted[],
): TrendWeek[] {
  const weeks: TrendWeek[] = [];
  for (let monday = mondayOf(from); monday <= to; monday = addDays(monday, 7))
    weeks.push({ monday, kinds: ofWeek(kinds, monday), injuries: ofWeek(injuries, monday) });
  return weeks;
}

const ofWeek = (counted: readonly Counted[], monday: LocalDay): Record<string, number> =>
  Object.fromEntries(counted.filter((each) => each.monday === monday).map(({ what, n }) => [what, n]));
