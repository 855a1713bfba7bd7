import type { VideoDoors } from '#contract/network-test.ts';
import type { networkTestWords } from './words.ts';

/** What is tried, in this order: each needs what stands before it, but for the last two. */
export const STEPS = ['page', 'socket', 'udp', 'tcp', 'turn', 'decoder', 'speed'] as const;
export type StepId = (typeof STEPS)[number];

/** What one step found. `absent`: not set up here, or it could not be tried. `said` is its sentence in the book of words. */
export type StepResult = {
  state: 'ok' | 'failed' | 'absent';
  said: (typeof networkTestWords.keys)[number];
  /** For the sentence, and beside it. */
  ms?: number;
  mbit?: number;
  codec?: string;
};
export type Results = Partial<Record<StepId, StepResult>>;

/** What the steps learn on the way that the IT desk has to know. */
export type Learned = {
  doors: VideoDoors | null;
  turnUrls: readonly string[];
};
export const NOTHING_LEARNED: Learned = { doors: null, turnUrls: [] };

/** A picture in the room's size, and the small one of the tiles, in Mbit/s. */
export const NEEDED_MBIT = { main: 1.5, sub: 0.4 };

/** Together less than 25 s. */
export const LIMIT_MS: Record<StepId, number> = {
  page: 3_000,
  socket: 2_500,
  udp: 4_000,
  tcp: 4_000,
  turn: 5_000,
  decoder: 1_500,
  speed: 4_500,
};
