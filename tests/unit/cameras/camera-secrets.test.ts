import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { createCameraSecrets } from '../../../server/cameras/camera-secrets.ts';
import type { CameraId } from '../../../server/contract/ids.ts';

const key = (fill: number) => new Uint8Array(32).fill(fill);
const camera = randomUUID() as CameraId;
const SOURCES = {
  main: { url: 'rtsp://10.1.2.3/main', username: 'kamera', password: '海棠;$(reboot)"' },
  sub: { url: 'rtsp://10.1.2.3/sub', username: 'kamera', password: 'other' },
};

test('what was sealed opens again, and holds nothing readable', () => {
  const secrets = createCameraSecrets([key(1)]);
  const sealed = secrets.seal(camera, SOURCES);
  expect(secrets.open(camera, sealed)).toEqual(SOURCES);
  const text = Buffer.from(sealed).toString('latin1');
  for (const part of ['rtsp', '10.1.2.3', 'kamera', 'reboot']) expect(text).not.toContain(part);
});

test('the same sources sealed twice look different: a row does not tell which cameras share a password', () => {
  const secrets = createCameraSecrets([key(1)]);
  expect(secrets.seal(camera, SOURCES)).not.toEqual(secrets.seal(camera, SOURCES));
});

test('after a rotation the new key seals and the old one still opens what it sealed', () => {
  const before = createCameraSecrets([key(1)]);
  const after = createCameraSecrets([key(1), key(2)]);
  const old = before.seal(camera, SOURCES);
  expect(after.open(camera, old)).toEqual(SOURCES);
  const fresh = after.seal(camera, SOURCES);
  expect(after.open(camera, fresh)).toEqual(SOURCES);
  expect(() => before.open(camera, fresh)).toThrow('a key that is not here');
});

test('attack: a row copied to another camera, a backup without the key, a changed byte, a cut row – none opens', () => {
  const secrets = createCameraSecrets([key(1)]);
  const sealed = secrets.seal(camera, SOURCES);
  expect(() => secrets.open(randomUUID() as CameraId, sealed)).toThrow();
  expect(() => createCameraSecrets([key(9)]).open(camera, sealed)).toThrow();
  for (let index = 0; index < sealed.length; index += 1) {
    const changed = Uint8Array.from(sealed);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => secrets.open(camera, changed)).toThrow();
  }
  for (const length of [0, 1, 12, 20, 28, 29, sealed.length - 1]) {
    expect(() => secrets.open(camera, sealed.subarray(0, length))).toThrow();
  }
});
