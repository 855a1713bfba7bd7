import { expect, test } from '@jest/globals';
import { videoAddresses } from '../../../server/video-addresses.ts';

const OWN = ['192.168.20.5'];
const HERE = { listenIp: '127.0.0.1', announcedAddresses: ['127.0.0.1'] };
const EVERYWHERE = { listenIp: '0.0.0.0', announcedAddresses: ['192.168.20.5', '127.0.0.1'] };

test.each([
  ['the demo', { HOST: '127.0.0.1' }, HERE],
  ['the demo by its other name', { HOST: 'localhost' }, HERE],
  ['the demo shown to the network', { HOST: '0.0.0.0' }, EVERYWHERE],
  ['an installation', { HOST: '0.0.0.0', PUBLIC_URL: 'https://kanwa.example.cn' }, EVERYWHERE],
  [
    'an installation behind a proxy on its machine',
    { HOST: '127.0.0.1', PUBLIC_URL: 'https://kanwa.example.cn' },
    EVERYWHERE,
  ],
  ['one that is reached on its machine only', { HOST: '0.0.0.0', PUBLIC_URL: 'http://localhost:3000' }, HERE],
  ['one at an IPv6 loopback', { HOST: '127.0.0.1', PUBLIC_URL: 'http://[::1]:3000' }, HERE],
])('video of %s listens where its browsers are', (_what, config, where) => {
  expect(videoAddresses({ MEDIA_ANNOUNCE: undefined, PUBLIC_URL: undefined, ...config }, OWN)).toEqual(where);
});

test('addresses that were set are announced as they are', () => {
  const config = { HOST: '127.0.0.1', PUBLIC_URL: 'https://kanwa.example.cn', MEDIA_ANNOUNCE: ['203.0.113.7'] };
  expect(videoAddresses(config, OWN)).toEqual({ listenIp: '0.0.0.0', announcedAddresses: ['203.0.113.7'] });
});
