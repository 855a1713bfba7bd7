import { z } from 'zod';
import { AbsenceReason } from './day-notices.ts';
import { ChildId } from './ids.ts';
import { DayMark, Month } from './month-sheets.ts';

export const OwnMonthQuery = z.object({ childId: ChildId, month: Month });

/** One record of a day that stands, as the family reads it. */
export const OwnDayLine = z.object({
  kind: z.enum(['checked_in', 'checked_out', 'transferred']),
  at: z.iso.datetime(),
  roomName: z.string(),
  /** Who brought or fetched the child; null when nobody asked. */
  withName: z.string().nullable(),
  /** It says something else than was recorded first. */
  isCorrected: z.boolean(),
});
export type OwnDayLine = z.infer<typeof OwnDayLine>;

export const OwnMonthDay = z.object({
  day: z.iso.date(),
  mark: DayMark,
  /** Of what is over: a stay that goes on counts once it has ended. */
  minutes: z.number().int(),
  /** Since when the child is there, on a day that goes on. */
  hereSince: z.iso.datetime().nullable(),
  lateMinutes: z.number().int(),
  absenceReason: AbsenceReason.nullable(),
  isCorrected: z.boolean(),
  lines: z.array(OwnDayLine),
});
export type OwnMonthDay = z.infer<typeof OwnMonthDay>;

/** A guardian's own child's month; the same judgement as the nursery's sheets. */
export const OwnMonth = z.object({
  childId: ChildId,
  name: z.string(),
  nickname: z.string(),
  timeZone: z.string(),
  today: z.iso.date(),
  /** The last day that the sums count: today once the site has closed, until then the day before. */
  sumsUntil: z.iso.date(),
  month: Month,
  /** The first day of care; there is nothing before its month. */
  since: z.iso.date().nullable(),
  days: z.array(OwnMonthDay),
  /** Of days that are over. */
  sums: z.object({
    fullDays: z.number().int(),
    halfDays: z.number().int(),
    reportedDays: z.number().int(),
    unreportedDays: z.number().int(),
    minutes: z.number().int(),
  }),
});
export type OwnMonth = z.infer<typeof OwnMonth>;
