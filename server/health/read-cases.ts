import type { z } from 'zod';
import { requirePermission } from '../access/roles.ts';
import {
  type HealthCases,
  type HealthCasesQuery,
  HEALTH_CASES_DAYS,
  type ListedCase,
} from '../contract/health-cases.ts';
import type { AskingUser } from '../platform/asking.ts';
import { addDays, dayOfColumn, localDay } from '../platform/calendar.ts';
import { isOpen } from './cases.ts';
import type { HealthDeps } from './health-deps.ts';
import { checksOfFindings, findSite } from './health-store.ts';
import { caseView, daysOf, departuresOf, namesFor } from './read-health.ts';

type Asked = z.output<typeof HealthCasesQuery>;

/**
 * What was found at a site's children in the last weeks and what became of it. A check that was corrected or taken back since
 * found nothing.
 * @throws AppError 'forbidden'; 'not-found' for a site that is unknown or elsewhere
 */
export async function readHealthCases(
  { db, now }: Pick<HealthDeps, 'db' | 'now'>,
  asking: AskingUser,
  { siteId, classroomId, state }: Asked,
): Promise<HealthCases> {
  const site = await findSite(db, siteId);
  requirePermission(asking, 'health:read', site);
  const { timeZone, rooms } = site;
  const since = addDays(localDay(now(), timeZone), 1 - HEALTH_CASES_DAYS);
  const rows = await checksOfFindings(db, { siteId }, since);
  const names = await namesFor(db, rows);
  const ofRoom = daysOf(rows, await departuresOf(db, rows))
    .flatMap(({ cases }) => cases)
    .filter(({ check, state: is }) => is !== 'corrected' && (!classroomId || check.classroomId === classroomId))
    .map((each) => ({
      ...caseView(each, rows, names),
      childName: each.check.child.name,
      day: dayOfColumn(each.check.day),
    }))
    .sort(openThenLatest);
  const open = ofRoom.filter(isOpen).length;
  return {
    timeZone,
    rooms,
    counts: { open, closed: ofRoom.length - open, all: ofRoom.length },
    cases: ofRoom.filter((each) => state === 'all' || (state === 'open') === isOpen(each)),
  };
}

const openThenLatest = (a: ListedCase, b: ListedCase): number =>
  Number(isOpen(b)) - Number(isOpen(a)) || b.at.localeCompare(a.at, 'en') || a.checkId.localeCompare(b.checkId, 'en');
