import { Checkbox } from 'antd';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import type { AccessTable } from '#contract/access.ts';
import type { CameraId } from '#contract/ids.ts';
import { useWords } from '../../shared/words/book.ts';
import { cameraName } from '../camera-name.ts';
import { AccessRow } from './access-row.tsx';
import { GridHead } from './grid-head.tsx';
import type { Selection } from './use-selection.ts';
import { accessWords } from './words.ts';

type Row = AccessTable['rows'][number];
type GridProps = {
  table: AccessTable;
  timeZone: string;
  /** null: this reader changes nothing. */
  selection: Selection | null;
  onOpen: (row: Row, cameraId: CameraId) => void;
};

const ROW_PX = 38;
const HEAD_ROWS = 2;
const STEP: Record<string, readonly [down: number, right: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-15, 0],
  PageDown: [15, 0],
};

/** Guardians × cameras, rows drawn as they come into view. One cell takes part in the tab order; arrow keys move it. */
export function AccessGrid({ table, timeZone, selection, onOpen }: GridProps) {
  const say = useWords(accessWords);
  const scroll = useRef<HTMLDivElement>(null);
  // Nothing here is memoized by a compiler, so functions that change their answers do no harm.
  // eslint-disable-next-line react-hooks/incompatible-library
  const rows = useVirtualizer({
    count: table.rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  const { at, setAt, onKey } = useCellFocus(table, selection, scroll, (index) => rows.scrollToIndex(index));
  const drawn = rows.getVirtualItems();
  return (
    <div className="ax-scroll" ref={scroll}>
      <table className="ax" role="grid" aria-label={say('table')} aria-rowcount={table.rows.length + HEAD_ROWS}>
        <GridHead cameras={table.cameras} all={selection && <SelectAll table={table} selection={selection} />} />
        {/* The keys come from the focused cell inside; the body only hears them. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <tbody onKeyDown={onKey}>
          <Spacer heightPx={drawn[0]?.start ?? 0} />
          {drawn.map(({ index }) => {
            const row = table.rows[index];
            if (!row) return null;
            return (
              <AccessRow
                key={row.userId}
                row={row}
                cameras={table.cameras}
                timeZone={timeZone}
                index={index}
                ariaRow={index + HEAD_ROWS + 1}
                focusColumn={index === at[0] ? at[1] : null}
                selection={selection}
                onOpen={(column, cameraId) => {
                  setAt([index, column]);
                  onOpen(row, cameraId);
                }}
              />
            );
          })}
          <Spacer heightPx={rows.getTotalSize() - (drawn.at(-1)?.end ?? 0)} />
        </tbody>
      </table>
    </div>
  );
}

type Cell = readonly [row: number, column: number];

/** Which cell has the focus, and what the keys do to it. */
function useCellFocus(
  table: AccessTable,
  selection: Selection | null,
  within: RefObject<HTMLElement | null>,
  bringIntoView: (row: number) => void,
) {
  const [wanted, setAt] = useState<Cell>([0, 0]);
  // The table may have become smaller than where the focus was.
  const at: Cell = [clamp(wanted[0], table.rows.length), clamp(wanted[1], table.cameras.length)];
  const choose = (extend: boolean) => {
    const row = table.rows[at[0]];
    if (row && extend) selection?.extendTo(row.userId);
    else if (row) selection?.toggle(row.userId);
  };
  const onKey = (event: KeyboardEvent) => {
    const step = STEP[event.key];
    if (event.key !== ' ' && !step) return;
    if (event.target instanceof HTMLInputElement) return; // the row's own box
    event.preventDefault();
    if (!step) {
      choose(event.shiftKey);
      return;
    }
    const next: Cell = [clamp(at[0] + step[0], table.rows.length), clamp(at[1] + step[1], table.cameras.length)];
    setAt(next);
    bringIntoView(next[0]);
    // After the row that comes into view is there.
    requestAnimationFrame(() => cellAt(within.current, next)?.focus());
  };
  return { at, setAt, onKey };
}

const clamp = (n: number, count: number): number => Math.min(Math.max(n, 0), count - 1);

const cellAt = (within: HTMLElement | null, [row, column]: Cell) =>
  within?.querySelector<HTMLButtonElement>(`[data-cell="${row} ${column}"]`);

/** What stands for the rows that are not drawn. */
function Spacer({ heightPx }: { heightPx: number }) {
  return heightPx > 0 ? <tr aria-hidden="true" style={{ height: heightPx }} /> : null;
}

function SelectAll({ table, selection }: { table: AccessTable; selection: Selection }) {
  const say = useWords(accessWords);
  const all = selection.ids.size === table.rows.length && table.rows.length > 0;
  return (
    <Checkbox
      aria-label={say('selectAll')}
      checked={all}
      indeterminate={!all && selection.ids.size > 0}
      onChange={({ target }) => selection.setAll(target.checked)}
    />
  );
}

/** A camera of the table, by its room and name. */
export function cameraOf({ cameras }: AccessTable, cameraId: CameraId): string {
  const camera = cameras.find((each) => each.cameraId === cameraId);
  return camera ? cameraName(camera.classroomName, camera.name) : '';
}
