import type { CameraTile } from '#contract/live.ts';
import type { LiveState } from '../features/live/live-state.ts';

/**
 * The tile of the camera on the screen as its running view has it: what the server has told the view is newer than the
 * home, which is read now and then. So the picture, the words around it and the camera's tile never say two things.
 */
export function watchedTile(tile: CameraTile, state: LiveState, now: Date): CameraTile {
  if (state.phase === 'ended') {
    const refusal = 'refusal' in state.end ? state.end.refusal : null;
    return refusal === null ? tile : { ...tile, view: { allowed: false, refusal } };
  }
  if (!('until' in state)) return tile;
  const { view } = tile;
  const until = view.allowed ? earliestAhead(state.until, view.until, now) : state.until;
  return {
    ...tile,
    view: { allowed: true, until, childId: view.allowed ? view.childId : null },
    camera: state.phase === 'playing' ? { ...tile.camera, phase: 'live' } : tile.camera,
  };
}

/** What the view was told when it opened may have been prolonged since: then only the home knows the new end. */
function earliestAhead(told: string, read: string, now: Date): string {
  const isAhead = Date.parse(told) > now.getTime();
  return isAhead && Date.parse(told) < Date.parse(read) ? told : read;
}
