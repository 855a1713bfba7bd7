import type { ClassroomKind } from '#contract/people.ts';

type Suggested = { capacity: number | null; ratio: number | null };

/** 托育机构设置标准 19–20; where it says nothing, nothing is suggested. */
export const SUGGESTED: Record<ClassroomKind, Suggested> = {
  infant: { capacity: 10, ratio: 3 },
  toddler: { capacity: 15, ratio: 5 },
  senior: { capacity: 20, ratio: 7 },
  mixed: { capacity: 18, ratio: null },
  school_age: { capacity: null, ratio: null },
};
