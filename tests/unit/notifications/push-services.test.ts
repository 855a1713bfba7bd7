import { expect, test } from '@jest/globals';
import { isPushService } from '../../../server/notifications/push-services.ts';

test.each([
  'https://fcm.googleapis.com/fcm/send/x',
  'https://updates.push.services.mozilla.com/wpush/v2/x',
  'https://wns2-am3p.notify.windows.com/w/?token=x',
  'https://web.push.apple.com/x',
])('%s is one', (endpoint) => {
  expect(isPushService(endpoint, [])).toBe(true);
});

test.each([
  'http://fcm.googleapis.com/x',
  'https://fcm.googleapis.com:8443/x',
  'https://fcm.googleapis.com./x',
  'https://notfcm.googleapis.com/x',
  'https://fcm.googleapis.com.evil.example/x',
  'https://me@fcm.googleapis.com/x',
  'https://127.0.0.1/fcm.googleapis.com',
  'https://push.example.cn/x',
  'file:///etc/passwd',
  'nothing',
])('attack: %s is none', (endpoint) => {
  expect(isPushService(endpoint, [])).toBe(false);
});

test('an installation may name one more, with its port, and gets that one alone', () => {
  const named = ['Push.example.cn', 'localhost:8443'];
  expect(isPushService('https://push.example.cn/x', named)).toBe(true);
  expect(isPushService('https://eu.push.example.cn/x', named)).toBe(true);
  expect(isPushService('https://localhost:8443/x', named)).toBe(true);
  expect(isPushService('https://localhost/x', named)).toBe(false);
  expect(isPushService('https://push.example.cn:8443/x', named)).toBe(false);
  expect(isPushService('http://localhost:8443/x', named)).toBe(false);
});
