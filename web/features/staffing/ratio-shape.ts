import type { RoomHistory } from '#contract/staffing.ts';

const HOUR_MS = 3_600_000;
/** Shown at least, so that a short day is not stretched over the whole width. */
const SHOWN_AT_LEAST_MS = 4 * HOUR_MS;

type Step = RoomHistory['steps'][number];

/** Children for each caregiver at work; without any caregiver more than any limit. */
export const ratioOf = ({ children, staff }: Pick<Step, 'children' | 'staff'>): number =>
  children === 0 ? 0 : staff === 0 ? Number.POSITIVE_INFINITY : children / staff;

/** One step with its end; times in ms. */
export type Stretch = { from: number; to: number; ratio: number; children: number; staff: number };

export type RatioShape = {
  stretches: Stretch[];
  /** Whole hours around what happened. */
  from: number;
  to: number;
  /** Of the vertical axis. */
  top: number;
  /** Limits of that day that are none any more, whoever was told of them then. */
  limitsThen: number[];
  /** The parts of stretches above the limit that held then. */
  over: (Stretch & { limit: number })[];
  /** Somebody came to work, or stopped: by how many. */
  ticks: { at: number; by: number }[];
};

/** What the plot draws, without a size. Pure. */
export function ratioShape({ steps, from, to, ratio, breaches }: RoomHistory): RatioShape {
  const end = Date.parse(to);
  const stretches = steps.map((step, nth) => ({
    from: Date.parse(step.at),
    to: Date.parse(steps[nth + 1]?.at ?? to),
    ratio: ratioOf(step),
    ...{ children: step.children, staff: step.staff },
  }));
  const lively = stretches.filter(({ children, staff }) => children > 0 || staff > 0);
  const starts = lively[0]?.from ?? end;
  const day = Date.parse(from);
  const first = day + Math.floor((starts - day) / HOUR_MS) * HOUR_MS;
  const last = Math.max(lively.at(-1)?.to ?? end, first + SHOWN_AT_LEAST_MS);
  const limits = breaches.filter(({ kind }) => kind === 'ratio').map(({ limit }) => limit);
  const limitsThen = [...new Set(limits)].filter((limit) => limit !== ratio.limit);
  const finite = stretches.map((stretch) => stretch.ratio).filter(Number.isFinite);
  return {
    stretches: stretches.filter((stretch) => stretch.to > first && stretch.from <= last),
    from: first,
    to: day + Math.ceil((last - day) / HOUR_MS) * HOUR_MS,
    top: Math.ceil(
      Math.max(...[ratio.limit, ...limitsThen].map((limit) => limit * 1.6), ...finite.map((n) => n * 1.15)),
    ),
    limitsThen,
    over: breaches.filter(({ kind }) => kind === 'ratio').flatMap((breach) => overOf(stretches, breach)),
    ticks: stretches.flatMap(({ from: at, staff }, nth) => {
      const by = staff - (stretches[nth - 1]?.staff ?? 0);
      return by === 0 ? [] : [{ at, by }];
    }),
  };
}

/** Within a breach; where records that came later say that its limit was kept, nothing. */
function overOf(stretches: readonly Stretch[], breach: RoomHistory['breaches'][number]): RatioShape['over'] {
  const { limit } = breach;
  const [begins, ends] = [Date.parse(breach.from), Date.parse(breach.to)];
  return stretches
    .filter(({ from, to, ratio }) => ratio > limit && from < ends && to > begins)
    .map(({ from, to, ...rest }) => ({ ...rest, limit, from: Math.max(from, begins), to: Math.min(to, ends) }));
}

/** Every hour, or every second of a long day. */
export function hoursOf({ from, to }: Pick<RatioShape, 'from' | 'to'>): number[] {
  const hours = (to - from) / HOUR_MS;
  const step = hours > 12 ? 2 : 1;
  return Array.from({ length: Math.floor(hours / step) + 1 }, (_, nth) => from + nth * step * HOUR_MS);
}
