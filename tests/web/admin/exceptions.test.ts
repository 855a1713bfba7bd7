import { expect, test } from '@jest/globals';
import type { CameraView } from '#contract/cameras.ts';
import type { SiteView } from '#contract/people.ts';
import type { DeviceView } from '#contract/sign-in.ts';
import { exceptionsOf } from '../../../web/admin/overview/exceptions.ts';

const SITES = [{ siteId: 's', name: '新城园' }] as SiteView[];
const camera = (name: string, phase: CameraView['phase'], phaseSince: string, isEnabled = true) =>
  ({ cameraId: name, siteId: 's', name, phase, phaseSince, isEnabled }) as CameraView;
const device = (name: string, state: DeviceView['state']) =>
  ({ deviceId: name, siteId: 's', name, state }) as DeviceView;
const names = (cameras: CameraView[], devices: DeviceView[] = []): string[] =>
  exceptionsOf(SITES, cameras, devices).map((e) => (e.kind === 'camera' ? e.camera.name : e.device.name));

test('the gravest comes first, then the oldest, and waiting tablets last', () => {
  const cameras = [
    camera('stalled', 'stalled', '2026-11-20T00:00:00Z'),
    camera('offline late', 'offline', '2026-11-20T02:00:00Z'),
    camera('offline early', 'offline', '2026-11-20T01:00:00Z'),
  ];
  expect(names(cameras, [device('tablet', 'waiting')])).toEqual(['offline early', 'offline late', 'stalled', 'tablet']);
});

test('what is well, or switched off on purpose, is no exception', () => {
  const cameras = [
    camera('live', 'live', '2026-11-20T00:00:00Z'),
    camera('off', 'offline', '2026-11-20T00:00:00Z', false),
  ];
  expect(names(cameras, [device('paired', 'paired'), device('lost', 'revoked')])).toEqual([]);
});
