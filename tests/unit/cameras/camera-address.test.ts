import { expect, test } from '@jest/globals';
import type { z } from 'zod';
import { readCameraAddress } from '../../../server/cameras/camera-address.ts';
import { CameraAddress } from '../../../server/contract/cameras.ts';
import { AppError } from '../../../server/platform/errors.ts';

const LAN = ['192.168.0.0/16', '10.0.0.0/8', 'fd00::/8'];
const read = (address: z.input<typeof CameraAddress>, networks = LAN) =>
  readCameraAddress(CameraAddress.parse(address), networks);

/** The field that was refused and why, or the address as it was read. */
function outcome(main: string, networks = LAN): string {
  try {
    return read({ main }, networks).main.url;
  } catch (error) {
    if (error instanceof AppError && error.code === 'camera-address-refused')
      return Object.values(error.fields ?? {}).join();
    throw error;
  }
}

test('user name and password are taken out of the address, decoded', () => {
  const { main } = read({ main: 'rtsp://admin:p%40ss%2Fw@192.168.1.9:8554/cam/realmonitor?channel=1&subtype=0#x' });
  expect(main).toEqual({
    url: 'rtsp://192.168.1.9:8554/cam/realmonitor?channel=1&subtype=0',
    username: 'admin',
    password: 'p@ss/w',
  });
});

test('what stands in the fields counts before what stands in the address', () => {
  const { main } = read({ main: 'rtsp://old:one@camera.local/s', username: 'new', password: 'two' });
  expect(main).toEqual({ url: 'rtsp://camera.local/s', username: 'new', password: 'two' });
});

test('the small stream uses the account of the main one, or its own', () => {
  const shared = read({ main: 'rtsp://a:b@cam/main', sub: 'rtsp://cam/sub' });
  expect(shared.sub).toEqual({ url: 'rtsp://cam/sub', username: 'a', password: 'b' });
  const own = read({ main: 'rtsp://a:b@cam/main', sub: 'rtsp://c:d@cam/sub' });
  expect(own.sub).toEqual({ url: 'rtsp://cam/sub', username: 'c', password: 'd' });
});

test.each([
  ['rtsps and a port', 'rtsps://camera-1.nursery.local:322/live', 'rtsps://camera-1.nursery.local:322/live'],
  ['an address of the site’s networks', 'rtsp://10.9.8.7/', 'rtsp://10.9.8.7/'],
  ['IPv6 of the site’s networks', 'rtsp://[fd00::12]:554/s', 'rtsp://[fd00::12]:554/s'],
  ['capitals in the scheme', 'RTSP://cam/s', 'rtsp://cam/s'],
  ['a path with shell characters stays a path', 'rtsp://cam/;$(id)', 'rtsp://cam/;$(id)'],
])('accepted: %s', (_title, address, url) => {
  expect(outcome(address)).toBe(url);
});

test.each([
  ['http', 'http://192.168.1.9/', 'scheme'],
  ['a file', 'file:///etc/passwd', 'scheme'],
  ['a pipe', 'pipe:0', 'scheme'],
  ['concat', 'concat:a|b', 'scheme'],
  ['a command in front', '$(reboot) rtsp://cam/', 'control-characters'],
  ['a leading dash', '-i rtsp://cam/', 'control-characters'],
  ['an option instead of an address', '-rtsp_transport', 'scheme'],
  ['no slashes', 'rtsp:cam', 'scheme'],
  ['no host', 'rtsp:///path', 'host'],
  ['a shell character in the host', 'rtsp://cam;$(id)/', 'host'],
  ['a quote in the host', "rtsp://cam'/", 'host'],
  ['a percent-encoded host', 'rtsp://%31%32%37.0.0.1/', 'host'],
  ['a host that begins with a dash', 'rtsp://-oProxyCommand=x/', 'host'],
  ['a line end', 'rtsp://cam/a\r\nTEARDOWN rtsp://cam/ RTSP/1.0', 'control-characters'],
  ['a tab, which URL would drop', 'rtsp://ca\tm/', 'control-characters'],
  ['NUL', 'rtsp://cam/\0', 'control-characters'],
  ['a line end in a password within the address', 'rtsp://a:b%0d%0aX@cam/', 'control-characters'],
  ['port 0', 'rtsp://cam:0/', 'port'],
  ['a port beyond the last', 'rtsp://cam:70000/', 'malformed'],
])('attack refused: %s', (_title, address, why) => {
  expect(outcome(address)).toBe(why);
});

test.each([
  ['loopback', 'rtsp://127.0.0.1/'],
  ['loopback, short', 'rtsp://127.1/'],
  ['loopback, decimal', 'rtsp://2130706433/'],
  ['loopback, octal', 'rtsp://0177.0.0.1/'],
  ['loopback, hexadecimal', 'rtsp://0x7f.0.0.1/'],
  ['loopback, IPv6', 'rtsp://[::1]/'],
  ['loopback, IPv4 in IPv6', 'rtsp://[::ffff:127.0.0.1]/'],
  ['loopback, IPv4 in IPv6, hexadecimal', 'rtsp://[::ffff:7f00:1]/'],
  ['every address of this machine', 'rtsp://0.0.0.0/'],
  ['the metadata service of clouds', 'rtsp://169.254.169.254/'],
  ['link-local, IPv6', 'rtsp://[fe80::1]/'],
  ['the internet', 'rtsp://8.8.8.8/'],
  ['a neighbouring private network', 'rtsp://172.16.0.1/'],
])('SSRF refused at once: %s', (_title, address) => {
  expect(outcome(address)).toBe('network');
  expect(outcome(address, [])).toBe('network');
});

test('SSRF: a network as wide as the world opens neither loopback nor the metadata service; meant ones do', () => {
  expect(outcome('rtsp://127.0.0.1/', ['0.0.0.0/0', '::/0'])).toBe('network');
  expect(outcome('rtsp://169.254.169.254/', ['0.0.0.0/0'])).toBe('network');
  expect(outcome('rtsp://8.8.8.8/', ['0.0.0.0/0'])).toBe('rtsp://8.8.8.8/');
  expect(outcome('rtsp://127.0.0.1/', ['127.0.0.0/8'])).toBe('rtsp://127.0.0.1/');
});

test('a refusal names the field and never its content', () => {
  try {
    read({ main: 'rtsp://cam/', sub: 'http://secret-user:secret-pass@hidden/' });
    throw new Error('was not refused');
  } catch (error) {
    expect(error).toMatchObject({ fields: { 'address.sub': 'scheme' } });
    expect(JSON.stringify(error) + String(error)).not.toMatch(/secret|hidden/);
  }
});

test('line ends in user name or password are refused: they would become header lines', () => {
  expect(() => read({ main: 'rtsp://cam/', username: 'a\r\nX-Y: z' })).toThrow(AppError);
  expect(() => read({ main: 'rtsp://cam/', password: 'a\nb' })).toThrow(AppError);
});
