import { createPrivateKey, createPublicKey } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { vapidKeys } from '../../../server/notifications/vapid-keys.ts';

test('the keys are a pair, the same in every process of an installation and others in another', () => {
  const [one, again, other] = [1, 1, 2].map((n) => vapidKeys(() => Buffer.alloc(32, n)));
  expect(one).toEqual(again);
  expect(one?.publicKey).not.toBe(other?.publicKey);
  const point = Buffer.from(one?.publicKey ?? '', 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'));
  const key = createPrivateKey({ key: { kty: 'EC', crv: 'P-256', x, y, d: one?.privateKey } as never, format: 'jwk' });
  expect(createPublicKey(key).export({ format: 'jwk' })).toMatchObject({ x, y });
});
