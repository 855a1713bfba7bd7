import type { Cell, Column } from './table.ts';
import { BOLD, MAIN, STYLE, workbookParts, XML } from './workbook-parts.ts';
import { PackedPart, zipOf } from './zip-parts.ts';

/** A sheet of a workbook that is written row by row; what was written is kept packed. */
export class SheetWriter {
  readonly part: PackedPart;
  readonly #columns: readonly Column[];
  #line = 0;

  constructor(nth: number, columns: readonly Column[]) {
    this.part = new PackedPart(`xl/worksheets/sheet${String(nth)}.xml`);
    this.#columns = columns;
  }

  async begin(heads: readonly string[]): Promise<void> {
    const widths = this.#columns.map(
      ({ width }, n) => `<col min="${String(n + 1)}" max="${String(n + 1)}" width="${String(width)}" customWidth="1"/>`,
    );
    this.#line = 1;
    const head = heads.map((text, n) => textCell(text, placeOf(n, 1), STYLE.head)).join('');
    await this.part.write(
      `${XML}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
        '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
        `<cols>${widths.join('')}</cols><sheetData><row r="1">${head}</row>`,
    );
  }

  /** @param isSum whether they stand out as sums */
  async write(rows: readonly (readonly Cell[])[], isSum = false): Promise<void> {
    let xml = '';
    for (const row of rows) {
      this.#line += 1;
      xml += `<row r="${String(this.#line)}">`;
      for (let n = 0; n < row.length; n += 1) {
        const value = row[n];
        const column = this.#columns[n];
        if (value === null || value === undefined || column === undefined) continue;
        xml += cellXml(value, column, placeOf(n, this.#line), isSum ? BOLD : 0);
      }
      xml += '</row>';
    }
    if (xml !== '') await this.part.write(xml);
  }

  async end() {
    const last = placeOf(this.#columns.length - 1, Math.max(1, this.#line));
    await this.part.write(
      `</sheetData><autoFilter ref="A1:${last}"/><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>` +
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>',
    );
    return this.part.finish();
  }
}

/** The finished file. @param names of the sheets, in their order */
export async function closeWorkbook(sheets: readonly SheetWriter[], names: readonly string[]): Promise<Buffer> {
  const parts = Object.entries(workbookParts(names.map(escaped))).map(async ([name, xml]) => {
    const part = new PackedPart(name);
    await part.write(xml);
    return part.finish();
  });
  return zipOf([...(await Promise.all(parts)), ...(await Promise.all(sheets.map((sheet) => sheet.end())))]);
}

function cellXml(value: string | number, { kind }: Column, place: string, bold: number): string {
  const style = STYLE[kind] + bold;
  if (kind === 'text') return textCell(String(value), place, style);
  return `<c r="${place}" s="${String(style)}"><v>${String(serialOf(value, kind))}</v></c>`;
}

/** Text that stands in the cell itself is never taken for a formula. */
const textCell = (text: string, place: string, style: number): string =>
  `<c r="${place}" s="${String(style)}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;

const DAY_MINUTES = 1440;
const FIRST_DAY_MS = Date.UTC(1899, 11, 30);

/** As spreadsheets count: days since the end of 1899, hours as parts of one. */
function serialOf(value: string | number, kind: Column['kind']): number {
  if (kind === 'clock') return (Number(value) % DAY_MINUTES) / DAY_MINUTES;
  if (typeof value === 'number') return value;
  const [day = '', time = '00:00'] = value.split(' ');
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return (Date.parse(day) - FIRST_DAY_MS) / (DAY_MINUTES * 60_000) + (hours * 60 + minutes) / DAY_MINUTES;
}

const LETTERS = 26;
const A = 65;
const placeOf = (column: number, line: number): string => letters(column) + String(line);
const letters = (n: number): string =>
  (n >= LETTERS ? letters(Math.floor(n / LETTERS) - 1) : '') + String.fromCharCode(A + (n % LETTERS));

const MARK: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** What XML cannot hold is left out; what reads like a spreadsheet's own escape is escaped itself. */
function escaped(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are what has to go
  const storable = text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '');
  return storable.replaceAll(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_').replaceAll(/[&<>"]/g, (mark) => MARK[mark] ?? mark);
}
