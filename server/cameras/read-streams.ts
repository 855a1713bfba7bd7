import type { z } from 'zod';
import type { ReadStreams, StreamsAnswer } from '../contract/cameras.ts';
import { requirePermission } from '../access/roles.ts';
import { personOf, type Asking } from '../platform/asking.ts';
import { askMedia } from './ask-media.ts';
import { readServiceAddress } from './camera-address.ts';
import type { CameraDeps } from './camera-deps.ts';
import { findSitePlace } from './cameras-store.ts';

/**
 * Asks a camera that was found for the addresses of its pictures. The account goes to the camera, and nowhere else.
 * @throws AppError 'camera-address-refused', 'too-many-tries', 'media-unavailable'
 */
export async function readStreams(
  deps: CameraDeps,
  asking: Asking,
  { siteId, service, ...account }: z.output<typeof ReadStreams>,
): Promise<z.input<typeof StreamsAnswer>> {
  const site = await findSitePlace(deps.db, siteId);
  requirePermission(asking, 'cameras:write', site);
  const allowedNetworks = site.cameraNetworks;
  const asked = { service: readServiceAddress(service, allowedNetworks), ...account, allowedNetworks };
  await deps.probeThrottle.take(personOf(asking));
  return askMedia(deps.media.readDeviceStreams(asked));
}
