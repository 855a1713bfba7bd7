import { expect, test } from '@jest/globals';
import type { CameraView } from '#contract/cameras.ts';
import type { ClassroomView, SiteView } from '#contract/people.ts';
import type { DeviceView } from '#contract/sign-in.ts';
import { exceptionsOf } from '../../../web/admin/overview/exceptions.ts';
import { setupStepsOf } from '../../../web/admin/overview/setup-steps.ts';

const SITES = [{ siteId: 's', name: '新城园' }] as SiteView[];
const camera = (name: string, phase: CameraView['phase'], phaseSince: string, isEnabled = true) =>
  ({ cameraId: name, siteId: 's', name, phase, phaseSince, isEnabled, hasBeenLive: true }) as CameraView;
const device = (name: string, state: DeviceView['state']) =>
  ({ deviceId: name, siteId: 's', name, state }) as DeviceView;
const names = (cameras: CameraView[], devices: DeviceView[] = []): string[] =>
  exceptionsOf(SITES, cameras, devices).map((e) =>
    e.kind === 'camera' ? e.camera.name : e.kind === 'tablet' ? [e.device.name, e.nth ?? ''].join('') : e.step,
  );

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

test('tablets of one name in one room are numbered by age, so that one knows which of them waits', () => {
  const tablet = (deviceId: string, state: DeviceView['state']) =>
    ({ ...device('门口', state), deviceId }) as DeviceView;
  expect(names([], [tablet('b', 'waiting'), tablet('a', 'paired')])).toEqual(['门口2']);
  expect(names([], [tablet('b', 'waiting')])).toEqual(['门口']);
});

const site = (more: Partial<SiteView>) =>
  ({
    siteId: 's',
    name: '新城园',
    hours: [{ weekday: 1, fromMinute: 480, toMinute: 1_080 }],
    cameras: 1,
    childrenWithoutConsents: 0,
    liveViewOnSince: '2026-11-01T00:00:00Z',
    ...more,
  }) as SiteView;
const room = (gaps: number) => ({ siteId: 's', consentGaps: Array.from({ length: gaps }) }) as ClassroomView;
const steps = (of: SiteView, rooms: ClassroomView[] | null) => setupStepsOf([of], rooms).map((e) => [e.step, e.n]);

test('a site that families can watch at lacks nothing', () => {
  expect(steps(site({}), [room(0)])).toEqual([]);
});

test('a new site is told each step to its first picture; rooms that are not read yet are not spoken of', () => {
  const bare = site({ hours: [], cameras: 0, liveViewOnSince: null });
  expect(steps(bare, [])).toEqual([
    ['no-hours', 0],
    ['no-rooms', 0],
    ['no-cameras', 0],
    ['live-off', 0],
  ]);
  expect(steps(bare, null)).not.toContainEqual(['no-rooms', 0]);
});

test('children without consents and rooms that they close are counted', () => {
  expect(steps(site({ childrenWithoutConsents: 3 }), [room(2), room(0), room(1)])).toEqual([
    ['consents-missing', 3],
    ['rooms-blocked', 2],
  ]);
});
