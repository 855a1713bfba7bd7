import type { CameraView } from '#contract/cameras.ts';
import type { SiteView } from '#contract/people.ts';
import type { DeviceView } from '#contract/sign-in.ts';
import { nthOfName } from '../staff/nth-of-name.ts';
import type { SetupStep } from './setup-steps.ts';

/** Something that is not as it should be. `since` is null when nobody wrote down when it began. */
export type Exception = { siteId: string; siteName: string; since: string | null; gravity: number } & (
  | { kind: 'camera'; camera: CameraView }
  | { kind: 'tablet'; device: DeviceView; nth: number | null }
  | { kind: 'setup'; step: SetupStep; n: number }
);

const PHASE_GRAVITY: Record<CameraView['phase'], number | null> = { offline: 0, stalled: 1, connecting: 2, live: null };
const TABLET_GRAVITY = 3;

/** What to see to first: the gravest, then the oldest. A camera that was switched off on purpose is no exception. */
export function exceptionsOf(
  sites: readonly SiteView[],
  cameras: readonly CameraView[],
  devices: readonly DeviceView[],
): Exception[] {
  const nameOf = (siteId: string): string => sites.find((site) => site.siteId === siteId)?.name ?? '';
  const ofCameras = cameras.flatMap((camera): Exception[] => {
    const gravity = PHASE_GRAVITY[camera.phase];
    if (gravity === null || !camera.isEnabled) return [];
    const { siteId, phaseSince: since } = camera;
    return [{ kind: 'camera', camera, siteId, siteName: nameOf(siteId), since, gravity }];
  });
  const ofDevices = devices
    .filter(({ state }) => state === 'waiting' || state === 'code-expired')
    .map((device): Exception => {
      const { siteId } = device;
      return {
        kind: 'tablet',
        device,
        nth: nthOfName(device, devices),
        siteId,
        siteName: nameOf(siteId),
        since: null,
        gravity: TABLET_GRAVITY,
      };
    });
  return [...ofCameras, ...ofDevices].sort(
    (a, b) => a.gravity - b.gravity || (a.since ?? '').localeCompare(b.since ?? ''),
  );
}
