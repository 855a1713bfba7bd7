import type { ParentHome } from '#contract/live.ts';

/** Answers are asked for a moment after the instant, so that the server's clock has passed it too. */
const MARGIN_MS = 1_000;
/** Browsers count timers in 31 bits; a page seldom lives so long. */
const LONGEST_MS = 24 * 3_600_000;

/** Milliseconds until something on the home opens or closes by the clock alone; undefined when nothing does. */
export function nextChange(home: ParentHome, now: Date): number | undefined {
  const tiles = home.children.flatMap((child) => child.tiles);
  const ofTiles = tiles.flatMap(({ view }) =>
    view.allowed ? [view.until] : [view.refusal.from, view.refusal.to, view.refusal.next],
  );
  const ofWindows = home.children.flatMap((child) => child.day.windows.flatMap(({ from, to }) => [from, to]));
  const waits = [...ofTiles, ...ofWindows]
    .flatMap((at) => (at === undefined ? [] : [new Date(at).getTime() - now.getTime()]))
    .filter((ms) => ms > 0 && ms <= LONGEST_MS);
  return waits.length === 0 ? undefined : Math.min(...waits) + MARGIN_MS;
}
