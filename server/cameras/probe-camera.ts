import { MediaUnavailable, type ProbeReport } from '#media';
import type { z } from 'zod';
import type { ProbeAnswer, ProbeCamera } from '../contract/cameras.ts';
import { requirePermission } from '../access/roles.ts';
import { personOf, type Asking } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { readCameraAddress } from './camera-address.ts';
import type { CameraDeps } from './camera-deps.ts';
import { findSitePlace } from './cameras-store.ts';

/**
 * Looks at a camera before it is added, within the site's camera networks.
 * @throws AppError 'camera-address-refused', 'too-many-tries', 'media-unavailable'
 */
export async function probeCamera(
  deps: CameraDeps,
  asking: Asking,
  input: z.output<typeof ProbeCamera>,
): Promise<z.input<typeof ProbeAnswer>> {
  const site = await findSitePlace(deps.db, input.siteId);
  requirePermission(asking, 'cameras:write', site);
  const sources = readCameraAddress(input.address, site.cameraNetworks);
  await deps.probeThrottle.take(personOf(asking));
  try {
    return answerOf(await deps.media.probe({ ...sources, allowedNetworks: site.cameraNetworks }));
  } catch (error) {
    throw error instanceof MediaUnavailable ? new AppError('media-unavailable', { cause: error }) : error;
  }
}

function answerOf(report: ProbeReport): z.input<typeof ProbeAnswer> {
  if (!report.ok) return report;
  const { picture } = report;
  return { ...report, picture: picture && `data:image/jpeg;base64,${Buffer.from(picture).toString('base64')}` };
}
