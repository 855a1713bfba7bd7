import { type KeyboardEvent, type RefObject, useState } from 'react';
import type { AccessTable } from '#contract/access.ts';
import type { Selection } from './use-selection.ts';

const STEP: Record<string, readonly [down: number, right: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-15, 0],
  PageDown: [15, 0],
};

type Cell = readonly [row: number, column: number];

/** Which cell has the focus, and what the keys do to it. */
export function useCellFocus(
  table: AccessTable,
  selection: Selection | null,
  within: RefObject<HTMLElement | null>,
  bringIntoView: (row: number, column: number) => void,
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
    bringIntoView(...next);
    // After the row or column that comes into view is there.
    requestAnimationFrame(() => cellAt(within.current, next)?.focus());
  };
  return { at, setAt, onKey };
}

const clamp = (n: number, count: number): number => Math.min(Math.max(n, 0), count - 1);

const cellAt = (within: HTMLElement | null, [row, column]: Cell) =>
  within?.querySelector<HTMLButtonElement>(`[data-cell="${row} ${column}"]`);
