import { hostname } from 'node:os';
import { expect, test } from '@jest/globals';
import { isAllowedHost } from '../../../server/platform/origin.ts';

const DEMO: string[] = [];
const INSTALLATION = ['https://kanwa.example.cn'];

test.each([
  'localhost',
  'localhost:3000',
  'LOCALHOST:3000',
  '127.0.0.1:3000',
  '192.168.7.20',
  '[::1]:3000',
  hostname(),
])('the demo answers to %s', (host) => {
  expect(isAllowedHost(DEMO, host)).toBe(true);
});

test.each([
  'evil.example',
  'evil.example:3000',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  'localhost@evil.example',
  'localhost:x@evil.example',
  `${hostname()}.evil.example`,
  '',
  undefined,
  '[::1',
  '/localhost',
])('attack: DNS rebinding: the demo refuses the host %j', (host) => {
  expect(isAllowedHost(DEMO, host)).toBe(false);
});

test('an installation answers to its own name, at any port', () => {
  for (const host of ['kanwa.example.cn', 'KANWA.example.cn:443', 'kanwa.example.cn:8443'])
    expect(isAllowedHost(INSTALLATION, host)).toBe(true);
});

test.each(['evil.example', 'kanwa.example.cn.evil.example', 'localhost', '127.0.0.1', hostname(), '', undefined])(
  'attack: an installation refuses the host %j',
  (host) => {
    expect(isAllowedHost(INSTALLATION, host)).toBe(false);
  },
);
