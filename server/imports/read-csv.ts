import { parse } from 'csv-parse/sync';
import { fileFault, MOST_CELLS, MOST_LINES, type TableRow } from './table.ts';

const MOST_RECORD_CHARACTERS = 64 * 1024;
const DELIMITERS = [',', ';', '\t'] as const;

/** @throws AppError 'bad-request' for bytes that are no text, and for quotes that nobody closes */
export function readCsv(bytes: Uint8Array): TableRow[] {
  const text = decodeText(bytes);
  try {
    const records: string[][] = parse(text, {
      delimiter: likelyDelimiter(text),
      relaxColumnCount: true,
      relaxQuotes: true,
      maxRecordSize: MOST_RECORD_CHARACTERS,
      to: MOST_LINES + 1,
    });
    return records.map((cells, index) => ({ row: index + 1, cells: cells.slice(0, MOST_CELLS) }));
  } catch (cause) {
    throw fileFault('unreadable', cause);
  }
}

/** UTF-8, or else what Chinese spreadsheets write: GBK, read as its superset GB 18030. UTF-16 says so itself. */
function decodeText(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = isUtf16 ? decoded(bytes, 'utf-16le') : (decoded(bytes, 'utf-8') ?? decoded(bytes, 'gb18030'));
  if (text === null) throw fileFault('unreadable');
  if (text.includes('\0')) throw fileFault('wrong-type');
  return text;
}

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The one that stands most often in the line of headings. */
function likelyDelimiter(text: string): string {
  const [first = ''] = text.split(/[\r\n]/, 1);
  const count = (delimiter: string) => first.split(delimiter).length;
  return DELIMITERS.toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}
