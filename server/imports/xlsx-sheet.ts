import { MOST_CELLS, MOST_LINES, type TableRow } from './table.ts';
import { dateText } from './xlsx-styles.ts';
import { readXml } from './read-xml.ts';

export type SheetContext = { shared: readonly string[]; dateStyles: readonly boolean[]; is1904: boolean };

type Cell = { place: number; type: string; style: number; value: string; formula: string };

/** The cells of one sheet as text, in the rows that hold any. */
export function readSheet(xml: string, context: SheetContext): TableRow[] {
  const rows: TableRow[] = [];
  let line = 0;
  let cell: Cell | null = null;
  let inside = '';
  const open: Record<string, (attributes: Record<string, string>) => void> = {
    row: ({ r }) => {
      line = Number(r ?? line + 1);
      if (rows.length <= MOST_LINES) rows.push({ row: line, cells: [] });
    },
    c: ({ r, t = 'n', s = '0' }) => {
      const place = placeOf(r) ?? rows.at(-1)?.cells.length ?? 0;
      cell = { place, type: t, style: Number(s), value: '', formula: '' };
    },
  };
  readXml(xml, {
    onOpen: (name, attributes) => {
      inside = name;
      open[name]?.(attributes);
    },
    onText: (text) => {
      if (cell === null) return;
      if (inside === 'v' || inside === 't') cell.value += text;
      if (inside === 'f') cell.formula += text;
    },
    onClose: (name) => {
      inside = '';
      if (name !== 'c' || cell === null) return;
      const last = rows.at(-1);
      if (last !== undefined && last.row === line && cell.place < MOST_CELLS) put(last.cells, cell, context);
      cell = null;
    },
  });
  return rows;
}

function put(cells: string[], cell: Cell, context: SheetContext): void {
  while (cells.length < cell.place) cells.push('');
  cells[cell.place] = textOf(cell, context);
}

function textOf({ type, style, value, formula }: Cell, { shared, dateStyles, is1904 }: SheetContext): string {
  if (value === '' && formula !== '') return `=${formula}`;
  if (type === 's') return shared[Number(value)] ?? '';
  if (type !== 'n' || value === '') return value;
  const number = Number(value);
  if (dateStyles[style] === true) return dateText(number, is1904) ?? value;
  return Number.isSafeInteger(number) ? String(number) : value;
}

/** `AB12` → 27. */
function placeOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (letters === undefined) return null;
  return Buffer.from(letters).reduce((sum, letter) => sum * 26 + letter - 64, 0) - 1;
}
