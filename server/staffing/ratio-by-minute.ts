import { brokenBy, type BreachKind, type RoomLimits } from '../contract/room-standard.ts';

/** Somebody was in the room; null: still is. */
export type Presence = { from: Date; to: Date | null };
/** From this instant on. */
export type RatioStep = { at: Date; children: number; staff: number };
export type RatioBreach = { kind: BreachKind; from: Date; to: Date; children: number; staff: number };

/**
 * How many children and how many caregivers at work were in a room at each instant of a day: a list of steps, the first
 * at the beginning of the range. Pure. The spans of one person must not overlap; a span without an end lasts to the range's.
 */
export function ratioByMinute(
  children: readonly Presence[],
  staff: readonly Presence[],
  range: { from: Date; to: Date },
): RatioStep[] {
  const changes = new Map<number, { children: number; staff: number }>([
    [range.from.getTime(), { children: 0, staff: 0 }],
  ]);
  const count = (who: 'children' | 'staff', at: Date, by: number) => {
    const key = Math.max(at.getTime(), range.from.getTime());
    const change = changes.get(key) ?? { children: 0, staff: 0 };
    changes.set(key, { ...change, [who]: change[who] + by });
  };
  for (const [who, spans] of [['children', children] as const, ['staff', staff] as const])
    for (const { from, to } of spans) {
      count(who, from, 1);
      if (to !== null) count(who, to, -1);
    }
  const inOrder = [...changes].filter(([at]) => at < range.to.getTime()).sort(([a], [b]) => a - b);
  const steps: RatioStep[] = [];
  const now = { children: 0, staff: 0 };
  for (const [at, by] of inOrder) {
    now.children += by.children;
    now.staff += by.staff;
    const last = steps.at(-1);
    if (!last || last.children !== now.children || last.staff !== now.staff) steps.push({ at: new Date(at), ...now });
  }
  return steps;
}

/** When the room was against its limits; each time with the counts of its worst moment. */
export function breachesIn(steps: readonly RatioStep[], limits: RoomLimits, end: Date): RatioBreach[] {
  return (['ratio', 'capacity'] as const)
    .flatMap((kind) => breachesOf(kind, steps, limits, end))
    .sort((a, b) => a.from.getTime() - b.from.getTime());
}

type Counted = Pick<RatioStep, 'children' | 'staff'>;

/** Of a ratio: more children for each caregiver. Of places: more children. */
const isWorse = (kind: BreachKind, a: Counted, b: Counted): boolean =>
  kind === 'capacity' || a.staff === b.staff ? a.children > b.children : a.children * b.staff > b.children * a.staff;

function breachesOf(kind: BreachKind, steps: readonly RatioStep[], limits: RoomLimits, end: Date): RatioBreach[] {
  const found: RatioBreach[] = [];
  let isOpen = false;
  for (const [nth, { at, children, staff }] of steps.entries()) {
    const isBroken = brokenBy(limits, children, staff).includes(kind);
    const to = steps[nth + 1]?.at ?? end;
    const last = isOpen ? found.at(-1) : undefined;
    if (isBroken && last) {
      last.to = to;
      if (isWorse(kind, { children, staff }, last)) Object.assign(last, { children, staff });
    } else if (isBroken) found.push({ kind, from: at, to, children, staff });
    isOpen = isBroken;
  }
  return found;
}
