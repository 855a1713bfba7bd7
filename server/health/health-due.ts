import type { StandingAlert } from '../contract/alerts.ts';
import type { LocalDay } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';
import { overdueCases } from './cases.ts';
import { checksOfSite } from './health-store.ts';
import { daysOf } from './read-health.ts';

type AskedFor = { site: { siteId: string }; day: LocalDay; now: Date; childId?: string };

/** What was found at children of a site and nobody has answered in time; for the clock's rounds, and the director at once. */
export async function healthDue(db: Db | Tx, { site, day, now, childId }: AskedFor): Promise<StandingAlert[]> {
  const rows = await checksOfSite(db, site.siteId, day);
  const cases = daysOf(childId === undefined ? rows : rows.filter((row) => row.childId === childId));
  return overdueCases(
    cases.flatMap((each) => each.cases),
    now,
  ).map(({ check, dueAt }) => ({
    kind: 'health',
    key: `health:${check.id}`,
    classroomId: check.classroomId,
    childId: check.childId,
    taskId: null,
    dueAt,
    escalatesAt: dueAt,
  }));
}
