import { EventEmitter } from 'node:events';
import { expect, test } from '@jest/globals';
import type { types } from 'mediasoup';
import type { SentOn } from '../../../../media/ingest/camera-stream.ts';
import { formatRtp } from '../../../../media/ingest/rtp-packet.ts';
import { BurstPump } from '../../../../media/sfu/burst-pump.ts';
import { CatchUp } from '../../../../media/sfu/catch-up.ts';
import { until } from '../../../support/until.ts';

const packet = (sequence: number, timestamp: number) =>
  formatRtp({ marker: false, payloadType: 112, ssrc: 1, sequence, timestamp, payload: Buffer.from('x') });

/** A stream whose group is a key frame and a frame after it, in three packets, and one newcomer who is caught up with it. */
function newcomer() {
  const followers = new Set<(sent: SentOn) => void>();
  const sent: number[] = [];
  const seen = { ended: 0, closed: false };
  const source = {
    gop: { state: 'ready' as const, packets: [packet(1, 3_600), packet(2, 3_600), packet(3, 7_200)] },
    follow: (follower: (sent: SentOn) => void) => {
      followers.add(follower);
      return () => void followers.delete(follower);
    },
  };
  const observer = new EventEmitter();
  const transport = { observer, close: () => void (seen.closed = true) } as unknown as types.DirectTransport;
  const producer = { id: 'own', send: (rtp: Buffer) => sent.push(rtp.readUInt16BE(2)) } as unknown as types.Producer;
  const options = { source, pump: new BurstPump(), onEnded: () => void (seen.ended += 1) };
  const catchUp = new CatchUp(options, transport, producer);
  const comes = (sequence: number, timestamp: number, beginsGroup = false) =>
    [...followers].forEach((tell) => tell({ packets: [packet(sequence, timestamp)], timestamp, beginsGroup }));
  const groupIsSent = () => until('the group is sent', () => sent.length >= 3);
  return { catchUp, sent, seen, followers, observer, comes, groupIsSent };
}

test('the group is sent, then what comes live, and nothing of the next key frame', async () => {
  const { catchUp, sent, seen, followers, comes, groupIsSent } = newcomer();
  catchUp.begin();
  await groupIsSent();
  comes(4, 10_800);
  comes(5, 14_400, true);
  comes(6, 14_400);
  expect(sent).toEqual([1, 2, 3, 4]);
  expect([seen, followers.size]).toEqual([{ ended: 1, closed: true }, 0]);
});

test('a key frame that had begun before is not the shared stream’s beginning: it goes on to the next', async () => {
  const { catchUp, sent, seen, comes, groupIsSent } = newcomer();
  catchUp.begin();
  await groupIsSent();
  comes(4, 7_200, true); // the frame at hand: its parameter sets had come, and the shared stream may have missed them
  comes(5, 10_800);
  expect([sent, seen.ended]).toEqual([[1, 2, 3, 4, 5], 0]);
  comes(6, 14_400, true);
  expect([sent.length, seen.ended]).toEqual([5, 1]);
});

test('parameter sets in a packet of their own do not hide where a key frame begins', async () => {
  const { catchUp, sent, seen, comes, groupIsSent } = newcomer();
  catchUp.begin();
  await groupIsSent();
  comes(4, 10_800);
  comes(5, 10_800, true);
  expect([sent, seen.ended]).toEqual([[1, 2, 3, 4], 1]);
});

test('ended in the midst of its group it sends nothing more, and is told to have ended once', async () => {
  const { catchUp, sent, seen, comes, observer } = newcomer();
  catchUp.begin();
  catchUp.end();
  observer.emit('close');
  comes(4, 10_800);
  catchUp.begin();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect([sent, seen]).toEqual([[], { ended: 1, closed: true }]);
});

test('it ends with its worker', () => {
  const { seen, observer } = newcomer();
  observer.emit('close');
  expect(seen.ended).toBe(1);
});
