import { expect, test } from '@jest/globals';
import { AttendanceEventId } from '#contract/ids.ts';
import { randomId } from '../../../web/shared/random-id.ts';

test('an id made in the browser is a version 4 UUID that the server takes, and no two are the same', () => {
  const ids = Array.from({ length: 500 }, randomId);
  for (const id of ids) expect(AttendanceEventId.parse(id)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab]/);
  expect(new Set(ids).size).toBe(ids.length);
});

test('an id needs nothing that a page without HTTPS lacks', () => {
  const own = Object.getOwnPropertyDescriptor(globalThis, 'crypto');
  const { crypto } = globalThis;
  Object.defineProperty(globalThis, 'crypto', {
    configurable: true,
    value: { getRandomValues: (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes) },
  });
  try {
    expect(AttendanceEventId.safeParse(randomId()).success).toBe(true);
  } finally {
    if (own) Object.defineProperty(globalThis, 'crypto', own);
  }
});
