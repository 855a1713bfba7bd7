import { z } from 'zod';
import { AbsenceReason } from './day-notices.ts';
import { SessionKind } from './hours.ts';
import { ChildId, ClassroomId, OrganizationId, SiteId } from './ids.ts';

/** A month of the calendar, `YYYY-MM`. */
export const Month = z.string().regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/);

/**
 * What a day of a child is called. `here`: it came and is still there, today or in the night after. `gone`: it came today and left; a full or half day once the day is over. `open`: it came and nobody has checked it out; such a stay is never guessed.
 * `expected`: it may still come. `not-planned`: neither came nor was to come.
 */
export const DAY_MARKS = [
  'full',
  'half',
  'here',
  'gone',
  'open',
  'absent-reported',
  'absent-unreported',
  'expected',
  'closed',
  'not-planned',
] as const;
export const DayMark = z.enum(DAY_MARKS);
export type DayMark = z.infer<typeof DayMark>;

/** A day with less presence is a half one; so is every day of half-day care. */
export const HALF_DAY_UNDER_MINUTES = 240;

/** Of days that are over. Minutes are whole: from the minute shown at arrival to the minute shown at departure. */
export const MonthSums = z.object({
  plannedDays: z.number().int(),
  fullDays: z.number().int(),
  halfDays: z.number().int(),
  /** Came, and was not checked out: in neither of the two, and without minutes of the open stay. */
  openDays: z.number().int(),
  minutes: z.number().int(),
  hourlyMinutes: z.number().int(),
  lateDays: z.number().int(),
  lateMinutes: z.number().int(),
  reportedDays: z.number().int(),
  unreportedDays: z.number().int(),
  correctedDays: z.number().int(),
  conflictDays: z.number().int(),
});
export type MonthSums = z.infer<typeof MonthSums>;

export const MonthDay = z.object({
  mark: DayMark,
  /** The room the day counts for. */
  classroomId: ClassroomId.nullable(),
  sessionKind: SessionKind.nullable(),
  minutes: z.number().int(),
  lateMinutes: z.number().int(),
  stays: z.array(z.object({ from: z.iso.datetime(), to: z.iso.datetime().nullable() })),
  absenceReason: AbsenceReason.nullable(),
  isCorrected: z.boolean(),
  hasConflict: z.boolean(),
});
export type MonthDay = z.infer<typeof MonthDay>;

export const MonthChild = z.object({
  childId: ChildId,
  name: z.string(),
  number: z.string().nullable(),
  /** Of its guardians, as far as the reader may know of them. */
  employers: z.array(z.string()),
  /** One for each day of the month, in order. */
  days: z.array(MonthDay),
  sums: MonthSums,
  /** Of the days that count for each room it was in. */
  rooms: z.array(z.object({ classroomId: ClassroomId, sums: MonthSums })),
});
export type MonthChild = z.infer<typeof MonthChild>;

/** One site's month: everything a sheet is made of. */
export const MonthView = z.object({
  month: Month,
  siteId: SiteId,
  siteName: z.string(),
  timeZone: z.string(),
  today: z.iso.date(),
  /** The last day that the sums count: today once the site has closed, until then the day before. */
  sumsUntil: z.iso.date(),
  days: z.array(z.object({ day: z.iso.date(), isClosed: z.boolean() })),
  rooms: z.array(z.object({ classroomId: ClassroomId, name: z.string() })),
  employers: z.array(z.object({ organizationId: OrganizationId, name: z.string() })),
  children: z.array(MonthChild),
});
export type MonthView = z.infer<typeof MonthView>;

/** Which part of it: a child's, a class's, an employer's families'. */
const part = {
  childId: ChildId.optional(),
  classroomId: ClassroomId.optional(),
  employerId: OrganizationId.optional(),
};
export const MonthQuery = z.object({ month: Month, siteId: SiteId, ...part });
export type MonthQuery = z.infer<typeof MonthQuery>;

export const SHEETS = ['summary', 'totals', 'days', 'absences', 'corrections'] as const;
export const SheetName = z.enum(SHEETS);
export type SheetName = z.infer<typeof SheetName>;

/** A workbook holds every sheet; a CSV the one that is named. Without a site: every site in reach. */
export const ExportMonth = z.object({
  month: Month,
  siteId: SiteId.optional(),
  ...part,
  format: z.enum(['xlsx', 'csv']),
  sheet: SheetName.default('days'),
  language: z.enum(['zh', 'en']),
});
export type ExportMonth = z.infer<typeof ExportMonth>;
