import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseSps } from '../../../../media/ingest/sps.ts';

// Written by x264 for pictures of these sizes; 1080, 350 and 270 need cropping.
test.each([
  ['1920×1080 High', '67640028acd940780227e5c044000003000400000300283c60c658', '640028', 1920, 1080],
  ['640×360 Baseline', '6742c016d900a02ff970110000030001000003000a0f162e48', '42c016', 640, 360],
  ['1280×720 Main', '674d401feca02802dd80880000030008000003005078c18cb0', '4d401f', 1280, 720],
  ['350×270 High', '6764000cacd941608faac044000003000400000300283c50a658', '64000c', 350, 270],
  ['2560×1440 High', '67640032acd9402800b5b0110000030001000003000a0f183196', '640032', 2560, 1440],
  ['320×240 interlaced', '67640015acd941410fcb808800000300100000030190f8a14cb0', '640015', 320, 240],
])('reads %s', (_what, hex, profileLevelId, widthPx, heightPx) => {
  expect(parseSps(Buffer.from(hex, 'hex'))).toEqual({ profileLevelId, widthPx, heightPx });
});

test('half an SPS, a PPS and nothing are no SPS', () => {
  expect(parseSps(Buffer.from('67640028acd9', 'hex'))).toBeNull();
  expect(parseSps(Buffer.from('68ebe3cb22c0', 'hex'))).toBeNull();
  expect(parseSps(Buffer.alloc(0))).toBeNull();
});

test('any bytes give a sane format or null, never a throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const format = parseSps(Buffer.concat([Buffer.from([0x67, 100, 0, 40]), bytes]));
      if (format) expect(Math.max(format.widthPx, format.heightPx)).toBeLessThanOrEqual(16_384);
    }),
  );
});
