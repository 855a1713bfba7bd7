import { type BenchPlace, openBenchPlace } from '../bench-place.ts';
import type { Measured } from '../bench-row.ts';
import { exactCpuMs } from '../cpu-of.ts';
import { extent, median, shown } from '../figures.ts';

/** PERFORMANCE.md, Growth: a unit may cost a fifth more where there is ten times as much. */
const GOAL = 1.2;
const WARM_UPS = 1;
const ROUNDS = 5;

/** What one unit cost, round by round. */
export type Costs = { small: number[]; large: number[] };

/** In turn, and each first as often as the other, so that whatever else the machine does hits both. */
export async function inTurn(
  rounds: number,
  small: () => Promise<number>,
  large: () => Promise<number>,
): Promise<Costs> {
  const costs: Costs = { small: [], large: [] };
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) costs.small.push(await small());
    costs.large.push(await large());
    if (round % 2 === 1) costs.small.push(await small());
  }
  return costs;
}

/** `from` and `to` are what there is ten times as much of. */
export function lineOf(
  what: string,
  { small, large }: Costs,
  unit: string,
  sizes: [from: string, to: string],
): Measured {
  const [from, to] = sizes;
  return {
    what: `${what}: ${from} → ${to}`,
    ours: shown(large, unit),
    against: shown(small, unit),
    ratio: median(large) / median(small),
    goal: GOAL,
    ...extent(large),
    figures: { small: { size: from, costs: small }, large: { size: to, costs: large }, unit },
  };
}

/** Work at one place; what a round leaves for the service to do is done before its end. */
export type Work = { perRound: number; unit: () => Promise<unknown>; rest?: () => Promise<unknown> };

/** Processor time of a unit, one after another, in ms: of this process, in which the service runs, and of PostgreSQL's. */
export async function cpuMsOfUnit({ databasePid }: BenchPlace, { perRound, unit, rest }: Work): Promise<number> {
  const usedMs = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000 + exactCpuMs(databasePid);
  };
  const before = usedMs();
  for (let n = 0; n < perRound; n += 1) await unit();
  await rest?.();
  return (usedMs() - before) / perRound;
}

export type Pair = { small: BenchPlace; large: BenchPlace };
type Filling = Parameters<typeof openBenchPlace>[0];

/** The same work at both. */
export function growthOf({ small, large }: Pair, works: { small: Work; large: Work }): Promise<Costs> {
  const ofSmall = () => cpuMsOfUnit(small, works.small);
  const ofLarge = () => cpuMsOfUnit(large, works.large);
  // Caches, plans and the compiler come first.
  return inTurn(WARM_UPS, ofSmall, ofLarge).then(() => inTurn(ROUNDS, ofSmall, ofLarge));
}

/** Two nurseries side by side, for as long as they are measured. */
export async function withPair<T>(small: Filling, large: Filling, run: (pair: Pair) => Promise<T>): Promise<T> {
  const places: BenchPlace[] = [];
  try {
    for (const filling of [small, large]) places.push(await openBenchPlace(filling));
    const [ofSmall, ofLarge] = places as [BenchPlace, BenchPlace];
    return await run({ small: ofSmall, large: ofLarge });
  } finally {
    for (const place of places) await place.close();
  }
}
