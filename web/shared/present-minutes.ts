/** All stays of a day together; one that goes on counts until now. Of clocks without seconds, as the sheets count. */
export const presentMinutes = (day: { minutes: number; hereSince: string | null }, now: Date): number =>
  day.minutes +
  (day.hereSince === null ? 0 : Math.max(0, wholeMinutes(now.getTime()) - wholeMinutes(Date.parse(day.hereSince))));

const wholeMinutes = (ms: number): number => Math.floor(ms / 60_000);
