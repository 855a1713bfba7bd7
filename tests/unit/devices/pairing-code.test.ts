import { expect, test } from '@jest/globals';
import { PairDevice } from '../../../server/contract/sign-in.ts';
import { CODE_ALPHABET, newPairingCode, plainCode } from '../../../server/devices/pairing-code.ts';

test('every code passes the contract, however it is typed, and none is like another', () => {
  const codes = Array.from({ length: 500 }, newPairingCode);
  for (const code of codes) {
    expect(plainCode(PairDevice.parse({ code: ` ${code.toLowerCase()} ` }).code)).toBe(code.replace('-', ''));
  }
  expect(new Set(codes).size).toBe(500);
});

test('no character is taken for another', () => {
  expect(CODE_ALPHABET).toHaveLength(32);
  expect(CODE_ALPHABET).not.toMatch(/[IO01]/);
});
