import { expect, test } from '@jest/globals';
import { relayFirewall } from '../../../scripts/turn/relay-firewall.ts';
import { planRelay, type RelayGiven } from '../../../scripts/turn/relay-plan.ts';
import { turnserverConf } from '../../../scripts/turn/turnserver-conf.ts';

const GIVEN: RelayGiven = {
  urls: ['turns:turn.example.cn:443?transport=tcp'],
  secret: 'a-secret-that-two-machines-share-7714',
  mediaAddresses: ['203.0.113.7', '127.0.0.1'],
  firstMediaPort: 40_000,
  mediaPorts: 4,
  address: '203.0.113.8',
  certificate: '/etc/coturn/cert.pem',
  key: '/etc/coturn/key.pem',
  viewers: 100,
};
const lines = (more: Partial<RelayGiven> = {}) => turnserverConf(planRelay({ ...GIVEN, ...more })).split('\n');

test('it listens for TLS alone where that alone is in the settings', () => {
  expect(lines()).toEqual(
    expect.arrayContaining(['tls-listening-port=443', 'listening-ip=203.0.113.8', 'no-udp', 'no-tcp', 'no-dtls']),
  );
  expect(lines()).not.toContain('no-tls');
});

test('for UDP beside it listens for both, and its answers pass the firewall', () => {
  const urls = [...GIVEN.urls, 'turn:turn.example.cn:3478'];
  expect(lines({ urls })).toEqual(expect.arrayContaining(['listening-port=3478', 'no-tcp', 'no-dtls']));
  expect(lines({ urls })).not.toContain('no-udp');
  expect(relayFirewall(planRelay({ ...GIVEN, urls }))).toContain('udp sport 3478 accept');
  expect(relayFirewall(planRelay(GIVEN))).not.toContain('udp sport');
});

test('it passes on to the media node and to nobody else, never to loopback', () => {
  expect(lines().filter((line) => line.startsWith('allowed-peer-ip'))).toEqual(['allowed-peer-ip=203.0.113.7']);
  expect(lines()).toContain('denied-peer-ip=0.0.0.0-255.255.255.255');
  expect(relayFirewall(planRelay(GIVEN))).toContain('ip daddr { 203.0.113.7 } udp dport 40000-40003 accept');
});

test.each<[Partial<RelayGiven>, string]>([
  [{ firstMediaPort: 0 }, 'MEDIA_PORT'],
  [{ mediaAddresses: ['video.example.cn'] }, '--media'],
  [{ mediaAddresses: ['127.0.0.1'] }, 'loopback'],
  [{ urls: [...GIVEN.urls, 'turns:turn.example.cn:5349'] }, 'several ports'],
])('%j is said instead of guessed', (more, said) => {
  expect(() => planRelay({ ...GIVEN, ...more })).toThrow(said);
});
