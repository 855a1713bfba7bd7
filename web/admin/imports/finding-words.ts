import type { FileFault, ImportColumn, ImportError, ImportWarning, RowFault, RowWarning } from '#contract/imports.ts';
import { defineBook, sayIn } from '../../shared/words/book.ts';
import type { Language } from '../../shared/words/language.ts';

type Both = { zh: string; en: string };

/** The headings of the template. */
export const COLUMN: Record<ImportColumn, Both> = {
  site: { zh: '园所', en: 'Site' },
  room: { zh: '班级', en: 'Room' },
  roomKind: { zh: '班级类型', en: 'Room kind' },
  childNumber: { zh: '孩子编号', en: 'Child number' },
  childName: { zh: '孩子姓名', en: 'Child name' },
  nickname: { zh: '小名', en: 'Nickname' },
  bornOn: { zh: '出生日期', en: 'Born on' },
  allergies: { zh: '过敏', en: 'Allergies' },
  sessionKind: { zh: '托管方式', en: 'Session kind' },
  weekdays: { zh: '星期', en: 'Weekdays' },
  from: { zh: '到', en: 'From' },
  to: { zh: '离', en: 'To' },
  startsOn: { zh: '开始', en: 'Starts on' },
  guardianName: { zh: '监护人姓名', en: 'Guardian name' },
  relation: { zh: '关系', en: 'Relation' },
  phone: { zh: '手机', en: 'Phone' },
  employer: { zh: '单位', en: 'Employer' },
  mayWatch: { zh: '可观看', en: 'May watch' },
  mayPickUp: { zh: '可接', en: 'May pick up' },
};

// The compiler asks for a sentence when the server learns a new fault. {value} is the cell, {other} another row.
const FAULT: Record<RowFault, Both> = {
  missing: { zh: '没有填', en: 'is missing' },
  'too-long': { zh: '“{value}”太长', en: '“{value}” is too long' },
  'control-characters': { zh: '“{value}”里有看不见的控制字符', en: '“{value}” holds invisible control characters' },
  'looks-like-formula': {
    zh: '“{value}”像公式，不能以 = + - @ 开头',
    en: '“{value}” looks like a formula; it may not begin with = + - @',
  },
  'not-a-day': { zh: '{value} 不存在，要写成 2024-05-06', en: '{value} is no day; write it like 2024-05-06' },
  'in-the-future': { zh: '{value} 还没有到', en: '{value} is still to come' },
  'not-our-time': { zh: '{value} 的年份不对', en: '{value} is in an impossible year' },
  'not-a-time': { zh: '“{value}”不是时间，要写成 08:30', en: '“{value}” is no time; write it like 08:30' },
  'end-before-start': { zh: '{value} 不晚于“到”的时间', en: '{value} is not after “From”' },
  'not-weekdays': {
    zh: '“{value}”看不懂，要写成 一二三四五',
    en: '“{value}” is not understood; write it like Mon-Fri',
  },
  'unknown-kind': { zh: '没有“{value}”这一类，请看模板里的可选值', en: '“{value}” is no known kind; see the template' },
  'bad-phone': { zh: '“{value}”不是电话号码', en: '“{value}” is no telephone number' },
  'not-yes-no': { zh: '“{value}”要写成 是 或 否', en: '“{value}” has to be yes or no' },
  'row-twice': { zh: '和第 {other} 行是同一个孩子和监护人', en: 'the same child and guardian stand in row {other}' },
  'differs-from-row': { zh: '“{value}”和第 {other} 行不一样', en: '“{value}” differs from row {other}' },
  'number-of-another': {
    zh: '编号 {value} 在第 {other} 行是另一个孩子',
    en: 'number {value} is another child in row {other}',
  },
  'phone-of-another': { zh: '{value} 在第 {other} 行是另一个人', en: '{value} is another person in row {other}' },
  'site-unknown': { zh: '没有您可以管理的园所叫“{value}”', en: 'no site that you manage is called “{value}”' },
  'site-several': { zh: '有几个园所都叫“{value}”', en: 'several sites are called “{value}”' },
  'room-several': { zh: '有几个班级都叫“{value}”', en: 'several rooms are called “{value}”' },
  'room-kind-differs': {
    zh: '这个班级登记的不是“{value}”；要改请到“园所与班级”',
    en: 'the room is registered as another kind than “{value}”; change it under “Sites and rooms”',
  },
  'room-needs-settings': {
    zh: '标准没有规定“{value}”的人数和比例，请先在“园所与班级”里建这个班',
    en: 'no standard sets places and ratio for “{value}”; first add the room under “Sites and rooms”',
  },
  'needs-number-or-birthday': {
    zh: '没有编号就要有出生日期，不然分不清是哪个孩子',
    en: 'needed when there is no child number, to know which child is meant',
  },
  'number-registered-to-another': {
    zh: '编号 {value} 已登记给另一个孩子（名字和生日都不同）',
    en: 'number {value} is registered to a child of another name and birthday',
  },
  'child-has-other-number': {
    zh: '同名同生日的孩子已有另一个编号，不是 {value}',
    en: 'the child of this name and birthday has another number than {value}',
  },
  'child-has-left': {
    zh: '“{value}”已登记离园；导入不会让孩子重新入园',
    en: '“{value}” is recorded as left; an import does not readmit a child',
  },
  'child-several': { zh: '有几个孩子都是“{value}”，请填编号', en: 'several children match; give the child number' },
  'enrolment-overlaps': {
    zh: '时间和这个孩子的另一份托管重叠；换班请到“家庭与孩子”',
    en: 'overlaps with another enrolment of this child; change rooms under “Families”',
  },
  'enrolment-later-exists': {
    zh: '已登记了以后的时间；要改请到“家庭与孩子”',
    en: 'later hours are registered already; change them under “Families”',
  },
  'phone-registered-to-another': {
    zh: '{value} 已登记给名字不同的人',
    en: '{value} is registered to a person of another name',
  },
  'phone-of-several': { zh: '{value} 登记给了几个人，分不清是谁', en: '{value} is registered to several persons' },
  'guardian-several': { zh: '孩子有几个监护人都叫“{value}”', en: 'the child has several guardians called “{value}”' },
  yourself: { zh: '不能把自己登记为监护人，请别人来做', en: 'nobody makes themselves a guardian; ask a colleague' },
  'employer-unknown': { zh: '园所没有叫“{value}”的服务单位', en: 'the site serves no employer called “{value}”' },
  'employer-differs': {
    zh: '这个人登记的是另一个单位，不是“{value}”',
    en: 'the person is of another employer than “{value}”',
  },
};

const WARNING: Record<RowWarning, Both> = {
  'site-new': { zh: '将新建园所“{value}”', en: 'the site “{value}” will be made' },
  'room-new': { zh: '将新建班级“{value}”', en: 'the room “{value}” will be made' },
  'room-over-capacity': {
    zh: '从这一行起“{value}”超过定员',
    en: 'from this row on “{value}” has more children than places',
  },
  'right-not-given-back': {
    zh: '这项权利以前取消过，导入不会恢复；要恢复请到“权限”',
    en: 'this right was taken away before and an import does not give it back; see “Permissions”',
  },
};

const FILE: Record<FileFault, Both> = {
  empty: { zh: '文件里没有要导入的行。', en: 'There are no rows in this file.' },
  unreadable: {
    zh: '这个文件读不出来，可能已损坏。请另存后再试。',
    en: 'This file cannot be read; it may be damaged. Save it anew and try again.',
  },
  'wrong-type': { zh: '这不是表格文件。请用 CSV 或 XLSX。', en: 'This is no table. Use CSV or XLSX.' },
  'old-excel': {
    zh: '这是旧版 Excel（.xls）。请另存为 .xlsx 后再试。',
    en: 'This is an old Excel file (.xls). Save it as .xlsx and try again.',
  },
  'no-columns': {
    zh: '第一行里没有“孩子姓名”。请用模板的表头。',
    en: 'There is no “Child name” in the first row. Use the headings of the template.',
  },
  'column-twice': { zh: '有一列的表头出现了两次。', en: 'One of the headings stands there twice.' },
  'too-many-rows': {
    zh: '一次最多 5,000 行。请分成几个文件。',
    en: 'At most 5,000 rows at once. Please divide the file.',
  },
  'too-large-inside': { zh: '文件解开后太大，没有读。', en: 'The file is too large inside and was not read.' },
  'has-errors': {
    zh: '现在有错误的行，没有导入。请重新试运行。',
    en: 'There are rows with errors now, and nothing was imported. Try it again.',
  },
};

const both = <K extends string>(name: string, words: Record<K, Both>) => {
  const inLanguage = (language: Language) =>
    Object.fromEntries(Object.entries<Both>(words).map(([key, word]) => [key, word[language]])) as Record<K, string>;
  return defineBook(name, inLanguage('zh'), inLanguage('en'));
};
const faultWords = both('admin-import-faults', FAULT);
const warningWords = both('admin-import-warnings', WARNING);

/** What is said of one cell, without its place. */
export function findingSentence(finding: ImportError | ImportWarning, language: Language): string {
  const values = { value: finding.value, other: finding.otherRow ?? '' };
  return finding.code in WARNING
    ? sayIn(language, warningWords, finding.code as RowWarning, values)
    : sayIn(language, faultWords, finding.code as RowFault, values);
}

/** The same with its place, for people who look it up in their spreadsheet. */
export function findingLine(finding: ImportError | ImportWarning, language: Language): string {
  const column = COLUMN[finding.column][language];
  const sentence = findingSentence(finding, language);
  return language === 'zh'
    ? `第 ${finding.row} 行「${column}」：${sentence}`
    : `Row ${finding.row}, “${column}”: ${sentence}`;
}

export const fileSentence = (fault: FileFault, language: Language): string => FILE[fault][language];
