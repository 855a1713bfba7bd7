import type { CameraTile } from '#contract/live.ts';
import type { Refusal } from '#contract/refusal.ts';

/** A tile as it is shown: open to a look, or shut with a no. A camera that is away is a no as well, whoever asks. */
export type TileState =
  { kind: 'open'; until: string } | { kind: 'shut'; refusal: Refusal; offlineSince: string | null };

export function tileState({ view, camera }: CameraTile): TileState {
  if (!view.allowed) return { kind: 'shut', refusal: view.refusal, offlineSince: null };
  if (camera.phase === 'offline')
    return { kind: 'shut', refusal: { code: 'camera-offline' }, offlineSince: camera.since };
  return { kind: 'open', until: view.until };
}
