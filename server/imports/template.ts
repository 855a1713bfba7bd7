import { strToU8, zipSync } from 'fflate';
import { IMPORT_COLUMNS, type ImportColumn } from '../contract/imports.ts';
import { ROOM_KIND_WORDS, SESSION_KIND_WORDS } from './cells.ts';
import { HEADING } from './columns.ts';

type Language = 'zh' | 'en';

const either = (words: Record<string, readonly [string, ...string[]]>, language: Language): string =>
  language === 'zh'
    ? Object.values(words)
        .map(([first]) => first)
        .join(' / ')
    : Object.keys(words).join(' / ');

/** What may stand in a column, in a line that an import leaves out because it begins with `#`. */
const ALLOWED: Record<ImportColumn, (language: Language) => string> = {
  site: (l) =>
    ({
      zh: '# 可填什么（# 开头的行不导入）：空着就是所选园所',
      en: '# What may stand here (lines with # are left out): empty is the chosen site',
    })[l],
  room: (l) => ({ zh: '班级名称', en: 'name of the room' })[l],
  roomKind: (l) => either(ROOM_KIND_WORDS, l),
  childNumber: (l) => ({ zh: '园所自己的编号，可空', en: "the nursery's own number, or empty" })[l],
  childName: (l) => ({ zh: '必填', en: 'needed' })[l],
  nickname: (l) => ({ zh: '可空', en: 'or empty' })[l],
  bornOn: (l) => ({ zh: '2024-05-06；没有编号时必填', en: '2024-05-06; needed without a number' })[l],
  allergies: (l) => ({ zh: '多个用顿号分开；没有写“无”', en: 'several with commas; “none”' })[l],
  sessionKind: (l) => either(SESSION_KIND_WORDS, l),
  weekdays: (l) => ({ zh: '一二三四五', en: 'Mon-Fri, or Mon,Wed' })[l],
  from: () => '08:00',
  to: () => '17:30',
  startsOn: () => '2026-03-01',
  guardianName: (l) => ({ zh: '一行一位监护人；第二位另起一行', en: 'one guardian a line' })[l],
  relation: (l) => ({ zh: '妈妈、爸爸、奶奶……', en: 'mother, father, grandmother …' })[l],
  phone: (l) => ({ zh: '手机号，可空', en: 'telephone, or empty' })[l],
  employer: (l) => ({ zh: '园所服务的单位，可空', en: 'an employer of the site, or empty' })[l],
  mayWatch: (l) => ({ zh: '是 / 否；空着是“否”', en: 'yes / no; empty is no' })[l],
  mayPickUp: (l) => ({ zh: '是 / 否；空着是“否”', en: 'yes / no; empty is no' })[l],
};

const EXAMPLE: Record<Language, readonly string[]> = {
  zh: [
    ...['# 例', '小雨滴班', '托小班', 'A001', '李安安', '安安', '2024-05-06', '鸡蛋、牛奶', '全日托', '一二三四五'],
    ...['08:00', '17:30', '2026-03-01', '示例家长', '妈妈', '13800000000', '', '是', '是'],
  ],
  en: [
    ...['# Example', 'Raindrops', 'toddler', 'A001', 'Ann Li', 'Annie', '2024-05-06', 'egg, milk', 'full_day'],
    ...['Mon-Fri', '08:00', '17:30', '2026-03-01', 'Fang Wang', 'mother', '13800000000', '', 'yes', 'yes'],
  ],
};

const linesOf = (language: Language): string[][] => [
  IMPORT_COLUMNS.map((column) => HEADING[column][language]),
  IMPORT_COLUMNS.map((column) => ALLOWED[column](language)),
  [...EXAMPLE[language]],
];

/** With the mark by which spreadsheets know UTF-8. */
export const csvTemplate = (language: Language): Buffer =>
  Buffer.from(
    `\ufeff${linesOf(language)
      .map((cells) => cells.map(quoted).join(','))
      .join('\r\n')}\r\n`,
  );

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Every cell is text (format 49), so that no spreadsheet turns a number or a day into something else. */
export function xlsxTemplate(language: Language): Buffer {
  const rows = [...linesOf(language), ...Array.from({ length: 200 }, () => IMPORT_COLUMNS.map(() => ''))];
  const sheet = rows.map((cells) => `<row>${cells.map(cellXml).join('')}</row>`).join('');
  const parts: Record<string, string> = {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      `<Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/>` +
      `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/>` +
      `<Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/></Types>`,
    '_rels/.rels': relations(['officeDocument', 'xl/workbook.xml']),
    'xl/_rels/workbook.xml.rels': relations(['worksheet', 'worksheets/sheet1.xml'], ['styles', 'styles.xml']),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="import" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/styles.xml':
      `<styleSheet xmlns="${MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>` +
      '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>' +
      '<cellXfs count="2"><xf/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>',
    'xl/worksheets/sheet1.xml':
      `<worksheet xmlns="${MAIN}"><cols><col min="1" max="${String(IMPORT_COLUMNS.length)}" width="18" customWidth="1"/></cols>` +
      `<sheetData>${sheet}</sheetData></worksheet>`,
  };
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(XML + xml)]))),
  );
}

const relations = (...targets: [string, string][]): string =>
  `<Relationships xmlns="${RELATIONS}">${targets
    .map(
      ([kind, target], index) =>
        `<Relationship Id="r${String(index + 1)}" Type="${OFFICE}/${kind}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

const cellXml = (text: string): string =>
  text === '' ? '<c s="1"/>' : `<c s="1" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
