import type { z } from 'zod';
import { listScopes, requirePermission } from '../access/roles.ts';
import {
  type ClosedDay,
  type CloseDays,
  type DayRange,
  type DaysClosed,
  MOST_CLOSED_DAYS,
} from '../contract/closed-days.ts';
import type { SiteId } from '../contract/ids.ts';
import type { AskingUser } from '../platform/asking.ts';
import { addDays, localDay, type LocalDay } from '../platform/calendar.ts';
import { AppError } from '../platform/errors.ts';
import { isUniqueViolation } from '../platform/unique-violation.ts';
import { closedDaysOf, deleteClosedDays, insertClosedDays, isSiteIn } from './closed-days-store.ts';
import type { PeopleDeps } from './people-deps.ts';
import { placeOfSite, zoneOfSite } from './places-store.ts';
import { recordSite } from './record-site.ts';

type Deps = Pick<PeopleDeps, 'db' | 'now' | 'onFactsChanged'>;
type Answer = z.input<typeof DaysClosed>;

/** Past ones too. @throws AppError 'forbidden', or 'not-found' for an unknown or foreign site */
export async function readClosedDays(
  { db }: Pick<Deps, 'db'>,
  asking: AskingUser,
  siteId: SiteId,
): Promise<ClosedDay[]> {
  if (!(await isSiteIn(db, listScopes(asking, 'sites:read'), siteId))) throw new AppError('not-found');
  return closedDaysOf(db, siteId);
}

/**
 * Closes a site on some days from today on; today's views end at once.
 * @throws AppError 'bad-request' when one of the days is past or closed already, and then closes none
 */
export async function closeDays(
  deps: Deps,
  asking: AskingUser,
  siteId: SiteId,
  { from, to, reason }: z.output<typeof CloseDays>,
): Promise<Answer> {
  const { db, now } = deps;
  requirePermission(asking, 'sites:write', await placeOfSite(db, siteId));
  await requireToCome(deps, siteId, from);
  const days = daysOf(from, to);
  const closing = db.$transaction(async (tx) => {
    await insertClosedDays(tx, siteId, days, reason);
    await recordSite(tx, now(), asking, { siteId, action: 'days-closed', details: { from, to, reason } });
  });
  await closing.catch((error: unknown) => {
    throw isUniqueViolation(error)
      ? new AppError('bad-request', { cause: error, fields: { from: 'closed-already' } })
      : error;
  });
  return answered(deps, siteId);
}

/**
 * Takes closed days back. What is past stays as it was, for the record.
 * @throws AppError 'bad-request' when one of the days is past
 */
export async function openDays(
  deps: Deps,
  asking: AskingUser,
  siteId: SiteId,
  { from, to }: z.output<typeof DayRange>,
): Promise<Answer> {
  const { db, now } = deps;
  requirePermission(asking, 'sites:write', await placeOfSite(db, siteId));
  await requireToCome(deps, siteId, from);
  await db.$transaction(async (tx) => {
    const days = await deleteClosedDays(tx, siteId, from, to);
    if (days > 0) await recordSite(tx, now(), asking, { siteId, action: 'days-opened', details: { from, to, days } });
  });
  return answered(deps, siteId);
}

async function requireToCome({ db, now }: Deps, siteId: SiteId, from: LocalDay): Promise<void> {
  if (from < localDay(now(), await zoneOfSite(db, siteId)))
    throw new AppError('bad-request', { fields: { from: 'in-the-past' } });
}

function daysOf(from: LocalDay, to: LocalDay): LocalDay[] {
  const days = [from];
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (days.length === MOST_CLOSED_DAYS) throw new AppError('bad-request', { fields: { to: 'too-many-days' } });
    days.push(day);
  }
  return days;
}

const answered = async ({ db, onFactsChanged }: Deps, siteId: SiteId): Promise<Answer> => ({
  endedViews: await onFactsChanged({ siteId }),
  days: await closedDaysOf(db, siteId),
});
