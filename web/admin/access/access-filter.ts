import type { AccessTable } from '#contract/access.ts';
import { firstReason } from '../../features/access/use-access.ts';

export const STATE_FILTERS = ['all', 'watching', 'allowed', 'refused', 'special', 'expiring'] as const;
export type StateFilter = (typeof STATE_FILTERS)[number];

type Row = AccessTable['rows'][number];
type Cell = Row['cells'][number];

const FITS: Record<Exclude<StateFilter, 'expiring'>, (cell: Cell) => boolean> = {
  all: () => true,
  watching: (cell) => cell.watching,
  allowed: (cell) => cell.allowed,
  refused: (cell) => !cell.allowed && firstReason(cell) !== 'not-linked',
  special: (cell) =>
    cell.grantId !== null ||
    cell.denyId !== null ||
    cell.reasons.some((reason) => reason === 'custody-block' || reason === 'right-withdrawn'),
};

export const asStateFilter = (value: string): StateFilter => STATE_FILTERS.find((each) => each === value) ?? 'all';

export type Asked = { room: string; employer: string; search: string; state: StateFilter };

const fits = (row: Row, state: StateFilter): boolean =>
  state === 'all' || (state === 'expiring' ? row.expiresAt !== null : row.cells.some(FITS[state]));

/** The part of the table that is asked for: cameras of the room, and the rows that fit in one of them. */
export function filtered(table: AccessTable, { room, employer, search, state }: Asked): AccessTable {
  const cameras = table.cameras.filter(({ classroomName }) => !room || classroomName === room);
  const shown = new Set<string>(cameras.map(({ cameraId }) => cameraId));
  const rows = table.rows
    .filter((row) => matches(row, search) && (!employer || row.employer === employer))
    .map((row) => ({ ...row, cells: row.cells.filter(({ cameraId }) => shown.has(cameraId)) }))
    .filter((row) => fits(row, state));
  // A room's own families, not everyone with a row of dots.
  return { cameras, rows: room ? rows.filter(({ cells }) => cells.length > 0) : rows };
}

/** How many guardians each state would show. */
export const countStates = (table: AccessTable): Record<StateFilter, number> =>
  Object.fromEntries(
    STATE_FILTERS.map((state) => [state, table.rows.filter((row) => fits(row, state)).length]),
  ) as Record<StateFilter, number>;

function matches({ name, children }: Row, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  return [name, ...children.map((child) => child.name)].some((each) => each.toLowerCase().includes(wanted));
}
