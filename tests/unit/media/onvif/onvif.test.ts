import { expect, test } from '@jest/globals';
import { addressesIn } from '../../../../media/onvif/networks.ts';
import { chooseProfiles, type Profile } from '../../../../media/onvif/profiles.ts';
import { readService } from '../../../../media/onvif/service-address.ts';
import { passwordDigest } from '../../../../media/onvif/soap.ts';
import { readXml, textOf } from '../../../../media/onvif/xml.ts';

test('the password digest is that of the ONVIF programmer’s guide', () => {
  const nonce = Buffer.from('LKqI6G/AikKCQrN0zqZFlg==', 'base64');
  expect(passwordDigest(nonce, '2010-09-16T07:50:45Z', 'userpassword')).toBe('tuOSpGlFlIXsozq4HFNeeGeFLEI=');
});

test.each([
  ['192.168.1.0/30', ['192.168.1.1', '192.168.1.2']],
  ['192.168.1.4/32', ['192.168.1.4']],
  ['192.168.1.6/31', ['192.168.1.6', '192.168.1.7']],
  ['192.168.1.77/29', [65, 66, 67, 68, 69, 70].map((last) => `192.168.1.${last + 8}`)],
  ['fd00::/120', []],
  ['224.0.0.0/30', []],
  ['0.0.0.0/30', []],
])('the addresses to ask in %s', (network, expected) => {
  expect(addressesIn([network])).toEqual(expected);
});

test('1,024 addresses are searched and more are not, in one block or in several; an overlap counts once', () => {
  expect(addressesIn(['10.0.0.0/22'])).toHaveLength(1_022);
  expect(addressesIn(['10.0.0.0/21'])).toBeNull();
  expect(addressesIn(['10.0.0.0/22', '10.0.8.0/24'])).toBeNull();
  expect(addressesIn(['10.0.0.0/22', '10.0.1.0/24'])).toHaveLength(1_022);
});

test.each([
  ['http://192.168.1.9/onvif/device_service', '192.168.1.9', 80],
  ['https://192.168.1.9/x', '192.168.1.9', 443],
  ['http://3232235785:8080/x', '192.168.1.9', 8080],
  ['http://[::ffff:192.168.1.9]/x', '192.168.1.9', 80],
])('the service %s is read as the system would', (text, ip, port) => {
  expect(readService(text)).toMatchObject({ ip, port });
});

test.each([
  'ftp://192.168.1.9/',
  'http://camera.local/',
  'http://a:b@192.168.1.9/',
  'http://192.168.1.9:0/',
  'http://192.168.1.9/\r\nX: y',
  `http://192.168.1.9/${'x'.repeat(400)}`,
])('%j is no service', (text) => {
  expect(readService(text)).toBeNull();
});

const profile = (token: string, pixels: number, more: Partial<Profile> = {}): Profile => ({
  token,
  videoSource: 'lens',
  isH264: true,
  pixels,
  ...more,
});

test('two pictures of the same size are one stream; another lens is another camera', () => {
  expect(chooseProfiles([profile('a', 100), profile('b', 100)])).toMatchObject({ sub: null });
  const lenses = [profile('a', 100), profile('b', 900, { videoSource: 'second' })];
  expect(chooseProfiles(lenses)).toMatchObject({ main: { token: 'a' }, sub: null });
});

test('XML: prefixes do not matter, entities are read, what is broken or declares its own is none', () => {
  const read = readXml('<a:x xmlns:a="u"><b:y>1 &lt; 2</b:y></a:x>');
  expect(read && textOf(read, 'y')).toBe('1 < 2');
  expect(readXml('<x>')).toBeNull();
  expect(readXml('<!DOCTYPE x><x/>')).toBeNull();
  expect(readXml(`<x>${'<y/>'.repeat(6_000)}</x>`)).toBeNull();
  expect(readXml(`${'<y>'.repeat(100)}${'</y>'.repeat(100)}`)).toBeNull();
});
