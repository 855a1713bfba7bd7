import type { ChildId, SiteId } from '../contract/ids.ts';
import type { PickupAlarm } from '../contract/pickups.ts';
import { alarmsIn } from './alarms-store.ts';
import type { PickupDeps } from './pickup-deps.ts';

/** What nobody has acknowledged for so long is found in the audit. */
const SHOWN_MS = 30 * 86_400_000;

/** Calls for the director of these sites that nobody has said yet to know of, the newest first. */
export async function openAlarms(
  { db, now }: Pick<PickupDeps, 'db' | 'now'>,
  siteIds: readonly SiteId[],
): Promise<PickupAlarm[]> {
  const found = await alarmsIn(db, { siteIds, since: new Date(now().getTime() - SHOWN_MS) });
  return found
    .filter(({ isKnown }) => !isKnown)
    .map(({ alarmId, at, siteId, what, childId, childName, classroomName, personName, by }) => ({
      ...{ alarmId, what, childName, classroomName, personName, by },
      siteId: siteId as SiteId,
      childId: childId as ChildId,
      at: at.toISOString(),
    }));
}
