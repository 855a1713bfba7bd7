import type { z } from 'zod';
import { listScopes, requirePermission } from '../access/roles.ts';
import type { OrganizationId, SiteId } from '../contract/ids.ts';
import type { SaveSite, SwitchLiveView } from '../contract/people.ts';
import type { AskingUser } from '../platform/asking.ts';
import { isTimeZone } from '../platform/calendar.ts';
import { AppError } from '../platform/errors.ts';
import { networkFault } from '../platform/network-block.ts';
import type { PeopleDeps } from './people-deps.ts';
import { placeOfSite } from './places-store.ts';
import { recordSite } from './record-site.ts';
import { insertSite, networksOf, setLiveView, updateSite } from './sites-store.ts';

type Fields = z.output<typeof SaveSite>;
type Deps = Pick<PeopleDeps, 'db' | 'now' | 'onFactsChanged' | 'syncCameras'>;

/** Opens a site of one's operator. Its live view is off. @throws AppError 'forbidden', 'not-found' or 'bad-request' */
export async function addSite(
  deps: Deps,
  asking: AskingUser,
  operatorId: OrganizationId,
  fields: Fields,
): Promise<SiteId> {
  if (!listScopes(asking, 'sites:create').operatorIds.includes(operatorId)) throw new AppError('not-found');
  requireTimeZone(fields);
  requireClock(fields);
  requireNetworks(fields.cameraNetworks, []);
  return deps.db.$transaction(async (tx) => {
    const siteId = await insertSite(tx, operatorId, fields);
    await recordSite(tx, deps.now(), asking, { siteId, action: 'site-added' });
    return siteId;
  });
}

/**
 * Hours, limits and consent mode count from now on, also for pictures that run.
 * @returns how many running views it ended
 * @throws AppError as `addSite`
 */
export async function saveSite(deps: Deps, asking: AskingUser, siteId: SiteId, fields: Fields): Promise<number> {
  requirePermission(asking, 'sites:write', await placeOfSite(deps.db, siteId));
  requireTimeZone(fields);
  requireClock(fields);
  await deps.db.$transaction(async (tx) => {
    requireNetworks(fields.cameraNetworks, await networksOf(tx, siteId));
    await updateSite(tx, siteId, fields);
    await recordSite(tx, deps.now(), asking, { siteId, action: 'site-saved' });
  });
  await deps.syncCameras(); // the networks of its cameras may be others now
  return deps.onFactsChanged({ siteId });
}

/**
 * Live view is off until its legal basis is written down; each switch keeps its words in the audit.
 * @returns how many running views it ended
 */
export async function switchLiveView(
  deps: Deps,
  asking: AskingUser,
  siteId: SiteId,
  input: z.output<typeof SwitchLiveView>,
): Promise<number> {
  requirePermission(asking, 'sites:write', await placeOfSite(deps.db, siteId));
  const at = deps.now();
  await deps.db.$transaction(async (tx) => {
    await setLiveView(
      tx,
      siteId,
      input.on ? { liveViewOnSince: at, liveViewBasis: input.basis } : { liveViewOnSince: null },
    );
    const details = input.on ? { basis: input.basis } : { reason: input.reason };
    await recordSite(tx, deps.now(), asking, { siteId, action: input.on ? 'live-view-on' : 'live-view-off', details });
  });
  return deps.onFactsChanged({ siteId });
}

function requireTimeZone({ timeZone }: Fields): void {
  if (!isTimeZone(timeZone)) throw new AppError('bad-request', { fields: { timeZone: 'unknown' } });
}

/** Who is absent is late first. */
function requireClock({ clock }: Fields): void {
  if (clock && clock.absentAfterMinutes <= clock.lateAfterMinutes)
    throw new AppError('bad-request', { fields: { 'clock.absentAfterMinutes': 'end-before-start' } });
}

/** What the site has already is no question again: the demo's cameras are on this machine. */
function requireNetworks(networks: readonly string[], before: readonly string[]): void {
  const faults = networks.map((network) => (before.includes(network) ? null : networkFault(network)));
  const fields = faults.flatMap((fault, index) => (fault === null ? [] : [[`cameraNetworks.${String(index)}`, fault]]));
  if (fields.length > 0)
    throw new AppError('bad-request', { fields: Object.fromEntries(fields) as Record<string, string> });
}
