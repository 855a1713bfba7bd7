import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { NotificationsView } from '../../../server/contract/notifications.ts';
import { PASSWORD } from '../../support/nursery.ts';
import { startPushService, type PushService } from '../../support/push-service.ts';
import { NOTIFICATIONS, openToldNursery, type ToldNursery } from '../../support/told-nursery.ts';
import { until } from '../../support/until.ts';

let service: PushService;
let work: ToldNursery;
beforeAll(async () => {
  service = await startPushService();
});
afterAll(() => service.stop());
beforeEach(async () => {
  service.answerWith(() => ({ status: 201 }));
  work = await openToldNursery({ pushServices: [service.host] });
});
afterEach(() => work.stop());

const mother = () => work.nursery.duoduo.guardianId;
const settled = async () => {
  await until('every event has been looked at', work.isDerived);
  await sleep(100);
};

test.each([
  'http://fcm.googleapis.com/fcm/send/x',
  'https://127.0.0.1/x',
  'https://localhost/x',
  'https://169.254.169.254/latest/meta-data',
  'https://fcm.googleapis.com.evil.example/x',
  'https://evilfcm.googleapis.com:8443/x',
  'https://user:pass@fcm.googleapis.com/x',
  'https://2130706433/x',
  'https://[::1]/x',
  'https://notify.windows.com@10.0.0.1/x',
])('attack: %s is no push service', async (endpoint) => {
  const { keys } = service.browser('any').subscription;
  const as = await work.as(mother());
  const { status, text } = await as('POST', `${NOTIFICATIONS}/browsers`, { endpoint, keys });
  expect([status, text]).toEqual([422, expect.stringContaining('push-service-unknown')]);
  expect(await work.db.pushSubscription.count()).toBe(0);
});

test('a browser belongs to whoever signed in there last; with its address alone nobody takes it', async () => {
  const browser = await work.browser(service, mother());
  const thief = await work.as(work.nursery.shitou.guardianId);
  const stolen = { ...service.browser('thief').subscription, endpoint: browser.subscription.endpoint };
  expect((await thief('POST', `${NOTIFICATIONS}/browsers`, stolen)).status).toBe(409);
  expect((await thief('POST', `${NOTIFICATIONS}/browsers`, browser.subscription)).status).toBe(200);
  await work.publish(await work.flag('bite'));
  await work.pass(16);
  await settled();
  expect(browser.count()).toBe(0);
  const row = await work.db.pushSubscription.findFirstOrThrow();
  expect(Buffer.from(row.sealed).toString('latin1')).not.toContain(new URL(browser.subscription.endpoint).pathname);
});

test('another browser’s subscription is nobody’s to end, and of more than ten the oldest ends', async () => {
  const browser = await work.browser(service, mother());
  const { push } = (await browser.as('GET', NOTIFICATIONS)).body as NotificationsView;
  const [own] = push.browsers;
  expect(own).toMatchObject({ isThis: true });
  const other = await work.as(work.nursery.shitou.guardianId);
  const path = `${NOTIFICATIONS}/browsers/${own?.subscriptionId ?? ''}`;
  expect((await other('DELETE', path)).status).toBe(404);
  for (let n = 1; n <= 10; n++) {
    work.at(`10:${String(n).padStart(2, '0')}`);
    await work.browser(service, mother());
  }
  expect(await work.db.pushSubscription.count()).toBe(10);
  expect((await browser.as('DELETE', path)).status).toBe(404);
});

test('a test message comes at once, is limited, and says so where there is nobody to tell', async () => {
  const browser = await work.browser(service, mother());
  expect((await browser.as('POST', `${NOTIFICATIONS}/trial`, { channel: 'push' })).status).toBe(204);
  expect(browser.messages().map(({ title }) => title)).toEqual(['看娃：测试消息']);
  expect((await browser.as('POST', `${NOTIFICATIONS}/trial`, { channel: 'email' })).text).toContain('channel-absent');
  service.answerWith(() => ({ status: 500 }));
  expect((await browser.as('POST', `${NOTIFICATIONS}/trial`, { channel: 'push' })).text).toContain('not-delivered');
  for (let n = 0; n < 2; n++) await browser.as('POST', `${NOTIFICATIONS}/trial`, { channel: 'push' });
  expect((await browser.as('POST', `${NOTIFICATIONS}/trial`, { channel: 'push' })).status).toBe(429);
});

test('a changed password ends the other sign-ins’ browsers, and not one’s own', async () => {
  const [mine, elsewhere] = [await work.browser(service, mother()), await work.browser(service, mother())];
  const changed = await mine.as('POST', '/api/me/password', { current: PASSWORD, next: 'haitang-2026-autumn' });
  expect(changed.status).toBe(204);
  await work.publish(await work.flag('bite'));
  await work.pass(16);
  await until('one’s own', () => mine.count() === 1);
  await settled();
  expect(elsewhere.count()).toBe(0);
});
