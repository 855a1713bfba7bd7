import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { annexB, fitPayload, NAL, payloadsOf, unitsIn } from '../../../../media/ingest/h264.ts';
import { parseRtp } from '../../../../media/ingest/rtp-packet.ts';
import { StreamRepair } from '../../../../media/ingest/stream-repair.ts';
import { PPS_720P, rtpPacket, slice, SPS_720P } from '../../../support/rtsp/camera-stream-bytes.ts';

const OUR = { ssrc: 0x11223344, payloadType: 102 };
const withSprop = {
  payloadType: 96,
  control: undefined,
  sessionControl: undefined,
  parameterSets: [SPS_720P, PPS_720P],
  hasSound: false,
};
const withoutSprop = { ...withSprop, parameterSets: [] };
const FRAME_TICKS = 3_600;
const FRAME_MS = 40;

/** A camera in front of a repair: `frame` sends NAL units as one frame and returns what came out. */
function stream(track = withSprop) {
  const repair = new StreamRepair(OUR);
  repair.restart(track);
  let sequence = 65_530; // so that every test crosses the wrap
  let timestamp = 0xffff_f000;
  let nowMs = 1_000;
  const keyFrames: Buffer[] = [];
  /** null stands for a packet that was lost on the way. */
  const send = (payloads: readonly (Buffer | null)[]) => {
    timestamp += FRAME_TICKS;
    nowMs += FRAME_MS;
    return payloads.flatMap((payload, at) => {
      const marker = at === payloads.length - 1;
      sequence += 1;
      const repaired = payload && repair.take(rtpPacket({ payload, sequence, timestamp, marker }), nowMs);
      if (repaired?.keyFrame) keyFrames.push(repaired.keyFrame);
      return (repaired?.packets ?? []).map((packet) => ({ ...parseRtp(packet), bytes: packet }));
    });
  };
  return {
    keyFrames,
    frame: (...nals: Buffer[]) => send(nals.flatMap((nal) => fitPayload(nal, 1_400))),
    payloads: send,
    lose: (packets: number) => (sequence += packets),
    /** The camera went away for a while and comes back with other numbers. */
    reconnect: (awayMs: number) => {
      nowMs += awayMs;
      sequence = 17;
      timestamp = 42;
      repair.restart(track);
    },
    jumpClock: (ticks: number) => (timestamp += ticks),
  };
}

const typesOf = (packets: readonly { bytes: Buffer }[]) =>
  packets.flatMap(({ bytes }) => unitsIn(bytes.subarray(12)).map(({ type }) => type));
const sequencesOf = (packets: readonly { bytes: Buffer }[]) => packets.map(({ bytes }) => bytes.readUInt16BE(2));
const timestampOf = (packets: readonly { bytes: Buffer }[]) => packets[0]?.bytes.readUInt32BE(4) ?? NaN;

test('a key frame without parameter sets gets those of the description, in its own frame', () => {
  const out = stream().frame(slice('idr', 3_000));
  expect(typesOf(out)).toEqual([NAL.sps, NAL.pps, NAL.idr, NAL.idr, NAL.idr]);
  expect(new Set(out.map(({ timestamp }) => timestamp)).size).toBe(1);
  expect(out.map(({ marker }) => marker)).toEqual([false, false, false, true]);
});

test('a key frame that has its own passes as it is', () => {
  const camera = stream();
  expect(typesOf(camera.frame(SPS_720P, PPS_720P, slice('idr')))).toEqual([7, 8, 5]);
  expect(typesOf(camera.payloads(payloadsOf([SPS_720P, PPS_720P, slice('idr')])))).toEqual([7, 8, 5]);
});

test('several slices of one key frame get them once', () => {
  expect(typesOf(stream().frame(slice('idr'), slice('idr'), slice('idr')))).toEqual([7, 8, 5, 5, 5]);
});

test('sets that a camera sent in band once are given to every later key frame', () => {
  const camera = stream(withoutSprop);
  camera.frame(SPS_720P, PPS_720P, slice('idr'));
  expect(typesOf(camera.frame(slice('idr')))).toEqual([7, 8, 5]);
});

test('sets with a timestamp of their own do not count for the frame behind them', () => {
  const camera = stream(withoutSprop);
  camera.frame(SPS_720P, PPS_720P);
  expect(typesOf(camera.frame(slice('idr')))).toEqual([7, 8, 5]);
});

test('only what is missing is added', () => {
  expect(typesOf(stream().frame(SPS_720P, slice('idr')))).toEqual([7, 8, 5]);
});

test('nothing is sent before the first key frame', () => {
  const camera = stream();
  expect(camera.frame(slice('p'))).toEqual([]);
  expect(camera.frame(slice('idr'))).not.toEqual([]);
  expect(camera.frame(slice('p'))).not.toEqual([]);
});

test('fragments of 1,400 bytes do not become two of each', () => {
  const camera = stream();
  const idr = slice('idr', 20_000);
  const out = camera.frame(SPS_720P, PPS_720P, idr);
  expect(out).toHaveLength(2 + Math.ceil(20_000 / 1_198));
  const units = out.slice(2).flatMap(({ bytes }) => unitsIn(bytes.subarray(12)));
  expect(Buffer.concat(units.map(({ body }) => body))).toEqual(idr.subarray(1));
  expect(units.filter(({ isStart }) => isStart)).toEqual([units[0]]);
  expect(units.filter(({ isEnd }) => isEnd)).toEqual([units.at(-1)]);
});

test('a fragment that nothing continues is dropped and leaves a gap', () => {
  const camera = stream();
  const [before] = sequencesOf(camera.frame(slice('idr')).slice(-1));
  const [first = Buffer.alloc(0)] = fitPayload(slice('p', 3_000), 1_400);
  const cut = camera.payloads([first, slice('p')]);
  expect(typesOf(cut)).toEqual([1, 1]);
  expect(sequencesOf(cut).map((sequence) => (sequence - (before ?? 0)) & 0xffff)).toEqual([1, 3]);
});

test('every packet carries our identity and at most 1,200 bytes', () => {
  const out = stream().frame(slice('idr', 20_000));
  expect(out.every(({ bytes }) => bytes.readUInt32BE(8) === OUR.ssrc)).toBe(true);
  expect(out.every(({ payloadType }) => payloadType === 102)).toBe(true);
  expect(Math.max(...out.map(({ bytes }) => bytes.length))).toBeLessThanOrEqual(1_212);
});

test('sequence numbers go on by one, and a loss at the camera stays a gap of its size', () => {
  const camera = stream();
  const before = sequencesOf(camera.frame(slice('idr', 5_000)));
  expect(before).toEqual(before.map((_, at) => ((before[0] ?? 0) + at) & 0xffff));
  camera.lose(3);
  const [next] = sequencesOf(camera.frame(slice('p')));
  expect(next).toBe((before.at(-1) ?? 0) + 4);
});

test('across a reconnect the sequence goes on and time passes as on the wall', () => {
  const camera = stream();
  const before = camera.frame(slice('idr'));
  camera.reconnect(5_000);
  expect(camera.frame(slice('p'))).toEqual([]);
  const after = camera.frame(slice('idr'));
  expect(sequencesOf(after)[0]).toBe(((sequencesOf(before).at(-1) ?? 0) + 1) & 0xffff);
  const ticks = (timestampOf(after) - timestampOf(before)) >>> 0;
  expect(ticks).toBe((5_000 + 2 * FRAME_MS) * 90);
  expect((timestampOf(camera.frame(slice('p'))) - timestampOf(after)) >>> 0).toBe(FRAME_TICKS);
});

test('a camera whose clock jumps by an hour costs its viewers nothing', () => {
  const camera = stream();
  const before = camera.frame(slice('idr'));
  camera.jumpClock(3_600 * 90_000);
  expect((timestampOf(camera.frame(slice('p'))) - timestampOf(before)) >>> 0).toBe(FRAME_MS * 90);
});

test('the key frame is kept as a decoder takes it', () => {
  const camera = stream();
  const idr = slice('idr', 5_000);
  camera.frame(slice('p'));
  camera.frame(idr);
  expect(camera.keyFrames).toEqual([annexB([SPS_720P, PPS_720P, idr])]);
});

test('a key frame with a hole in it is not kept', () => {
  const camera = stream();
  const pieces = fitPayload(slice('idr', 5_000), 1_000);
  camera.payloads(pieces.map((piece, at) => (at === 2 ? null : piece)));
  expect(camera.keyFrames).toHaveLength(0);
  camera.frame(slice('idr'));
  expect(camera.keyFrames).toHaveLength(1);
});

test('packets of another payload type are not ours', () => {
  const repair = new StreamRepair(OUR);
  repair.restart(withSprop);
  const other = rtpPacket({ payload: slice('idr'), sequence: 1, timestamp: 1, payloadType: 97 });
  expect(repair.take(other, 0)).toBeNull();
});

test('a sender report comes out with our identity and the packets’ time', () => {
  const camera = new StreamRepair(OUR);
  camera.restart(withSprop);
  const report = Buffer.from('80c80006aaaaaaaa00000001000000020000ffff0000000500000006', 'hex');
  const ours = camera.senderReport(Buffer.concat([Buffer.from('80c90001aaaaaaaa', 'hex'), report]));
  expect(ours?.toString('hex')).toBe('80c800061122334400000001000000020000ffff0000000500000006');
  expect(camera.senderReport(Buffer.from('80c90001aaaaaaaa', 'hex'))).toBeNull();
});

test('any bytes pass without throwing', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 20 }), (packets) => {
      const repair = new StreamRepair(OUR);
      repair.restart(withSprop);
      packets.forEach((bytes, at) => {
        repair.take(Buffer.from(bytes), at);
        repair.take(rtpPacket({ payload: Buffer.from(bytes), sequence: at, timestamp: at }), at);
        repair.senderReport(Buffer.from(bytes));
      });
    }),
  );
});
