/** What a workbook holds beside its sheets: SpreadsheetML as ECMA-376 part 1 has it. */
export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** How a number is shown; the place of each is its number in the style sheet. */
const FORMATS = ['@', 'yyyy-mm-dd', 'hh:mm', 'yyyy-mm-dd hh:mm', '0', '0.00', '0.0'] as const;
export const STYLE = { text: 0, day: 1, clock: 2, stamp: 3, count: 4, hours: 5, halves: 6, head: 7 } as const;
/** Added to a style for the bold one of a sum. */
export const BOLD = 8;
const OWN_FORMATS = 164;

const xf = (format: number, bold: boolean): string =>
  `<xf numFmtId="${String(OWN_FORMATS + format)}" fontId="${bold ? '1' : '0'}" fillId="0" borderId="${bold ? '1' : '0'}" xfId="0" applyNumberFormat="1"/>`;
const HEAD =
  '<xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyAlignment="1">' +
  '<alignment vertical="center" wrapText="1"/></xf>';

const styles = (): string =>
  `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="${String(FORMATS.length)}">` +
  FORMATS.map((code, n) => `<numFmt numFmtId="${String(OWN_FORMATS + n)}" formatCode="${code}"/>`).join('') +
  '</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>' +
  '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
  '<fill><patternFill patternType="solid"><fgColor rgb="FFE4F0EC"/></patternFill></fill></fills>' +
  '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>' +
  '<border><left/><right/><top style="thin"/><bottom style="thin"/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="${String(2 * FORMATS.length + 1)}">${FORMATS.map((_, n) => xf(n, false)).join('')}${HEAD}` +
  `${FORMATS.map((_, n) => xf(n, true)).join('')}</cellXfs></styleSheet>`;

const relations = (targets: readonly (readonly [kind: string, target: string])[]): string =>
  `${XML}<Relationships xmlns="${RELATIONS}">${targets
    .map(([kind, target], n) => `<Relationship Id="r${String(n + 1)}" Type="${OFFICE}/${kind}" Target="${target}"/>`)
    .join('')}</Relationships>`;

/** @param names of the sheets, escaped already */
export function workbookParts(names: readonly string[]): Record<string, string> {
  const sheets = names.map((_, n) => `worksheets/sheet${String(n + 1)}.xml`);
  return {
    '[Content_Types].xml':
      `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      `<Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/>` +
      `<Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/>` +
      `${sheets.map((sheet) => `<Override PartName="/xl/${sheet}" ContentType="${TYPES}.worksheet+xml"/>`).join('')}</Types>`,
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((sheet) => ['worksheet', sheet] as const),
      ['styles', 'styles.xml'],
    ]),
    'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${names
      .map((name, n) => `<sheet name="${name}" sheetId="${String(n + 1)}" r:id="r${String(n + 1)}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/styles.xml': styles(),
  };
}
