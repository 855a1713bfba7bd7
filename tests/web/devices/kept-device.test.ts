import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DeviceId } from '#contract/ids.ts';
import { DeviceSession } from '#contract/sign-in.ts';
import { KEPT_FOR_MS, keptDevice } from '../../../web/features/devices/kept-device.ts';
import {
  chooseUnproven,
  followOtherTabs,
  isProvenJustNow,
  markRevoked,
  pairTablet,
  resumeTablet,
  tablet,
} from '../../../web/features/devices/tablet-session.ts';
import { webAnswer } from '../../support/web-answer.ts';

const id = (n: number): string => `0b6c1c1e-0000-4000-8000-${String(n).padStart(12, '0')}`;
const WANG = { userId: id(1), name: '王丽', portrait: null };
const LI = { userId: id(2), name: '李娜', portrait: null };
const device = DeviceSession.parse({
  accessToken: 'secret-token',
  expiresInSeconds: 600,
  deviceId: id(901),
  name: '平板',
  siteId: id(902),
  siteName: '青禾新城园',
  classroomId: id(903),
  classroomName: '海棠班',
  staff: [WANG, LI],
  actor: WANG,
});
const originalFetch = globalThis.fetch;
const realNow = Date.now;

beforeEach(() => localStorage.clear());
afterEach(() => {
  globalThis.fetch = originalFetch;
  Date.now = realNow;
  tablet.set({ phase: 'unknown' });
});
const away = (): void => {
  globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
};
const answers = (body: unknown, status = 200): void => {
  globalThis.fetch = () => Promise.resolve(webAnswer(body, status));
};

test('what is kept opens the tablet without a network, unconfirmed, and holds no token', async () => {
  answers(device);
  await resumeTablet();
  expect(JSON.stringify(Object.entries(localStorage))).not.toContain('secret-token');
  tablet.set({ phase: 'unknown' });
  away();
  await expect(resumeTablet()).rejects.toThrow('no answer');
  expect(tablet.get()).toMatchObject({ phase: 'paired', unconfirmed: true, device: { name: '平板', accessToken: '' } });

  answers({ ...device, actor: null });
  await resumeTablet();
  expect(tablet.get()).toMatchObject({ phase: 'paired', device: { actor: null } });
  expect(tablet.get()).not.toHaveProperty('unconfirmed');
});

test('after a day without a word of the server it opens no more, and what it showed is gone; what is unsent is not', async () => {
  keptDevice.keep(device);
  const [unsent, shown] = [`kanwa:unsent:${device.deviceId}:x`, `kanwa:kept:${device.deviceId}`];
  [unsent, shown].forEach((key) => localStorage.setItem(key, '[]'));
  Date.now = () => realNow() + KEPT_FOR_MS + 1_000;
  away();
  await expect(resumeTablet()).rejects.toThrow('no answer');
  expect(tablet.get().phase).toBe('unknown');
  expect(localStorage.getItem(unsent)).toBe('[]');
  expect(localStorage.getItem(shown)).toBeNull();
});

test('whoever is chosen without a network acts here, and the server is asked before anything goes out', () => {
  tablet.set({ phase: 'paired', device });
  chooseUnproven(device.staff[1]!);
  expect(tablet.get()).toMatchObject({ unconfirmed: true, device: { actor: { name: '李娜' } } });
  expect(isProvenJustNow()).toBe(false);
});

test('a tablet whose sign-in was lost shows nothing more; what is unsent waits and is the next pairing’s', async () => {
  keptDevice.keep(device);
  const owner = device.deviceId;
  localStorage.setItem(`kanwa:unsent:${owner}:x`, '{"order":1}');
  localStorage.setItem(`kanwa:kept:${owner}`, '[]');
  localStorage.setItem(`kanwa:unsent:${id(77)}:y`, '{}');
  answers({ problem: { code: 'not-signed-in', message: { zh: '请登录', en: 'no' }, id: 'p1' } }, 401);
  await resumeTablet();
  expect(tablet.get().phase).toBe('not-paired');
  expect(JSON.stringify(Object.entries(localStorage))).not.toContain('王丽');
  expect(localStorage.getItem(`kanwa:kept:${owner}`)).toBeNull();
  expect(keptDevice.waiting()).toBe(1);
  await resumeTablet(); // opened once more before somebody pairs it
  expect(keptDevice.waiting()).toBe(1);

  answers({ ...device, deviceId: id(904) });
  await pairTablet('ABCD-EFGH');
  expect(localStorage.getItem(`kanwa:unsent:${id(904)}:x`)).toBe('{"order":1}');
  expect(localStorage.getItem(`kanwa:unsent:${owner}:x`)).toBeNull();
  expect(localStorage.getItem(`kanwa:unsent:${id(77)}:y`)).toBe('{}');
  expect(keptDevice.waiting()).toBe(0);
});

test('what was refused and what cannot be read waits for the next pairing like what is unsent, for which room is asked for', async () => {
  keptDevice.keep(device);
  for (const kind of ['refused', 'unreadable']) localStorage.setItem(`kanwa:${kind}:${device.deviceId}:x`, '{}');
  keptDevice.forgetShown();
  expect(keptDevice.waiting()).toBe(0);
  let asked = 0;
  const persist = () => Promise.resolve(++asked > 0);
  Object.defineProperty(navigator, 'storage', { configurable: true, value: { persist } });
  answers({ ...device, deviceId: id(904) });
  await pairTablet('ABCD-EFGH');
  Reflect.deleteProperty(navigator, 'storage');
  expect(asked).toBe(1);
  for (const kind of ['refused', 'unreadable']) expect(localStorage.getItem(`kanwa:${kind}:${id(904)}:x`)).toBe('{}');
});

test('attack: paired for another room, the browser shows it nothing of what waited for the room before, and forgets it in a day', async () => {
  keptDevice.keep(device);
  const waiting = `kanwa:refused:${device.deviceId}:x`;
  localStorage.setItem(waiting, '{"words":"高若溪入园"}');
  keptDevice.forgetShown();
  answers({ ...device, deviceId: id(904), classroomId: id(905) });
  await pairTablet('ABCD-EFGH');
  expect(localStorage.getItem(waiting)).toContain('高若溪');
  expect(JSON.stringify(Object.keys(localStorage))).not.toContain(`kanwa:refused:${id(904)}`);
  Date.now = () => realNow() + KEPT_FOR_MS + 1_000;
  keptDevice.waiting();
  expect(localStorage.getItem(waiting)).toBeNull();
});

test('a revoked tablet keeps nothing that names it; what is another person’s stays', () => {
  keptDevice.keep(device);
  localStorage.setItem(`kanwa:unsent:${device.deviceId}:x`, '{}');
  localStorage.setItem(`kanwa:kept:${device.deviceId}`, '[]');
  localStorage.setItem(`kanwa:unsent:${id(77)}:y`, '{}');
  markRevoked();
  expect(Object.keys(localStorage)).toEqual([`kanwa:unsent:${id(77)}:y`]);
});

test('who says their PIN in one tab acts in the other tabs of this tablet too; another tablet’s word changes nothing', () => {
  tablet.set({ phase: 'paired', device });
  const stop = followOtherTabs();
  const keptInOtherTab = (kept: typeof device) => {
    keptDevice.keep(kept);
    const newValue = localStorage.getItem('kanwa:device');
    window.dispatchEvent(new StorageEvent('storage', { key: 'kanwa:device', newValue }));
  };
  const acts = () => (tablet.get() as { device: DeviceSession }).device.actor?.name;
  keptInOtherTab({ ...device, deviceId: DeviceId.parse(id(905)), actor: device.staff[1]! });
  expect(acts()).toBe('王丽');
  keptInOtherTab({ ...device, actor: device.staff[1]! });
  expect(acts()).toBe('李娜');
  expect(tablet.get()).toMatchObject({ device: { accessToken: 'secret-token' } });
  stop();
  keptInOtherTab(device);
  expect(acts()).toBe('李娜');
});
