import type { RoomChild } from '#contract/attendance.ts';
import type { ChildId } from '#contract/ids.ts';

const ORDER: Record<RoomChild['state'], number> = { expected: 0, present: 2, left: 3, 'not-today': 4 };
/** Reported absent: after those who are awaited, since nobody is. */
const rank = ({ state, absence }: RoomChild): number => (state === 'expected' && absence !== null ? 1 : ORDER[state]);

/** Who is still awaited first, then who is here, then who left; the server's own order within each. */
export function inTabletOrder(children: readonly RoomChild[]): RoomChild[] {
  return [...children].sort((a, b) => rank(a) - rank(b));
}

/**
 * The order in which the tiles stand. While somebody is tapping none moves, so that no other child comes under the thumb:
 * who is new comes at the end, and who is gone leaves.
 */
export function steadyOrder(
  shown: readonly ChildId[],
  children: readonly RoomChild[],
  isTapping: boolean,
): readonly ChildId[] {
  const wanted = inTabletOrder(children).map(({ childId }) => childId);
  if (!isTapping) return wanted;
  const staying = shown.filter((childId) => wanted.includes(childId));
  return [...staying, ...wanted.filter((childId) => !staying.includes(childId))];
}
