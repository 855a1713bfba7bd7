import { addDays, type LocalDay } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';
import { OPEN_DAYS, overdueCases } from './cases.ts';
import { checksOfFindings } from './health-store.ts';
import { daysOf } from './read-health.ts';

type AskedFor = { site: { siteId: string }; day: LocalDay; now: Date; childIds?: readonly string[] };

/**
 * What was found at children of a site, or at those named, and nobody has answered in time; for the clock's rounds, and the
 * director at once.
 */
export async function healthDue(db: Db | Tx, { site, day, now, childIds }: AskedFor) {
  const rows = await checksOfFindings(db, { siteId: site.siteId, childIds }, addDays(day, 1 - OPEN_DAYS));
  // No departure answers what the family was not told.
  const days = daysOf(rows, () => null);
  return overdueCases(
    days.flatMap(({ cases }) => cases),
    now,
  ).map(({ check, dueAt }) => ({
    kind: 'health' as const,
    key: `health:${check.id}`,
    classroomId: check.classroomId,
    childId: check.childId,
    taskId: null,
    dueAt,
    escalatesAt: dueAt,
  }));
}
