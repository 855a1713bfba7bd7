import { expect, test } from '@jest/globals';
import { isAllowedIp } from '../../../media/rtsp/address.ts';
import { readCameraAddress } from '../../../server/cameras/camera-address.ts';

const ADDRESSES = [
  '10.1.2.3',
  '11.0.0.1',
  '172.16.0.1',
  '192.168.20.31',
  '100.64.0.9',
  '8.8.8.8',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '0.0.0.0',
  '0.1.2.3',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'ff02::1',
  'fd00::7',
  '2408:8756::7',
  '::ffff:10.1.2.3',
  '::ffff:127.0.0.1',
  '::ffff:169.254.169.254',
];
const NETWORKS = [
  [],
  ['nonsense', '10.0.0.0', '10.0.0.0/99'],
  ['10.0.0.0/8'],
  ['192.168.20.31/32', '172.16.0.0/12', '100.64.0.0/10'],
  ['0.0.0.0/0', '::/0'],
  ['127.0.0.0/8', '::1/128'],
  ['169.254.0.0/16', 'fe80::/10'],
  ['fd00::/8', '2408:8756::/64'],
  ['0.0.0.0/8', '224.0.0.0/4', 'ff00::/8', '::/128'],
  ['::ffff:0:0/96'],
];

function mayBeTyped(ip: string, networks: string[]): boolean {
  const host = ip.includes(':') ? `[${ip}]` : ip;
  try {
    readCameraAddress({ main: `rtsp://${host}/live`, sub: null, username: '', password: '' }, networks);
    return true;
  } catch {
    return false;
  }
}

test.each(NETWORKS.map((networks) => [networks]))(
  'the console and media say the same of every address when cameras may be in %j',
  (networks) => {
    const said = (judge: (ip: string) => boolean) => ADDRESSES.filter(judge);
    expect(said((ip) => mayBeTyped(ip, networks))).toEqual(said((ip) => isAllowedIp(ip, networks)));
  },
);
