import type { CameraTile, ParentHome } from '#contract/live.ts';
import { clock } from '../shared/time.ts';
import type { ParentSay } from './verdict.ts';

export type RoomLine = { key: string; at: string; words: string };

/** What changes next in this room today: pauses that end, the end of this view, the hours after it. Soonest first. */
export function nextLines(
  { day, timeZone }: ParentHome['children'][number],
  tiles: readonly CameraTile[],
  chosen: CameraTile,
  now: Date,
  say: ParentSay,
): RoomLine[] {
  const resumes = tiles.flatMap(({ cameraId, name, view }) =>
    !view.allowed && view.refusal.code === 'camera-paused' && view.refusal.to
      ? [{ key: `resume ${cameraId}`, at: view.refusal.to, words: say('nextResumes', { camera: name }) }]
      : [],
  );
  const ends = chosen.view.allowed ? [{ key: 'ends', at: chosen.view.until, words: say('nextEnds') }] : [];
  const opens = day.windows.map(({ from, to }) => ({
    key: from,
    at: from,
    words: say('nextOpens', { to: clock(to, timeZone) }),
  }));
  return [...resumes, ...ends, ...opens]
    .filter(({ at }) => new Date(at) > now)
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
