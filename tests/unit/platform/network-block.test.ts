import { expect, test } from '@jest/globals';
import { networkFault } from '../../../server/platform/network-block.ts';

test.each([
  '10.0.0.0/8',
  '10.20.30.0/24',
  '172.16.0.0/12',
  '172.31.255.0/24',
  '192.168.0.0/16',
  '192.168.20.31/32',
  '100.64.0.0/10',
  'fc00::/7',
  'fd12:3456::/48',
  '203.0.114.0/24',
  '8.8.8.8/32',
  '2408:8756::/64',
])('cameras may be in %s', (block) => {
  expect(networkFault(block)).toBeNull();
});

test.each<[string, string]>([
  ['127.0.0.0/8', 'network-reserved'],
  ['127.0.0.1/32', 'network-reserved'],
  ['127.255.255.255/32', 'network-reserved'],
  ['::1/128', 'network-reserved'],
  ['169.254.0.0/16', 'network-reserved'],
  ['169.254.169.254/32', 'network-reserved'],
  ['fe80::/10', 'network-reserved'],
  ['fe80::1/128', 'network-reserved'],
  ['0.0.0.0/8', 'network-reserved'],
  ['0.0.0.0/32', 'network-reserved'],
  ['::/128', 'network-reserved'],
  ['224.0.0.0/4', 'network-reserved'],
  ['239.1.2.3/32', 'network-reserved'],
  ['255.255.255.255/32', 'network-reserved'],
  ['ff02::1/128', 'network-reserved'],
  ['::ffff:127.0.0.1/128', 'network-reserved'],
  ['::ffff:169.254.169.254/128', 'network-reserved'],
  ['::ffff:10.0.0.0/104', 'network-reserved'],
  ['64:ff9b::7f00:1/128', 'network-reserved'],
  ['2002:7f00:1::/48', 'network-reserved'],
  ['0.0.0.0/0', 'network-too-wide'],
  ['::/0', 'network-too-wide'],
  ['128.0.0.0/1', 'network-too-wide'],
  ['126.0.0.0/7', 'network-too-wide'],
  ['8.8.0.0/16', 'network-too-wide'],
  ['8.0.0.0/7', 'network-too-wide'],
  ['192.0.0.0/8', 'network-too-wide'],
  ['2000::/3', 'network-too-wide'],
  ['2408:8756::/48', 'network-too-wide'],
  ['camera.local/24', 'network-reserved'],
  ['', 'network-reserved'],
])('attack: %s is refused: %s', (block, fault) => {
  expect(networkFault(block)).toBe(fault);
});
