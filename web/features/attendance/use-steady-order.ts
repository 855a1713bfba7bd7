import { useCallback, useEffect, useMemo, useState } from 'react';
import type { RoomChild } from '#contract/attendance.ts';
import type { ChildId } from '#contract/ids.ts';
import { steadyOrder } from './tablet-order.ts';

/** So long after the last touch nobody is on the way to the next tile. */
const STILL_TAPPING_MS = 5_000;

/** The children in the order of their tiles, which stands still while somebody is tapping. */
export function useSteadyOrder(children: readonly RoomChild[]) {
  const [touchedAt, setTouchedAt] = useState<number | null>(null);
  const [shown, setShown] = useState<readonly ChildId[]>([]);
  useEffect(() => {
    if (touchedAt === null) return undefined;
    const timer = setTimeout(() => setTouchedAt(null), STILL_TAPPING_MS);
    return () => clearTimeout(timer);
  }, [touchedAt]);
  const order = useMemo(() => steadyOrder(shown, children, touchedAt !== null), [shown, children, touchedAt]);
  // What stands now is what a touch must not move.
  const onTouch = useCallback(() => {
    setShown(order);
    setTouchedAt(Date.now());
  }, [order]);
  const inOrder = order.flatMap((childId) => children.filter((child) => child.childId === childId));
  return { inOrder, onTouch };
}
