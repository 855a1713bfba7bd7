/** For the person who runs the tests: figures are measured and printed, seldom asserted. */
export function printFigures(title: string, lines: readonly string[]): void {
  process.stderr.write(`\n${title}\n${lines.map((line) => `  ${line}\n`).join('')}`);
}

/** The value below which this share of the values lies, between its two neighbours where it falls between them. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [below = Number.NaN, above = Number.NaN] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return below + (above - below) * (at - Math.floor(at));
}

export const ms = (value: number): string => `${value.toFixed(0)} ms`;
