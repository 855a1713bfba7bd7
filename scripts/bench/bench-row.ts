import type { BenchPlace } from './bench-place.ts';

/** One line of the table. What is reached is for the reader: a bench is no test and fails for no figure. */
export type Measured = {
  what: string;
  ours: string;
  /** What it is held against: a peer measured in the same run, or a limit. */
  against: string;
  /** Ours by the peer's or the limit's. */
  ratio: number;
  /** What the ratio is to be at most; null: no goal is set. */
  goal: number | null;
  /** Every round's figure, and under what conditions it was measured. */
  figures: Record<string, unknown>;
};

export type BenchRow = {
  /** As `--only` names it. */
  name: string;
  /** What it looks at, in one line for `--help`. */
  about: string;
  measure: (place: BenchPlace) => Promise<Measured[]>;
};
