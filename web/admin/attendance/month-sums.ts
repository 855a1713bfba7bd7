import type { MonthChild, MonthSums } from '#contract/month-sheets.ts';

/** 21.5 of full and half days. */
export const daysPresent = ({ fullDays, halfDays }: MonthSums): number => fullDays + halfDays / 2;

export const daysAbsent = ({ reportedDays, unreportedDays }: MonthSums): number => reportedDays + unreportedDays;

/** Hours with one decimal, for eyes; files have two. */
export const hoursOf = (minutes: number): string => (minutes / 60).toFixed(1);

/** How many children came on the nth day. */
export const cameOn = (children: readonly MonthChild[], nth: number): number =>
  children.filter(({ days }) => (days[nth]?.stays.length ?? 0) > 0).length;

export const summed = (children: readonly MonthChild[], of: (sums: MonthSums) => number): number =>
  children.reduce((sum, child) => sum + of(child.sums), 0);
