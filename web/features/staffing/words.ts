import type { StaffEventKind, StaffState } from '#contract/staffing.ts';
import type { RoomRule } from '#contract/room-standard.ts';
import type { IconName } from '../../shared/ui/icon.tsx';
import type { Language } from '../../shared/words/language.ts';

type Words = Record<Language, string>;

/** What somebody records, as a button says it. */
export const KIND_WORD: Record<StaffEventKind, Words> = {
  arrived: { zh: '到岗', en: 'Arrive' },
  left: { zh: '离岗', en: 'Leave' },
  moved: { zh: '换到别的班', en: 'Move to another room' },
  break_began: { zh: '休息', en: 'Begin a break' },
  break_ended: { zh: '休息结束', en: 'End the break' },
  training_began: { zh: '培训', en: 'Begin training' },
  training_ended: { zh: '培训结束', en: 'End training' },
};

export const STATE_WORD: Record<StaffState, Words> = {
  away: { zh: '未到岗', en: 'Not here yet' },
  working: { zh: '在岗', en: 'At work' },
  break: { zh: '休息中', en: 'On a break' },
  training: { zh: '培训中', en: 'In training' },
  left: { zh: '已离岗', en: 'Gone' },
};

/** Told apart by shape as well as by colour. */
export const STATE_ICON: Record<StaffState, IconName> = {
  away: 'clock',
  working: 'check',
  break: 'pause',
  training: 'pencil',
  left: 'leave',
};

/** Whose word a limit is. */
export const RULE_WORD: Record<RoomRule, Words> = {
  'standard-19': { zh: '设置标准第 19 条', en: 'Standard, art. 19' },
  'standard-20': { zh: '设置标准第 20 条', en: 'Standard, art. 20' },
  own: { zh: '园所自己的规定', en: 'The site’s own rule' },
};

/** Inside of the plot of a day. */
export const PLOT_WORD = {
  then: { zh: '当时', en: 'then' },
  now: { zh: '现在', en: 'now' },
  nobody: { zh: '没有保育在岗', en: 'nobody at work' },
  in: { zh: '来了', en: 'in:' },
  out: { zh: '走了或休息', en: 'out or on a break:' },
  staff: { zh: '员工', en: 'staff' },
} as const satisfies Record<string, Words>;
