import type { ImportColumn, RowFault } from '../contract/imports.ts';
import type { ClassroomKind } from '../contract/people.ts';
import { dateColumn, dayOfColumn, type LocalDay } from '../platform/calendar.ts';
import { plainPhone } from '../platform/plain-phone.ts';

/** What one cell says, or what is wrong with it. An empty cell says nothing. */
export type Read<T> = { value: T | null } | { fault: RowFault };

const NOTHING = { value: null };

/** A spreadsheet runs what begins with these, also in the export that a name later stands in. */
const FORMULA = /^\s*[=+\-@＝＋－＠]/;
// eslint-disable-next-line no-control-regex -- exactly these are looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd]/;

/** Words of people: names, relations, numbers. `most` is a count of characters. */
export function readWords(cell: string, most: number): Read<string> {
  const text = cell.trim().replace(/ {2,}/g, ' ');
  if (text === '') return NOTHING;
  if (CONTROL.test(text) || !text.isWellFormed()) return { fault: 'control-characters' };
  if (FORMULA.test(text)) return { fault: 'looks-like-formula' };
  return text.length > most ? { fault: 'too-long' } : { value: text };
}

/** `2024-05-06`, with `/` or `.` for `-`, `20240506`, or `2024年5月6日`; a day that there is. */
export function readDay(cell: string): Read<LocalDay> {
  const text = cell.normalize('NFKC').trim();
  if (text === '') return NOTHING;
  const match =
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text)?.toSpliced(2, 1) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    /^(\d{4})年(\d{1,2})月(\d{1,2})日?$/.exec(text);
  if (match === null) return { fault: 'not-a-day' };
  const [, year = '', month = '', dayOfMonth = ''] = match;
  const day = `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`;
  const date = dateColumn(day);
  if (Number.isNaN(date.getTime()) || dayOfColumn(date) !== day) return { fault: 'not-a-day' };
  return day >= '1900' && day < '2200' ? { value: day } : { fault: 'not-our-time' };
}

/** `8:30` as minutes after midnight; 24:00 is the day's end. */
export function readMinute(cell: string): Read<number> {
  const text = cell.normalize('NFKC').trim();
  if (text === '') return NOTHING;
  const match = /^(\d{1,2}):([0-5]\d)(?::00)?$/.exec(text);
  const minute = match === null ? Infinity : Number(match[1]) * 60 + Number(match[2]);
  return minute <= 1440 ? { value: minute } : { fault: 'not-a-time' };
}

const WEEKDAY_CHARACTERS = '一二三四五六日';
const WEEKDAY_WORDS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAY = '([1-7一二三四五六日]|mon|tue|wed|thu|fri|sat|sun)';

const weekdayOf = (word: string): number =>
  Number(word) || WEEKDAY_CHARACTERS.indexOf(word) + 1 || WEEKDAY_WORDS.indexOf(word) + 1;

/** `一二三四五`, `周一至周五`, `1,3,5`, `Mon-Fri`. @returns ISO weekdays, each once, in order */
export function readWeekdays(cell: string): Read<number[]> {
  const text = cell
    .normalize('NFKC')
    .toLowerCase()
    .replace(/星期|礼拜|周|\s/g, '')
    .replace(/天/g, '日')
    .replace(/(mon|tue|wed|thu|fri|sat|sun)[a-z]*/g, '$1');
  if (text === '') return NOTHING;
  const days = new Set<number>();
  let rest = text.replaceAll('工作日', '一至五').replaceAll('每日', '一至日');
  while (rest !== '') {
    const match = new RegExp(`^${DAY}(?:[-~至到]${DAY})?[,、;/和]?`).exec(rest);
    if (match === null) return { fault: 'not-weekdays' };
    const [all, first = '', last = first] = match;
    if (weekdayOf(last) < weekdayOf(first)) return { fault: 'not-weekdays' };
    for (let day = weekdayOf(first); day <= weekdayOf(last); day += 1) days.add(day);
    rest = rest.slice(all.length);
  }
  return { value: [...days].sort() };
}

export function readPhone(cell: string): Read<string> {
  if (cell.trim() === '') return NOTHING;
  const phone = plainPhone(cell);
  return /^(1[3-9]\d{9}|0\d{9,11}|\+[1-9]\d{6,14})$/.test(phone) ? { value: phone } : { fault: 'bad-phone' };
}

const YES = new Set(['是', '可', '可以', '能', '有', 'yes', 'y', 'true', '1', '√', '✓']);
const NO = new Set(['否', '不', '不可', '不可以', '不能', '无', 'no', 'n', 'false', '0', '×', 'x']);

export function readYesNo(cell: string): Read<boolean> {
  const text = cell.normalize('NFKC').trim().toLowerCase();
  if (text === '') return NOTHING;
  if (YES.has(text)) return { value: true };
  return NO.has(text) ? { value: false } : { fault: 'not-yes-no' };
}

type SessionKind = 'full_day' | 'half_day' | 'hourly' | 'occasional' | 'evening' | 'holiday' | 'emergency';

/** The first word of each is the template's. */
export const ROOM_KIND_WORDS: Record<ClassroomKind, readonly [string, ...string[]]> = {
  infant: ['乳儿班', '乳儿'],
  toddler: ['托小班', '托小'],
  senior: ['托大班', '托大'],
  mixed: ['混合班', '混龄班', '混合'],
  school_age: ['托管班', '学龄班', '托管'],
};
export const SESSION_KIND_WORDS: Record<SessionKind, readonly [string, ...string[]]> = {
  full_day: ['全日托', '全日', '全托'],
  half_day: ['半日托', '半日', '半托'],
  hourly: ['计时托', '计时'],
  occasional: ['临时托', '临时'],
  evening: ['晚托', '晚间托'],
  holiday: ['寒暑托', '假期托', '寒暑假托'],
  emergency: ['应急托', '应急'],
};

export const readRoomKind = (cell: string): Read<ClassroomKind> => readKind(ROOM_KIND_WORDS, cell);
export const readSessionKind = (cell: string): Read<SessionKind> => readKind(SESSION_KIND_WORDS, cell);

function readKind<K extends string>(words: Record<K, readonly string[]>, cell: string): Read<K> {
  const text = cell.normalize('NFKC').trim().toLowerCase();
  if (text === '') return NOTHING;
  const asCode = text.replace(/[\s-]+/g, '_');
  const found = (Object.keys(words) as K[]).find((kind) => kind === asCode || words[kind].includes(text));
  return found === undefined ? { fault: 'unknown-kind' } : { value: found };
}

/** Counted in characters, as the console's own forms do. */
export const MOST_CHARACTERS = {
  site: 60,
  room: 60,
  childNumber: 40,
  childName: 60,
  nickname: 30,
  guardianName: 60,
  relation: 20,
  employer: 120,
} as const satisfies Partial<Record<ImportColumn, number>>;

/** Several, divided by commas; `无` says that there are none. */
export function readAllergies(cell: string): Read<string[]> {
  const words = readWords(cell, 800);
  if ('fault' in words || words.value === null) return words as Read<never>;
  if (/^(无|没有|none|no)$/i.test(words.value)) return { value: [] };
  const all = [...new Set(words.value.split(/[,，、;；/]/).map((one) => one.trim()))].filter((one) => one !== '');
  if (all.some((one) => FORMULA.test(one))) return { fault: 'looks-like-formula' };
  return all.length > 20 || all.some((one) => one.length > 40) ? { fault: 'too-long' } : { value: all };
}
