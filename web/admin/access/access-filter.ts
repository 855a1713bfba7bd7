import type { AccessTable } from '#contract/access.ts';

export const STATE_FILTERS = ['all', 'watching', 'allowed', 'refused', 'special'] as const;
export type StateFilter = (typeof STATE_FILTERS)[number];

type Row = AccessTable['rows'][number];
type Cell = Row['cells'][number];

const FITS: Record<StateFilter, (cell: Cell) => boolean> = {
  all: () => true,
  watching: (cell) => cell.watching,
  allowed: (cell) => cell.allowed,
  refused: (cell) => !cell.allowed && cell.reason !== 'not-linked',
  special: (cell) =>
    cell.grantId !== null ||
    cell.denyId !== null ||
    cell.reason === 'custody-block' ||
    cell.reason === 'right-withdrawn',
};

export const asStateFilter = (value: string): StateFilter => STATE_FILTERS.find((each) => each === value) ?? 'all';

/** The part of the table that is asked for: cameras of the room, and the rows that fit in one of them. */
export function filtered(table: AccessTable, room: string, search: string, state: StateFilter): AccessTable {
  const cameras = table.cameras.filter(({ classroomName }) => !room || classroomName === room);
  const shown = new Set<string>(cameras.map(({ cameraId }) => cameraId));
  const rows = table.rows
    .filter((row) => matches(row, search))
    .map((row) => ({ ...row, cells: row.cells.filter(({ cameraId }) => shown.has(cameraId)) }))
    .filter(({ cells }) => state === 'all' || cells.some(FITS[state]));
  // A room's own families, not everyone with a row of dots.
  return {
    cameras,
    rows: room ? rows.filter(({ cells }) => cells.some((cell) => cell.reason !== 'not-linked')) : rows,
  };
}

function matches({ name, children }: Row, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  return [name, ...children.map((child) => child.name)].some((each) => each.toLowerCase().includes(wanted));
}
