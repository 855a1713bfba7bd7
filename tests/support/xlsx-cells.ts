import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';

/** A cell as the file has it: its kind, its style's number format, and what stands in it. */
export type FileCell = { type: 'text' | 'number' | 'formula'; format: string; value: string };
export type FileSheet = { name: string; xml: string; rows: Map<string, FileCell>[] };

/** The sheets of a workbook, read as a spreadsheet reads them: by the parts that its parts name. */
export function readWorkbook(file: Uint8Array): FileSheet[] {
  const parts = unzipSync(file);
  const part = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
  const formats = formatsOf(part('xl/styles.xml'));
  const targets = new Map(
    [...part('xl/_rels/workbook.xml.rels').matchAll(/Id="(\w+)"[^>]*Target="([^"]+)"/g)].map(([, id, to]) => [id, to]),
  );
  return [...part('xl/workbook.xml').matchAll(/<sheet name="([^"]+)"[^>]*r:id="(\w+)"/g)].map(([, name = '', id]) => {
    const xml = part(`xl/${targets.get(id) ?? ''}`);
    return { name, xml, rows: rowsOf(xml, formats) };
  });
}

/** By column letters. */
function rowsOf(xml: string, formats: readonly string[]): FileSheet['rows'] {
  const rows: FileSheet['rows'] = [];
  let cell: FileCell | null = null;
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    const said = attributes as Record<string, string>;
    if (name === 'row') rows.push(new Map());
    if (name === 'f' && cell) cell.type = 'formula';
    if (name !== 'c') return;
    const format = formats[Number(said['s'] ?? 0)] ?? '';
    cell = { type: said['t'] === 'inlineStr' ? 'text' : 'number', format, value: '' };
    rows.at(-1)?.set((said['r'] ?? '').replace(/\d+$/, ''), cell);
  });
  parser.on('text', (text) => {
    if (cell) cell.value += text;
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'c') cell = null;
  });
  parser.write(xml).close();
  return rows;
}

function formatsOf(xml: string): string[] {
  const codes = new Map(
    [...xml.matchAll(/numFmtId="(\d+)" formatCode="([^"]+)"/g)].map(([, id = '', code = '']) => [id, code]),
  );
  const styles = xml.slice(xml.indexOf('<cellXfs'));
  return [...styles.matchAll(/<xf numFmtId="(\d+)"/g)].map(([, id = '']) => codes.get(id) ?? '');
}

/** The cells of a line under the heads of the first. */
export function lineOf({ rows: [heads] }: FileSheet, row: Map<string, FileCell>): Record<string, FileCell> {
  return Object.fromEntries(
    [...(heads ?? [])].flatMap(([column, head]) => {
      const cell = row.get(column);
      return cell ? [[head.value, cell] as const] : [];
    }),
  );
}
