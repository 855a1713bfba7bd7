import { requirePermission } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import { type IncidentClocks, REMINDED_FIRST } from '../contract/incident-clocks.ts';
import type { SiteId } from '../contract/ids.ts';
import { appendEvent } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { clocksOf, lockSite, placeOfSite, writeClocks } from './clocks-store.ts';
import type { IncidentDeps } from './incident-deps.ts';

/** @throws AppError 'forbidden', or 'not-found' for an unknown or foreign site */
export async function readClocks({ db }: IncidentDeps, asking: AskingUser, siteId: SiteId): Promise<IncidentClocks> {
  requirePermission(asking, 'incidents:review', await placeOfSite(db, siteId));
  return clocksOf(db, siteId);
}

/**
 * Counts from now on, also for what is open: a time that is over by the new ones is told in the next minute. The audit
 * keeps each from what to what; saving what is so already is no change.
 * @throws AppError as `readClocks`, or 'bad-request' when a family would be reminded after it was escalated
 */
export async function saveClocks(
  { db, now }: IncidentDeps,
  asking: AskingUser,
  siteId: SiteId,
  clocks: IncidentClocks,
): Promise<IncidentClocks> {
  requirePermission(asking, 'sites:write', await placeOfSite(db, siteId));
  requireRemindedFirst(clocks);
  await db.$transaction(async (tx) => {
    await lockSite(tx, siteId);
    const details = changesBetween(await clocksOf(tx, siteId), clocks);
    if (Object.keys(details).length === 0) return;
    await writeClocks(tx, siteId, clocks);
    const { userId: actorId, address } = asking;
    await recordAudit(tx, { action: 'incident-clocks-saved', at: now(), actorId, siteId, address, details });
    await appendEvent(tx, { type: 'register:changed', at: now(), siteId, payload: { what: 'sites' } });
  });
  return clocks;
}

function requireRemindedFirst(clocks: IncidentClocks): void {
  const wrong = REMINDED_FIRST.filter(([remind, answer]) => clocks[answer] <= clocks[remind]);
  if (wrong.length > 0)
    throw new AppError('bad-request', { fields: Object.fromEntries(wrong.map(([, field]) => [field, 'too_small'])) });
}

const changesBetween = (before: IncidentClocks, after: IncidentClocks): Record<string, string> =>
  Object.fromEntries(
    (Object.keys(after) as (keyof IncidentClocks)[])
      .filter((field) => before[field] !== after[field])
      .map((field) => [field, `${String(before[field])} → ${String(after[field])}`]),
  );
