import type { MonthChild, MonthSums, MonthView } from '#contract/month-sheets.ts';

/** 21.5 of full and half days. */
const daysPresent = ({ fullDays, halfDays }: MonthSums): number => fullDays + halfDays / 2;

/** Sums over some children. What was reported and what was not stand apart wherever absences are counted. */
export const cellsOf = (children: readonly MonthChild[]): Record<MonthSum, number | string> => ({
  sumPlanned: summed(children, ({ plannedDays }) => plannedDays),
  sumDays: summed(children, daysPresent),
  sumHours: hoursOf(summed(children, ({ minutes }) => minutes)),
  sumReported: summed(children, ({ reportedDays }) => reportedDays),
  sumUnreported: summed(children, ({ unreportedDays }) => unreportedDays),
});

/** The columns of sums, in their order. */
export const MONTH_SUMS = ['sumPlanned', 'sumDays', 'sumHours', 'sumReported', 'sumUnreported'] as const;
type MonthSum = (typeof MONTH_SUMS)[number];

/** Up to which day the sums count, in a month that goes on; null: all of it is over. */
export const sumsUntil = ({ days, today, sumsUntil: last }: MonthView): 'untilToday' | 'untilYesterday' | null => {
  if (!days.some(({ day }) => day > last)) return null;
  return last < today ? 'untilYesterday' : 'untilToday';
};

/** Hours with one decimal, for eyes; files have two. */
const hoursOf = (minutes: number): string => (minutes / 60).toFixed(1);

/** How many children came on the nth day. */
export const cameOn = (children: readonly MonthChild[], nth: number): number =>
  children.filter(({ days }) => (days[nth]?.stays.length ?? 0) > 0).length;

export const summed = (children: readonly MonthChild[], of: (sums: MonthSums) => number): number =>
  children.reduce((sum, child) => sum + of(child.sums), 0);
