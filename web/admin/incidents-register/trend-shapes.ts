import { isGrave } from '#contract/incidents.ts';
import type { IncidentTrends, TrendWeek } from '#contract/incident-register.ts';

export const TREND_SORTS = ['kinds', 'injuries'] as const;
export type TrendSort = (typeof TREND_SORTS)[number];

/** As many as can be told apart by their patterns; the others are one. */
const MOST_SERIES = 4;
export const REST = 'rest';

export type Series = { what: string; n: number };
export type WeekBar = { monday: string; total: number; parts: Series[] };
export type WeekShape = { series: Series[]; bars: WeekBar[]; highest: number; total: number; busiest: WeekBar | null };

const sum = (counts: readonly number[]): number => counts.reduce((all, n) => all + n, 0);

/** Weeks as bars, of what there was most; equal ones in the order of the first week that has them. */
export function weekShape(weeks: readonly TrendWeek[], sort: TrendSort): WeekShape {
  const counts = weeks.map((week) => Object.entries(week[sort]));
  const of = new Map<string, number>();
  for (const [what, n] of counts.flat()) of.set(what, (of.get(what) ?? 0) + n);
  const all = [...of].map(([what, n]) => ({ what, n })).toSorted((a, b) => b.n - a.n);
  const most = all.slice(0, all.length > MOST_SERIES + 1 ? MOST_SERIES : MOST_SERIES + 1);
  // However rare: a serious kind never stands among the others.
  const named = all.filter((each) => most.includes(each) || (sort === 'kinds' && isGrave(each.what)));
  const rest = sum(all.filter((each) => !named.includes(each)).map(({ n }) => n));
  const series = rest > 0 ? [...named, { what: REST, n: rest }] : named;
  const bars = weeks.map(({ monday }, nth) => barOf(monday, counts[nth] ?? [], series));
  const busiest = bars.reduce<WeekBar | null>((most, bar) => (bar.total > (most?.total ?? 0) ? bar : most), null);
  return { series, bars, highest: busiest?.total ?? 0, total: sum(all.map(({ n }) => n)), busiest };
}

function barOf(monday: string, counts: readonly (readonly [string, number])[], series: readonly Series[]): WeekBar {
  const isNamed = (what: string) => series.some((each) => each.what === what);
  const parts = series.map(({ what }) => ({
    what,
    n: sum(counts.filter(([each]) => (what === REST ? !isNamed(each) : each === what)).map(([, n]) => n)),
  }));
  return { monday, parts, total: sum(counts.map(([, n]) => n)) };
}

/** The hours that a nursery is open anyway; wider where something happened outside of them. */
const [USUAL_FROM, USUAL_TO] = [8, 17];

export type Busiest = { name: string; hour: number; n: number };
export type HourShape = { hours: number[]; most: number; busiest: Busiest | null };

export function hourShape(rooms: IncidentTrends['rooms']): HourShape {
  const with_ = rooms.flatMap(({ name, hours }) => hours.flatMap((n, hour) => (n > 0 ? [{ name, hour, n }] : [])));
  const from = Math.min(USUAL_FROM, ...with_.map(({ hour }) => hour));
  const to = Math.max(USUAL_TO, ...with_.map(({ hour }) => hour));
  const busiest = with_.reduce<Busiest | null>((most, cell) => (cell.n > (most?.n ?? 0) ? cell : most), null);
  return { hours: Array.from({ length: to - from + 1 }, (_, nth) => from + nth), most: busiest?.n ?? 0, busiest };
}
