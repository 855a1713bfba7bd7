import { expect, test } from '@jest/globals';
import { hashSecret, isSecret, randomToken } from '../../../server/platform/secret-hash.ts';

test('a secret is kept as argon2id with 19 MiB and known again; another one, and one that has no hash, is not', async () => {
  const stored = await hashSecret('haitang-2026');
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await isSecret(stored, 'haitang-2026')).toBe(true);
  expect(await isSecret(stored, 'haitang-2027')).toBe(false);
  expect(await isSecret(null, 'haitang-2026')).toBe(false);
});

test('machine secrets are 256 bits', () => {
  expect(Buffer.from(randomToken(), 'base64url')).toHaveLength(32);
});
