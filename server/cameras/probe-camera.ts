import type { CameraSource, ProbeReport } from '#media';
import type { z } from 'zod';
import type { CameraLook, ProbeAnswer, ProbeCamera } from '../contract/cameras.ts';
import { requirePermission } from '../access/roles.ts';
import { personOf, type Asking } from '../platform/asking.ts';
import { askMedia } from './ask-media.ts';
import { readCameraAddress } from './camera-address.ts';
import type { CameraDeps } from './camera-deps.ts';
import { findSitePlace } from './cameras-store.ts';

type Answer = z.input<typeof ProbeAnswer>;

/**
 * Looks at a camera before it is added, within the site's camera networks.
 * @throws AppError 'camera-address-refused', 'too-many-tries', 'media-unavailable'
 */
export async function probeCamera(
  deps: CameraDeps,
  asking: Asking,
  input: z.output<typeof ProbeCamera>,
): Promise<Answer> {
  const site = await findSitePlace(deps.db, input.siteId);
  requirePermission(asking, 'cameras:write', site);
  const sources = readCameraAddress(input.address, site.cameraNetworks);
  await deps.probeThrottle.take(personOf(asking));
  const { answer, look } = await lookAt(deps, { ...sources, allowedNetworks: site.cameraNetworks });
  deps.recentLooks.keep(sources, look);
  return answer;
}

/** @returns what the person is told, and the part of it that may be stored */
export async function lookAt(
  { media }: Pick<CameraDeps, 'media'>,
  source: Omit<CameraSource, 'cameraId'>,
): Promise<{ answer: Answer; look: CameraLook }> {
  const report = await askMedia(media.probe(source));
  if (!report.ok) return { answer: report, look: report };
  const { picture, ...look } = report;
  return { answer: { ...look, picture: asDataUrl(picture) }, look };
}

type Picture = Extract<ProbeReport, { ok: true }>['picture'];
const asDataUrl = (picture: Picture) => picture && `data:image/jpeg;base64,${Buffer.from(picture).toString('base64')}`;
