import { fileFault, type TableRow } from './table.ts';
import { AppError } from '../platform/errors.ts';
import { readSheet } from './xlsx-sheet.ts';
import { readDateStyles } from './xlsx-styles.ts';
import { readXml } from './read-xml.ts';
import { openZip, ZipTooLarge } from './read-zip.ts';

/** Five thousand rows take four. */
const MOST_PART_BYTES = 16 * 1024 * 1024;

/**
 * The first sheet as text. A formula is read as the result that was saved with it, or as its own text; nothing is
 * calculated, and nothing outside of the sheet's own parts is opened.
 * @throws AppError 'bad-request' for what is no such file, and for one that is larger than it looks
 */
export async function readXlsx(bytes: Buffer): Promise<TableRow[]> {
  try {
    const open = openZip(bytes);
    const part = async (name: string) => (await open(name, MOST_PART_BYTES))?.toString('utf8') ?? null;
    const { sheet, is1904 } = readWorkbook(await part('xl/workbook.xml'), await part('xl/_rels/workbook.xml.rels'));
    const xml = await part(sheet);
    if (xml === null) throw fileFault('unreadable');
    return readSheet(xml, {
      shared: readShared(await part('xl/sharedStrings.xml')),
      dateStyles: readDateStyles(await part('xl/styles.xml')),
      is1904,
    });
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw fileFault(cause instanceof ZipTooLarge ? 'too-large-inside' : 'unreadable', cause);
  }
}

/** The part that the first sheet lies in. */
function readWorkbook(workbook: string | null, relations: string | null): { sheet: string; is1904: boolean } {
  if (workbook === null) throw fileFault('wrong-type'); // a ZIP, and no workbook
  let firstId: string | null = null;
  let is1904 = false;
  readXml(workbook, {
    onOpen: (name, attributes) => {
      if (name === 'sheet') firstId ??= attributes['r:id'] ?? null;
      if (name === 'workbookPr') is1904 = /^(1|true)$/.test(attributes['date1904'] ?? '');
    },
  });
  let sheet = 'xl/worksheets/sheet1.xml';
  readXml(relations ?? '<none/>', {
    onOpen: (_name, { Id, Target = '' }) => {
      if (Id !== undefined && Id === firstId) sheet = Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`;
    },
  });
  return { sheet, is1904 };
}

/** Texts that cells name by number; how they are read aloud (`rPh`) is not part of them. */
function readShared(xml: string | null): string[] {
  const texts: string[] = [];
  let isText = false;
  let isReading = false;
  readXml(xml ?? '<none/>', {
    onOpen: (name) => {
      if (name === 'si') texts.push('');
      if (name === 'rPh') isReading = true;
      isText = name === 't' && !isReading;
    },
    onText: (text) => {
      if (isText) texts.push(`${texts.pop() ?? ''}${text}`);
    },
    onClose: (name) => {
      if (name === 'rPh') isReading = false;
      isText = false;
    },
  });
  return texts;
}
