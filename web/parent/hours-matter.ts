import type { CameraTile } from '#contract/live.ts';
import { tileState } from '../features/cameras/tile-state.ts';

/** Noes of the clock, or that pass by themselves. */
const PASSING: ReadonlySet<string> = new Set(['outside-window', 'window-over', 'camera-paused', 'camera-offline']);

/** Whether the room's hours are news to this viewer. Under any other no they would promise what is not given. */
export function hoursMatter(tile: CameraTile): boolean {
  const state = tileState(tile);
  return state.kind === 'open' || PASSING.has(state.refusal.code);
}
