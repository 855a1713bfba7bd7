import { expect, test } from '@jest/globals';
import { StreamLook } from '../../../../media/ingest/stream-look.ts';
import { PPS_720P, rtpPacket, slice, SPROP, SPS_720P } from '../../../support/rtsp/camera-stream-bytes.ts';

const FRAME_TICKS = 3_600; // 25 a second
const parameterSets = SPROP.split(',').map((text) => Buffer.from(text, 'base64'));
const track = { payloadType: 96, control: undefined, sessionControl: undefined, parameterSets, hasSound: false };
const SPS_1440P = Buffer.from('67640032acd9402800b5b0110000030001000003000a0f183196', 'hex');

type Shape = {
  keyFrameAt: readonly number[];
  frames: number;
  frameBytes?: number;
  sps?: Buffer | null;
  bSlices?: boolean;
};

/** Looks at a stream with key frames at the given frames. */
function looked({ keyFrameAt, frames, frameBytes = 500, sps = SPS_720P, bSlices = false }: Shape, given = track) {
  const look = new StreamLook(given);
  let sequence = 0;
  for (let frame = 0; frame < frames; frame += 1) {
    const isKey = keyFrameAt.includes(frame);
    const picture = slice(isKey ? 'idr' : bSlices && frame % 2 === 1 ? 'b' : 'p', frameBytes);
    for (const payload of isKey && sps ? [sps, PPS_720P, picture] : [picture]) {
      look.take(rtpPacket({ payload, sequence: sequence++, timestamp: 0xffff_0000 + frame * FRAME_TICKS }));
    }
  }
  return look.seen();
}

test('counts frames, bits and key frames by the camera’s own clock', () => {
  const seen = looked({ keyFrameAt: [10, 60, 110], frames: 126 });
  expect(seen).toEqual({
    stream: {
      codec: 'H264',
      profileLevelId: '4d401f',
      widthPx: 1280,
      heightPx: 720,
      framesPerSecond: 25,
      bitsPerSecond: expect.any(Number),
      keyFrameEverySeconds: 2,
    },
    advice: [],
  });
  expect(seen?.stream.bitsPerSecond).toBeGreaterThan(500 * 8 * 25);
  expect(seen?.stream.bitsPerSecond).toBeLessThan(550 * 8 * 25);
});

test.each<[string, Shape]>([
  ['b-frames', { keyFrameAt: [0, 50], frames: 100, bSlices: true }],
  ['key-frames-rare', { keyFrameAt: [0, 120], frames: 200 }],
  ['key-frames-rare', { keyFrameAt: [20], frames: 200 }],
  ['key-frames-irregular', { keyFrameAt: [0, 25, 100], frames: 150 }],
  ['parameter-sets-missing', { keyFrameAt: [0, 50], frames: 100, sps: null }],
  ['large-picture', { keyFrameAt: [0, 50], frames: 100, sps: SPS_1440P }],
  ['high-bit-rate', { keyFrameAt: [0, 50], frames: 100, frameBytes: 40_000 }],
])('advises against %s', (advice, shape) => {
  expect(looked(shape)?.advice).toEqual([advice]);
});

test('a single key frame in a short look is no reason to complain', () => {
  expect(looked({ keyFrameAt: [5], frames: 60 })).toMatchObject({ stream: { keyFrameEverySeconds: null }, advice: [] });
});

test('a stream that never says what its pictures are like is not described', () => {
  const given = { ...track, parameterSets: [] };
  expect(looked({ keyFrameAt: [0, 50], frames: 100, sps: null }, given)).toBeNull();
  expect(looked({ keyFrameAt: [0], frames: 1 })).toBeNull();
});
