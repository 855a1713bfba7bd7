import type { StepResult } from './steps.ts';

/** The number beside a step; units are the same in both languages. */
export function figureOf({ ms, mbit, codec }: Pick<StepResult, 'ms' | 'mbit' | 'codec'>): string {
  if (ms !== undefined) return `${String(ms)} ms`;
  if (mbit !== undefined) return `${mbit < 10 ? mbit.toFixed(1) : String(Math.round(mbit))} Mbit/s`;
  return codec ?? '';
}
