import { writeXlsx } from 'hucre/xlsx';
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

const EMPTY_ROWS = 200;

/** Every cell is text, those still to be filled too, so that no spreadsheet turns a number or a day into something else. */
export async function xlsxTemplate(language: Language): Promise<Buffer> {
  const columns = IMPORT_COLUMNS.map(() => ({ width: 18, numFmt: '@' }));
  const empty = Array.from({ length: EMPTY_ROWS }, () => IMPORT_COLUMNS.map(() => null));
  return Buffer.from(
    await writeXlsx({ sheets: [{ name: 'import', columns, rows: [...linesOf(language), ...empty] }] }),
  );
}
