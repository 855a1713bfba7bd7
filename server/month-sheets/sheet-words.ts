import type { AbsenceReason } from '../contract/day-notices.ts';
import type { SessionKind } from '../contract/hours.ts';
import type { DayMark, SheetName } from '../contract/month-sheets.ts';
import type { MonthEvent } from './month-facts.ts';
import type { Language, Words } from '../platform/table.ts';

export const SHEET_TITLE: Record<SheetName, Words> = {
  summary: { zh: '按孩子汇总', en: 'By child' },
  totals: { zh: '按班级、单位、园所', en: 'By room, employer, site' },
  days: { zh: '逐日', en: 'Days' },
  absences: { zh: '缺勤', en: 'Absences' },
  corrections: { zh: '更正', en: 'Corrections' },
};

export const MARK_WORDS: Record<DayMark, Words> = {
  full: { zh: '全天', en: 'full day' },
  half: { zh: '半天', en: 'half day' },
  here: { zh: '在园', en: 'still here' },
  gone: { zh: '已离园，今天未结束', en: 'left, today not over' },
  open: { zh: '没有离园记录', en: 'not checked out' },
  'absent-reported': { zh: '请假', en: 'absent, reported' },
  'absent-unreported': { zh: '缺勤未报', en: 'absent without word' },
  expected: { zh: '未到时间', en: 'to come' },
  closed: { zh: '闭园', en: 'closed' },
  'not-planned': { zh: '不来', en: 'not planned' },
};

export const SESSION_WORDS: Record<SessionKind, Words> = {
  full_day: { zh: '全日托', en: 'full day' },
  half_day: { zh: '半日托', en: 'half day' },
  hourly: { zh: '计时托', en: 'hourly' },
  occasional: { zh: '临时托', en: 'occasional' },
  evening: { zh: '晚托', en: 'evening' },
  holiday: { zh: '寒暑托', en: 'holiday' },
  emergency: { zh: '应急托', en: 'emergency' },
};

export const ABSENCE_WORDS: Record<AbsenceReason, Words> = {
  sick: { zh: '生病', en: 'sick' },
  family: { zh: '家里有事', en: 'family' },
  holiday: { zh: '休假', en: 'holiday' },
  other: { zh: '其他', en: 'other' },
};

export const KIND_WORDS: Record<MonthEvent['kind'], Words> = {
  checked_in: { zh: '入园', en: 'arrived' },
  checked_out: { zh: '离园', en: 'left' },
  transferred: { zh: '换班级', en: 'moved room' },
  undone: { zh: '没有发生', en: 'did not happen' },
};
export const NOT_RECORDED: Words = { zh: '没有记录', en: 'not recorded' };
export const YES: Words = { zh: '是', en: 'yes' };
export const ALL: Words = { zh: '合计', en: 'total' };
export const LEVEL: Record<'room' | 'employer' | 'none' | 'site' | 'all', Words> = {
  room: { zh: '班级', en: 'room' },
  employer: { zh: '单位', en: 'employer' },
  none: { zh: '没有单位', en: 'no employer' },
  site: { zh: '园所', en: 'site' },
  all: { zh: '全部', en: 'all' },
};

/** What a table says of a value; one that this version does not know says itself. */
export const worded = (words: Record<string, Words>, key: string | null, language: Language): string | null =>
  key === null ? null : (words[key]?.[language] ?? key);

export const listed = (names: readonly string[], language: Language): string | null =>
  names.length === 0 ? null : names.join(language === 'zh' ? '、' : ', ');
