import { expect, test } from '@jest/globals';
import { formatRtp } from '../../../../media/ingest/rtp-packet.ts';
import { HurriedTime, timestampOf } from '../../../../media/sfu/hurried-time.ts';

const packet = (timestamp: number, sequence = 7) =>
  formatRtp({ marker: false, payloadType: 112, ssrc: 1, sequence, timestamp, payload: Buffer.from('x') });
const stamps = (time: HurriedTime, packets: readonly Buffer[]) => packets.map((rtp) => timestampOf(time.stamp(rtp)));

test('frames of a group are a tenth of a millisecond apart, the newest at its own time, whole frames at one time', () => {
  const group = [packet(1_000), packet(1_000), packet(4_600), packet(8_200), packet(8_200)];
  expect(stamps(new HurriedTime(group), group)).toEqual([8_182, 8_182, 8_191, 8_200, 8_200]);
});

test('what comes live meanwhile moves the frames that still wait, never the rest of one that is being sent', () => {
  const group = [packet(1_000), packet(4_600), packet(4_600), packet(8_200)];
  const time = new HurriedTime(group);
  expect(stamps(time, group.slice(0, 2))).toEqual([8_182, 8_191]);
  time.heard(8_200); // the rest of the newest frame: none that follows it
  time.heard(11_800);
  time.heard(11_800);
  expect(stamps(time, group.slice(2))).toEqual([8_191, 11_791]);
  expect(stamps(time, [packet(11_800), packet(11_800)])).toEqual([11_800, 11_800]);
});

test('from now on every frame has its own time', () => {
  const group = [packet(1_000), packet(4_600)];
  const time = new HurriedTime(group);
  stamps(time, group);
  time.heard(8_200);
  expect(stamps(time, [packet(8_200)])).toEqual([8_200]);
  time.heard(11_800);
  expect(stamps(time, [packet(11_800)])).toEqual([11_800]);
});

test('timestamps go round', () => {
  const group = [packet(0xffff_f000), packet(4)];
  expect(stamps(new HurriedTime(group), group)).toEqual([0xffff_fffb, 4]);
});

test('a packet that gets another time is copied, for it is everybody’s; all else of it stays', () => {
  const group = [packet(1_000, 7), packet(4_600, 8)];
  const time = new HurriedTime(group);
  const [first, last] = group.map((rtp) => time.stamp(rtp)) as [Buffer, Buffer];
  expect([timestampOf(group[0]!), timestampOf(first), first.readUInt16BE(2)]).toEqual([1_000, 4_591, 7]);
  expect(last).toBe(group[1]);
});
