import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BitReader } from '../../../scripts/demo-camera/h264/bit-reader.ts';
import { BitWriter } from '../../../scripts/demo-camera/h264/bit-writer.ts';
import { fromRbsp, splitAnnexB, toRbsp } from '../../../scripts/demo-camera/h264/nal.ts';

test('what is written bit by bit is read back, and ends where it ended', () => {
  const value = fc.oneof(
    fc.record({ kind: fc.constant('unsigned' as const), value: fc.nat(70_000) }),
    fc.record({ kind: fc.constant('signed' as const), value: fc.integer({ min: -30_000, max: 30_000 }) }),
    fc.record({ kind: fc.constant('bit' as const), value: fc.nat(1) }),
  );
  fc.assert(
    fc.property(fc.array(value), (values) => {
      const writer = new BitWriter();
      for (const { kind, value } of values) writer[kind](value);
      const reader = new BitReader(writer.finish());
      for (const { kind, value } of values) expect(reader[kind]() + 0).toBe(value);
      expect(reader.stopBitPosition()).toBe(reader.position);
    }),
  );
});

test('the codes of the standard’s own table', () => {
  const writer = new BitWriter();
  for (const value of [0, 1, 2, 3]) writer.unsigned(value); // 1 010 011 00100
  expect(Buffer.from(writer.finish())).toEqual(Buffer.from([0b10100110, 0b01001000]));
});

test('a payload survives its escaping, and no start code is left in it', () => {
  const bytes = fc.array(fc.constantFrom(0, 0, 0, 1, 2, 3, 4, 255), { maxLength: 60 });
  fc.assert(
    fc.property(bytes, (payload) => {
      const nal = fromRbsp(0x65, Uint8Array.from([...payload, 0x80]));
      expect([...toRbsp(nal)]).toEqual([...payload, 0x80]);
      expect(nal.includes(Buffer.from([0, 0, 0])) || nal.includes(Buffer.from([0, 0, 1]))).toBe(false);
    }),
  );
});

test('a stream is cut at start codes of three and of four bytes', () => {
  const stream = Buffer.from([0, 0, 0, 1, 0x67, 5, 0, 0, 1, 0x68, 6, 0, 0, 0, 1, 0x65, 7]);
  expect(splitAnnexB(stream).map((nal) => [...nal])).toEqual([
    [0x67, 5],
    [0x68, 6],
    [0x65, 7],
  ]);
});
