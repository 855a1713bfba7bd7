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
  /** How many times it was measured, and the lowest and highest of ours. */
  n: number;
  spread: [number, number];
  /** Every round's figure, and under what conditions it was measured. */
  figures: Record<string, unknown>;
};

/** What a row had to leave out, and why. */
export type Unmeasured = { what: string; because: string };

/** `measure`: in the filled nursery that those rows share. `measureAlone`: with what it starts itself, and nothing beside it. */
export type BenchRow = {
  /** Of PERFORMANCE.md's table; null: a limit that was set elsewhere. */
  id: `P${number}` | null;
  /** As `--only` names it, beside the id. */
  name: string;
  /** What it looks at, in one line for `--help`. */
  about: string;
} & (
  | { measure: (place: BenchPlace) => Promise<(Measured | Unmeasured)[]> }
  | { measureAlone: () => Promise<(Measured | Unmeasured)[]> }
);
