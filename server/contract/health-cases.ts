import { z } from 'zod';
import { HealthCase } from './health.ts';
import { ClassroomId, SiteId } from './ids.ts';

/** What was found longer ago is in the child's days alone. */
export const HEALTH_CASES_DAYS = 31;

/** `closed`: the child was fetched, or somebody wrote down how it was settled. */
export const HealthCaseState = z.enum(['open', 'closed', 'all']);
export type HealthCaseState = z.infer<typeof HealthCaseState>;

export const HealthCasesQuery = z.object({
  siteId: SiteId,
  classroomId: ClassroomId.optional(),
  state: HealthCaseState.default('open'),
});
export const ExportHealthCases = z.object({ ...HealthCasesQuery.shape, language: z.enum(['zh', 'en']) });

/** What was found at a site's children, with their full names; what is still open first, each the latest first. */
export const HealthCases = z.object({
  timeZone: z.string(),
  rooms: z.array(z.object({ classroomId: ClassroomId, name: z.string() })),
  /** Of this room, or of all. */
  counts: z.object({ open: z.number().int(), closed: z.number().int(), all: z.number().int() }),
  cases: z.array(HealthCase.extend({ day: z.iso.date() })),
});
export type HealthCases = z.infer<typeof HealthCases>;
export type ListedCase = HealthCases['cases'][number];
