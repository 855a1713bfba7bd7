import { expect, test } from '@jest/globals';
import { isAllowedIp, parseAddress, resolveAllowed } from '../../../../media/rtsp/address.ts';

test.each([
  ['rtsp://10.0.0.5/main', { isSecure: false, host: '10.0.0.5', port: 554 }],
  ['rtsps://cam-1.garden.lan:8322/a?channel=1&subtype=0', { isSecure: true, host: 'cam-1.garden.lan', port: 8322 }],
  ['rtsps://cam_2/', { isSecure: true, host: 'cam_2', port: 322 }],
  ['rtsp://[fd00::12]:8554/x', { isSecure: false, host: 'fd00::12', port: 8554 }],
])('reads %s', (text, expected) => {
  expect(parseAddress(text)).toEqual({ ...expected, url: text });
});

test.each([
  'http://10.0.0.5/',
  'file:///etc/passwd',
  'concat:/etc/passwd',
  '|ls',
  '-i /etc/passwd',
  '',
  'rtsp://',
  'rtsp:///path',
  'rtsp:10.0.0.5/main',
  'rtsp://u:p@10.0.0.5/main',
  'rtsp://u@10.0.0.5/main',
  'rtsp://10.0.0.5:0/main',
  'rtsp://10.0.0.5:99999/main',
  'rtsp://10.0.0.5/main\nOPTIONS *',
  'rtsp://10.0.0.5/main\r\nX: y',
  'rtsp://10.0.0.5/\0main',
  'rtsp://10.0.0.5/ma in',
  'rtsp://10.0.0.5/\tmain',
  ' rtsp://10.0.0.5/main',
  'rtsp://cam;reboot/main',
  'rtsp://$(reboot)/main',
  'rtsp://`id`/main',
  'rtsp://[fe80::1%25eth0]/main',
  'rtsp://[::1/main',
  `rtsp://10.0.0.5/${'a'.repeat(10_000)}`,
])('refuses %j', (text) => {
  expect(parseAddress(text)).toBeNull();
});

test('a path may hold what a shell would act on: it only ever stands in a request line', () => {
  expect(parseAddress("rtsp://10.0.0.5/a;$(id)'&b")?.url).toBe("rtsp://10.0.0.5/a;$(id)'&b");
  expect(parseAddress('rtsp://10.0.0.5/a"b')?.url).toBe('rtsp://10.0.0.5/a%22b');
  expect(parseAddress('rtsp://10.0.0.5/a#b')?.url).toBe('rtsp://10.0.0.5/a');
});

test.each([
  ['10.1.2.3', ['10.0.0.0/8'], true],
  ['10.1.2.3', ['192.168.0.0/16', '10.1.2.3/32'], true],
  ['::ffff:10.1.2.3', ['10.0.0.0/8'], true],
  ['fd00::7', ['fd00::/8'], true],
  ['11.0.0.1', ['10.0.0.0/8'], false],
  ['fd00::7', ['10.0.0.0/8'], false],
  ['10.1.2.3', [], false],
  ['10.1.2.3', ['10.0.0.0', 'nonsense', '10.0.0.0/99'], false],
  ['not an address', ['0.0.0.0/0'], false],
])('is %s in %j? %s', (ip, networks, expected) => {
  expect(isAllowedIp(ip, networks)).toBe(expected);
});

test.each(['127.0.0.1', '169.254.169.254', '::1', 'fe80::1', '::ffff:127.0.0.1', '::ffff:169.254.169.254'])(
  '%s is not opened by "everything", only by a block of its own kind',
  (ip) => {
    expect(isAllowedIp(ip, ['0.0.0.0/0', '::/0'])).toBe(false);
    expect(isAllowedIp(ip, ['127.0.0.0/8', '169.254.0.0/16', '::1/128', 'fe80::/10'])).toBe(true);
  },
);

test.each(['0.0.0.0', '::', '224.0.0.1', 'ff02::1', '255.255.255.255', '::ffff:0.0.0.0'])(
  '%s is never dialled',
  (ip) => {
    expect(isAllowedIp(ip, ['0.0.0.0/0', '::/0', '0.0.0.0/32', '224.0.0.0/4', 'ff00::/8', '::/128'])).toBe(false);
  },
);

test.each(['127.0.0.1', 'localhost', '2130706433', '0x7f000001', '0177.0.0.1', '127.1', '::ffff:127.0.0.1'])(
  '%s is found to be loopback, however it is written',
  async (host) => {
    await expect(resolveAllowed(host, ['10.0.0.0/8', '0.0.0.0/0'])).rejects.toMatchObject({ fault: 'address-refused' });
    await expect(resolveAllowed(host, ['127.0.0.0/8', '::1/128'])).resolves.toMatch(/^(127\.0\.0\.1|::1)$/);
  },
);

test('a name that does not exist is unreachable', async () => {
  await expect(resolveAllowed('no-such-camera.invalid', ['0.0.0.0/0'])).rejects.toMatchObject({ fault: 'unreachable' });
});
