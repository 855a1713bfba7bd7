import type { SheetName } from '../contract/month-sheets.ts';
import type { CellKind, Column } from '../platform/table.ts';

const column = (zh: string, en: string, kind: CellKind, width: number): Column => ({ head: { zh, en }, kind, width });

const SITE = column('园所', 'Site', 'text', 16);
const ROOM = column('班级', 'Room', 'text', 12);
const CHILD = column('孩子', 'Child', 'text', 12);
const NUMBER = column('编号', 'Number', 'text', 10);
const EMPLOYERS = column('单位', 'Employers', 'text', 18);
const SYSTEM_ID = column('系统编号', 'System id', 'word', 38);
const DAY = column('日期', 'Day', 'day', 12);

/** The columns that every line of sums has, in the order of `sumCells`. */
const SUMS = [
  column('应到天数（已结束的天）', 'Days planned, of days over', 'count', 12),
  column('出勤天数', 'Days present', 'halves', 10),
  column('其中全天', 'Full days', 'count', 10),
  column('其中半天', 'Half days', 'count', 10),
  column('没有离园记录', 'Not checked out', 'count', 12),
  column('在园小时', 'Hours present', 'hours', 10),
  column('计时托小时', 'Hours of hourly care', 'hours', 12),
  column('延时接次数', 'Late pick-ups', 'count', 10),
  column('延时接分钟', 'Late pick-up minutes', 'count', 12),
  column('请假天数', 'Days absent, reported', 'count', 12),
  column('缺勤未报天数', 'Days absent without word', 'count', 14),
  column('更正过的天数', 'Days corrected', 'count', 12),
  column('有矛盾的天数', 'Days in conflict', 'count', 12),
];

/** Every sheet's columns; ids stand at the end, since two children may be called the same. */
export const COLUMNS: Record<SheetName, readonly Column[]> = {
  summary: [
    ...[SITE, ROOM, CHILD, NUMBER, EMPLOYERS],
    column('多个单位', 'Several employers', 'word', 10),
    ...SUMS,
    SYSTEM_ID,
  ],
  totals: [
    column('按', 'By', 'word', 10),
    SITE,
    column('名称', 'Name', 'text', 18),
    column('孩子数', 'Children', 'count', 10),
    column('其中也属其他单位', 'Of these also with another employer', 'count', 16),
    ...SUMS,
  ],
  days: [
    ...[SITE, ROOM, CHILD, NUMBER, EMPLOYERS, DAY],
    column('托管方式', 'Care', 'word', 10),
    column('出勤', 'Attendance', 'word', 16),
    column('到园', 'Arrived', 'clock', 8),
    column('离园', 'Left', 'clock', 8),
    column('每次在园', 'Each stay', 'word', 24),
    column('在园分钟', 'Minutes present', 'count', 10),
    column('在园小时', 'Hours present', 'hours', 10),
    column('计时托分钟', 'Minutes of hourly care', 'count', 12),
    column('延时接分钟', 'Late pick-up minutes', 'count', 12),
    column('延时接已约定', 'Late pick-up announced', 'word', 12),
    column('请假原因', 'Reason of absence', 'word', 12),
    column('更正过', 'Corrected', 'word', 8),
    column('有矛盾', 'In conflict', 'word', 8),
    SYSTEM_ID,
  ],
  absences: [
    ...[SITE, ROOM, CHILD, NUMBER, EMPLOYERS, DAY],
    column('缺勤', 'Absence', 'word', 18),
    column('请假原因', 'Reason', 'word', 12),
    SYSTEM_ID,
  ],
  corrections: [
    ...[SITE, CHILD, NUMBER, DAY],
    column('原记录', 'Before', 'word', 14),
    column('原时间', 'Time before', 'clock', 10),
    column('原班级', 'Room before', 'text', 12),
    column('改为', 'After', 'word', 14),
    column('改后时间', 'Time after', 'clock', 10),
    column('改后班级', 'Room after', 'text', 12),
    column('原因', 'Reason', 'text', 30),
    column('更正人', 'Author', 'text', 12),
    column('更正时间', 'Corrected at', 'stamp', 17),
    SYSTEM_ID,
  ],
};
