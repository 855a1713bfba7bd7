import { useVirtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';

const ROW_PX = 38;
export const WHO_PX = 170;
export const CHILD_PX = 150;
export const CAMERA_PX = 122;

/** Which rows and columns of a large table are in view, and what of it is left out around them. */
export function useDrawn(within: RefObject<HTMLElement | null>, rowCount: number, columnCount: number) {
  const getScrollElement = () => within.current;
  // Nothing here is memoized by a compiler, so functions that change their answers do no harm.
  // eslint-disable-next-line react-hooks/incompatible-library
  const rows = useVirtualizer({ getScrollElement, count: rowCount, estimateSize: () => ROW_PX, overscan: 6 });
  const columns = useVirtualizer({
    getScrollElement,
    horizontal: true,
    count: columnCount,
    estimateSize: () => CAMERA_PX,
    paddingStart: WHO_PX + CHILD_PX,
    scrollPaddingStart: WHO_PX, // the guardian's name stays where it is
    overscan: 2,
  });
  const inView = rows.getVirtualItems();
  const across = columns.getVirtualItems();
  return {
    rows: inView.map(({ index }) => index),
    abovePx: inView[0]?.start ?? 0,
    belowPx: rows.getTotalSize() - (inView.at(-1)?.end ?? 0),
    firstColumn: across[0]?.index ?? 0,
    /** The one after the last. */
    endColumn: (across.at(-1)?.index ?? -1) + 1,
    bringIntoView: (row: number, column: number) => {
      rows.scrollToIndex(row);
      columns.scrollToIndex(column);
    },
  };
}
