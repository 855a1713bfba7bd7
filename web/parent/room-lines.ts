import type { CameraTile, ParentHome } from '#contract/live.ts';
import { clockOfEnd } from '../shared/time.ts';
import { hoursMatter } from './hours-matter.ts';
import { untilReason } from './until-reason.ts';
import type { ParentSay } from './verdict.ts';

/** `isEnd`: midnight is written 24:00. */
export type RoomLine = { key: string; at: string; words: string; isEnd?: boolean };

type Day = ParentHome['children'][number];
export type RoomNow = { home: Pick<ParentHome, 'now' | 'minutes'>; child: Day; chosen: CameraTile; now: Date };

/** What changes next in this room today: pauses that end, the end of this view, the hours after it. Soonest first. */
export function nextLines(
  { home, child, chosen, now }: RoomNow,
  tiles: readonly CameraTile[],
  say: ParentSay,
): RoomLine[] {
  const { view } = chosen;
  const resumes = tiles.flatMap(({ cameraId, name, view: other }) =>
    !other.allowed && other.refusal.code === 'camera-paused' && other.refusal.to
      ? [{ key: `resume ${cameraId}`, at: other.refusal.to, words: say('nextResumes', { camera: name }) }]
      : [],
  );
  const why = view.allowed ? untilReason(view.until, child.day, home) : null;
  const ends = view.allowed
    ? [
        {
          key: 'ends',
          at: view.until,
          isEnd: true,
          words: why ? say('nextEndsBy', { why: say(`until_${why}`) }) : say('nextEnds'),
        },
      ]
    : [];
  // Whoever has no minutes left, or may not watch at all, does not care for the hours after them.
  const hours = why === 'minutes' || !hoursMatter(chosen) ? [] : hoursAhead(child, view, say);
  return [...resumes, ...ends, ...hours]
    .filter(({ at }) => new Date(at) > now)
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function hoursAhead({ day, timeZone }: Day, view: CameraTile['view'], say: ParentSay): RoomLine[] {
  const opens = day.windows.map(({ from, to }) => ({
    key: `opens ${from}`,
    at: from,
    words: say('nextOpens', { to: clockOfEnd(to, timeZone) }),
  }));
  const closes = day.hours.map(({ to }) => ({ key: `closes ${to}`, at: to, isEnd: true, words: say('nextCloses') }));
  const shownAlready = view.allowed ? Date.parse(view.until) : null;
  return [...opens, ...closes].filter(({ at }) => Date.parse(at) !== shownAlready);
}
