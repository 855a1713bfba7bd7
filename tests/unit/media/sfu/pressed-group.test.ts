import { expect, test } from '@jest/globals';
import { formatRtp } from '../../../../media/ingest/rtp-packet.ts';
import { pressTogether, stamp, timestampOf } from '../../../../media/sfu/pressed-group.ts';

const packet = (sequence: number, timestamp: number) =>
  formatRtp({ marker: false, payloadType: 112, ssrc: 1, sequence, timestamp, payload: Buffer.from('x') });

test('frames of a group are a millisecond apart, the last at its own time, whole frames at one time', () => {
  const group = [packet(1, 1_000), packet(2, 1_000), packet(3, 4_600), packet(4, 8_200), packet(5, 8_200)];
  expect(pressTogether(group).map(({ timestamp }) => timestamp)).toEqual([8_020, 8_020, 8_110, 8_200, 8_200]);
});

test('timestamps go round', () => {
  const group = [packet(1, 0xffff_f000), packet(2, 30)];
  expect(pressTogether(group).map(({ timestamp }) => timestamp)).toEqual([0xffff_ffc4, 30]);
});

test('of nothing comes nothing', () => {
  expect(pressTogether([])).toEqual([]);
});

test('a packet that gets another time is copied, for it is everybody’s; all else of it stays', () => {
  const own = packet(7, 1_000);
  const stamped = stamp({ rtp: own, timestamp: 2_000 });
  expect([timestampOf(own), timestampOf(stamped), stamped.readUInt16BE(2)]).toEqual([1_000, 2_000, 7]);
  expect(stamp({ rtp: own, timestamp: 1_000 })).toBe(own);
});
