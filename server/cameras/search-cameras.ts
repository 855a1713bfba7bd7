import { MOST_SEARCHED_ADDRESSES } from '#media';
import ipaddr from 'ipaddr.js';
import type { z } from 'zod';
import type { SearchAnswer, SearchCameras } from '../contract/cameras.ts';
import type { CameraId, SiteId } from '../contract/ids.ts';
import { requirePermission } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import { personOf, type Asking } from '../platform/asking.ts';
import { askMedia } from './ask-media.ts';
import type { CameraDeps } from './camera-deps.ts';
import { findSitePlace, readSealed } from './cameras-store.ts';

/**
 * Looks for cameras in the site's own networks, from where media is.
 * @throws AppError 'too-many-tries', 'media-unavailable'
 */
export async function searchCameras(
  deps: CameraDeps,
  asking: Asking,
  { siteId }: z.output<typeof SearchCameras>,
): Promise<z.input<typeof SearchAnswer>> {
  const site = await findSitePlace(deps.db, siteId);
  requirePermission(asking, 'cameras:write', site);
  const actorId = personOf(asking);
  const count = countAddresses(site.cameraNetworks);
  if (count === 0) return { ok: false, why: 'no-networks' };
  if (count > MOST_SEARCHED_ADDRESSES) return { ok: false, why: 'networks-too-wide' };
  await deps.searchThrottle.take(actorId);
  const devices = await askMedia(deps.media.findDevices(site.cameraNetworks));
  const at = deps.now();
  const details = { found: devices.length };
  await deps.db.$transaction((tx) => recordAudit(tx, { action: 'cameras-searched', at, actorId, siteId, details }));
  const names = await namesByHost(deps, siteId);
  const cameras = devices.map((device) => ({ ...device, registeredAs: names.get(device.address) ?? [] }));
  return { ok: true, cameras };
}

/** Only IPv4 is searched. */
function countAddresses(networks: readonly string[]): number {
  const sizes = networks
    .filter((network) => ipaddr.IPv4.isValidCIDR(network))
    .map((network) => 2 ** (32 - ipaddr.IPv4.parseCIDR(network)[1]));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Names of the site's cameras by the host in their address. One whose secrets do not open is left out. */
async function namesByHost({ db, secrets, log }: CameraDeps, siteId: SiteId): Promise<Map<string, string[]>> {
  const names = new Map<string, string[]>();
  for (const { id, name, sources } of await readSealed(db, siteId)) {
    try {
      const host = new URL(secrets.open(id as CameraId, sources).main.url).hostname;
      names.set(host, [...(names.get(host) ?? []), name]);
    } catch {
      log.error({ cameraId: id }, 'the secrets of a camera do not open');
    }
  }
  return names;
}
