import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fitPayload, isBSlice, nalOf, payloadsOf, unitsIn } from '../../../../media/ingest/h264.ts';
import { PPS_720P, slice, SPS_720P } from '../../../support/rtsp/camera-stream-bytes.ts';

/** Puts NAL units together as a decoder does. */
function assembled(payloads: readonly Buffer[]): Buffer[] {
  const nals: Buffer[] = [];
  let open: Buffer[] = [];
  for (const unit of payloads.flatMap(unitsIn)) {
    open = unit.isStart ? [nalOf(unit)] : [...open, unit.body];
    if (unit.isEnd) nals.push(Buffer.concat(open));
  }
  return nals;
}

const anyNal = fc
  .tuple(fc.constantFrom(0x65, 0x41, 0x01, 0x06, 0x67), fc.uint8Array({ minLength: 1, maxLength: 6_000 }))
  .map(([header, body]) => Buffer.concat([Buffer.from([header]), body]));

test('a NAL unit survives being cut, and being cut again smaller', () => {
  fc.assert(
    fc.property(anyNal, fc.integer({ min: 20, max: 1_500 }), (nal, maxBytes) => {
      const asFromCamera = fitPayload(nal, 1_460);
      const sent = asFromCamera.flatMap((payload) => fitPayload(payload, maxBytes));
      expect(sent.every((payload) => payload.length <= maxBytes)).toBe(true);
      expect(assembled(sent)).toEqual([nal]);
    }),
  );
});

test('a STAP-A that is too large comes apart into its units, in order', () => {
  const nals = [SPS_720P, PPS_720P, slice('idr', 3_000)];
  const [aggregate] = payloadsOf(nals, 60_000);
  expect(unitsIn(aggregate ?? Buffer.alloc(0))).toHaveLength(3);
  const sent = fitPayload(aggregate ?? Buffer.alloc(0));
  expect(sent.every((payload) => payload.length <= 1_200)).toBe(true);
  expect(assembled(sent)).toEqual(nals);
});

test('a payload that fits passes as it is', () => {
  const nal = slice('p', 1_200);
  expect(fitPayload(nal)).toEqual([nal]);
});

test('parameter sets share a packet when they fit', () => {
  expect(payloadsOf([SPS_720P, PPS_720P])).toHaveLength(1);
  expect(payloadsOf([SPS_720P])).toEqual([SPS_720P]);
  expect(payloadsOf([])).toEqual([]);
});

test.each([
  ['nothing', ''],
  ['one byte', '65'],
  ['a STAP-A whose unit is longer than the packet', '78ffff65'],
  ['a STAP-A with an empty unit', '78000000'],
  ['an FU-A without content', '7c85'],
  ['a packetization mode we do not take', '7d00016588'],
])('%s holds no units', (_what, hex) => {
  expect(unitsIn(Buffer.from(hex, 'hex'))).toEqual([]);
});

test('any bytes are read without throwing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
      for (const unit of unitsIn(Buffer.from(bytes))) isBSlice(unit);
      fitPayload(Buffer.from(bytes), 100);
    }),
  );
});

test('B slices are told from P and I slices, whole and in their first fragment', () => {
  const kindOf = (nal: Buffer) => unitsIn(fitPayload(nal, 50)[0] ?? nal).map(isBSlice);
  expect(kindOf(slice('b', 30))).toEqual([true]);
  expect(kindOf(slice('b', 300))).toEqual([true]);
  expect(kindOf(slice('p', 30))).toEqual([false]);
  expect(kindOf(slice('idr', 30))).toEqual([false]);
});
