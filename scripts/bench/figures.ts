import { setTimeout as sleep } from 'node:timers/promises';

export const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
};

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** The median of several rounds, with their range. */
export function shown(rounds: readonly number[], unit = 'ms'): string {
  const [low, mid, high] = [Math.min(...rounds), median(rounds), Math.max(...rounds)].map(written);
  return rounds.length === 1 ? `${mid} ${unit}` : `${mid} ${unit} (${low}–${high})`;
}

export const written = (value: number): string =>
  value.toLocaleString('en-GB', { maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0 });

export async function timed(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}

/**
 * So many calls a second for so long, whether or not those before have answered, as people come.
 * @returns how long each took, in ms
 */
export async function atRate(
  perSecond: number,
  seconds: number,
  run: (n: number) => Promise<unknown>,
): Promise<number[]> {
  const startedAt = performance.now();
  const running: Promise<number>[] = [];
  for (let n = 0; n < perSecond * seconds; n += 1) {
    const waitMs = startedAt + (n * 1_000) / perSecond - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    const call = timed(() => run(n));
    call.catch(() => undefined); // heard with the others, once all are begun
    running.push(call);
  }
  return Promise.all(running);
}

/** How many, and from where to where. */
export const extent = (values: readonly number[]): { n: number; spread: [number, number] } => ({
  n: values.length,
  spread: [Math.min(...values), Math.max(...values)],
});
