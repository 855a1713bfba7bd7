import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';

type Style = { format: string; isBold: boolean };
/** A cell as the file has it: its kind, its style, and what stands in it. */
export type FileCell = Style & { type: 'text' | 'number' | 'formula'; value: string };
export type FileSheet = { name: string; xml: string; rows: Map<string, FileCell>[] };

/** The sheets of a workbook, read as a spreadsheet reads them: by the parts that its parts name. */
export function readWorkbook(file: Uint8Array): FileSheet[] {
  const parts = unzipSync(file);
  const part = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
  const styles = stylesOf(part('xl/styles.xml'));
  const texts = textsOf(part('xl/sharedStrings.xml'));
  const targets = new Map(
    [...part('xl/_rels/workbook.xml.rels').matchAll(/Id="(\w+)"[^>]*Target="([^"]+)"/g)].map(([, id, to]) => [id, to]),
  );
  return [...part('xl/workbook.xml').matchAll(/<sheet [^>]+>/g)].map(([sheet]) => {
    const [, id] = /r:id="(\w+)"/.exec(sheet) ?? [];
    const [, name = ''] = /name="([^"]+)"/.exec(sheet) ?? [];
    const xml = part(`xl/${targets.get(id) ?? ''}`);
    return { name, xml, rows: rowsOf(xml, styles, texts) };
  });
}

/** By column letters. */
function rowsOf(xml: string, styles: readonly Style[], texts: readonly string[]): FileSheet['rows'] {
  const rows: FileSheet['rows'] = [];
  let cell: FileCell | null = null;
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    const said = attributes as Record<string, string>;
    if (name === 'row') rows.push(new Map());
    if (name === 'f' && cell) cell.type = 'formula';
    if (name !== 'c') return;
    const style = styles[Number(said['s'] ?? 0)] ?? { format: '', isBold: false };
    cell = { ...style, type: said['t'] === 's' ? 'text' : 'number', value: '' };
    rows.at(-1)?.set((said['r'] ?? '').replace(/\d+$/, ''), cell);
  });
  parser.on('text', (text) => {
    if (cell) cell.value += text;
  });
  parser.on('closetag', ({ name }) => {
    if (name !== 'c') return;
    if (cell?.type === 'text') cell.value = texts[Number(cell.value)] ?? '';
    cell = null;
  });
  parser.write(xml).close();
  return rows;
}

/** Cells of text hold the place of theirs in this list. */
function textsOf(xml: string): string[] {
  const texts: string[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name }) => {
    if (name === 'si') texts.push('');
  });
  parser.on('text', (text) => texts.push(`${texts.pop() ?? ''}${text}`));
  parser.write(xml).close();
  return texts;
}

function stylesOf(xml: string): Style[] {
  const codes = new Map(
    [...xml.matchAll(/numFmtId="(\d+)" formatCode="([^"]+)"/g)].map(([, id = '', code = '']) => [id, code]),
  );
  const fonts = [...xml.matchAll(/<font>.*?<\/font>/g)].map(([font]) => font.includes('<b/>'));
  const number = (style: string, name: string) => new RegExp(`${name}="(\\d+)"`).exec(style)?.[1] ?? '';
  return [...xml.slice(xml.indexOf('<cellXfs')).matchAll(/<xf [^>]*>/g)].map(([style]) => ({
    format: codes.get(number(style, 'numFmtId')) ?? '',
    isBold: fonts[Number(number(style, 'fontId'))] ?? false,
  }));
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
