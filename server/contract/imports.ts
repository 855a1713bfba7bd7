import { z } from 'zod';
import { SiteId } from './ids.ts';

/** What a file may say, one row a child and one of its guardians; in this order in the template. */
export const IMPORT_COLUMNS = [
  'site',
  'room',
  'roomKind',
  'childNumber',
  'childName',
  'nickname',
  'bornOn',
  'allergies',
  'sessionKind',
  'weekdays',
  'from',
  'to',
  'startsOn',
  'guardianName',
  'relation',
  'phone',
  'employer',
  'mayWatch',
  'mayPickUp',
] as const;
export const ImportColumn = z.enum(IMPORT_COLUMNS);
export type ImportColumn = z.infer<typeof ImportColumn>;

/** Why a whole file cannot be read; stands in a problem's `fields.file`. */
export const FILE_FAULTS = [
  'empty',
  'unreadable',
  'wrong-type',
  'old-excel',
  'no-columns',
  'column-twice',
  'too-many-rows',
  'too-large-inside',
  'has-errors',
] as const;
export const FileFault = z.enum(FILE_FAULTS);
export type FileFault = z.infer<typeof FileFault>;

/** What is wrong with a row: it is not imported. */
export const ROW_FAULTS = [
  'missing',
  'too-long',
  'control-characters',
  'looks-like-formula',
  'not-a-day',
  'in-the-future',
  'not-our-time',
  'not-a-time',
  'end-before-start',
  'not-weekdays',
  'unknown-kind',
  'bad-phone',
  'not-yes-no',
  'row-twice',
  'differs-from-row',
  'number-of-another',
  'phone-of-another',
  'site-unknown',
  'site-several',
  'room-several',
  'room-kind-differs',
  'room-needs-settings',
  'needs-number-or-birthday',
  'number-registered-to-another',
  'child-has-other-number',
  'child-has-left',
  'child-several',
  'enrolment-overlaps',
  'enrolment-later-exists',
  'phone-registered-to-another',
  'phone-of-several',
  'guardian-several',
  'yourself',
  'employer-unknown',
  'employer-differs',
] as const;
export const RowFault = z.enum(ROW_FAULTS);
export type RowFault = z.infer<typeof RowFault>;

/** What somebody should know of a row that is imported. */
export const ROW_WARNINGS = ['site-new', 'room-new', 'room-over-capacity', 'right-not-given-back'] as const;
export const RowWarning = z.enum(ROW_WARNINGS);
export type RowWarning = z.infer<typeof RowWarning>;

const finding = {
  /** As a spreadsheet counts: the headings are row 1. */
  row: z.number().int(),
  column: ImportColumn,
  value: z.string(),
  /** The row that this one contradicts. */
  otherRow: z.number().int().nullable(),
};
export const ImportError = z.object({ ...finding, code: RowFault });
export type ImportError = z.infer<typeof ImportError>;
export const ImportWarning = z.object({ ...finding, code: RowWarning });
export type ImportWarning = z.infer<typeof ImportWarning>;

const count = z.number().int();
export const ImportReport = z.object({
  /** Of rows; together they are the rows of the file. */
  counts: z.object({ added: count, changed: count, same: count, faulty: count }),
  /** What is new after an import of the faultless rows. */
  made: z.object({ sites: count, rooms: count, children: count, guardians: count, links: count, enrolments: count }),
  errors: z.array(ImportError),
  warnings: z.array(ImportWarning),
  /** Headings that mean nothing here. */
  ignoredColumns: z.array(z.string()),
});
export type ImportReport = z.infer<typeof ImportReport>;
export const ImportApplied = ImportReport.extend({ endedViews: z.number().int() });
export type ImportApplied = z.infer<typeof ImportApplied>;

export const MAX_IMPORT_BYTES = 5 * 1024 * 1024;
export const MAX_IMPORT_ROWS = 5_000;

const name = z.string().trim().min(1).max(200);
/** Beside the bytes of the file, which are the body. */
export const TryImport = z.object({ siteId: SiteId, name });
/** `faultless` leaves out rows with errors; `all` imports nothing as long as there is one. */
export const ApplyImport = TryImport.extend({ rows: z.enum(['all', 'faultless']) });
export const ImportTemplate = z.object({
  format: z.enum(['csv', 'xlsx']).default('csv'),
  language: z.enum(['zh', 'en']).default('zh'),
});
