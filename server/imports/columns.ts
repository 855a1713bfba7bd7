import { IMPORT_COLUMNS, type ImportColumn } from '../contract/imports.ts';

/** How the headings of the template read, per language. */
export const HEADING: Record<ImportColumn, { zh: string; en: string }> = {
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

/** Other words that nurseries write above the same columns. */
const ALSO: Partial<Record<ImportColumn, readonly string[]>> = {
  site: ['园区', 'nursery'],
  room: ['班', '班级名称', 'classroom', 'class'],
  roomKind: ['类型', 'kind', 'classroom kind'],
  childNumber: ['编号', '学号', 'number', 'child no', 'id'],
  childName: ['姓名', '孩子', '幼儿姓名', 'child', 'name'],
  nickname: ['乳名', '昵称'],
  bornOn: ['生日', '出生年月日', 'birthday', 'date of birth', 'birth date'],
  allergies: ['过敏史', 'allergy'],
  sessionKind: ['托管类型', 'session', 'kind of care'],
  weekdays: ['星期几', '来园日', 'days'],
  from: ['到园', '到园时间', '入园时间', 'arrives'],
  to: ['离园', '离园时间', 'leaves', 'until'],
  startsOn: ['开始日期', '入托日期', 'start', 'start date'],
  guardianName: ['监护人', '家长', '家长姓名', 'guardian'],
  relation: ['与孩子关系', '与孩子的关系', 'relationship'],
  phone: ['手机号', '电话', '联系电话', 'mobile', 'telephone'],
  employer: ['工作单位', 'company'],
  mayWatch: ['可看', '能看', 'watch'],
  mayPickUp: ['可接送', '能接', 'pick up', 'pickup'],
};

/** A file without these says nothing of a child. */
const NEEDED: readonly ImportColumn[] = ['childName'];

/** Case, spaces, `_`, a `*` for "needed" and a remark in brackets mean nothing. */
const bare = (heading: string): string =>
  heading
    .normalize('NFKC')
    .replace(/\(.*\)|[\s_*:]/g, '')
    .toLowerCase();

const BY_HEADING = new Map<string, ImportColumn>(
  IMPORT_COLUMNS.flatMap((column) =>
    [HEADING[column].zh, HEADING[column].en, ...(ALSO[column] ?? [])].map((word) => [bare(word), column] as const),
  ),
);

export type ReadColumns = {
  /** Place in a row → column; null for what means nothing here. */
  places: (ImportColumn | null)[];
  ignored: string[];
  fault: 'no-columns' | 'column-twice' | null;
};

/** Reads the line of headings, Chinese, English or mixed, in any order. */
export function readColumns(headings: readonly string[]): ReadColumns {
  const places = headings.map((heading) => BY_HEADING.get(bare(heading)) ?? null);
  const found = places.filter((column) => column !== null);
  const ignored = headings.filter((heading, index) => places[index] === null && heading.trim() !== '');
  const isTwice = new Set(found).size < found.length;
  const lacks = NEEDED.some((column) => !found.includes(column));
  return {
    places,
    ignored: ignored.slice(0, 20).map((heading) => heading.slice(0, 40)),
    fault: lacks ? 'no-columns' : isTwice ? 'column-twice' : null,
  };
}
