import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { BurstPump } from '../../../../media/sfu/burst-pump.ts';
import { until } from '../../../support/until.ts';

const packet = (number: number): Buffer => Buffer.from([number]);
const packets = (count: number): Buffer[] => Array.from({ length: count }, (_, at) => packet(at));
const inOrder = (count: number) => Array.from({ length: count }, (_, at) => at);

/** What a packet costs at its worst. */
const SEND_MS = 0.1;
function spend(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

test('twenty newcomers at once get all of their packets in order, and everything else has its turn in between', async () => {
  const pump = new BurstPump();
  const got = Array.from({ length: 20 }, (): number[] => []);
  let sinceTurn = 0;
  let longest = 0;
  for (const mine of got)
    pump.start(packets(100), ([number]) => {
      spend(SEND_MS);
      mine.push(number!);
      longest = Math.max(longest, ++sinceTurn);
    });
  while (pump.waiting > 0) {
    await turn();
    sinceTurn = 0;
  }
  expect(got).toEqual(got.map(() => inOrder(100)));
  // Two milliseconds of them, and the one with which they were over; all at once it would be 2,000.
  expect(longest).toBeLessThanOrEqual(2 / SEND_MS + 1);
});

test('one newcomer is not sent faster than its line can be expected to carry', async () => {
  const pump = new BurstPump();
  let sent = 0;
  const beganAt = performance.now();
  pump.start(packets(300), () => void (sent += 1));
  while (sent < 300) {
    await turn();
    expect(sent).toBeLessThanOrEqual(20 + (performance.now() - beganAt) * 3 + 1);
  }
  expect(performance.now() - beganAt).toBeGreaterThan(90);
});

test('what comes live waits behind the group, and passes at once when nothing waits any more', async () => {
  const pump = new BurstPump();
  const got: number[] = [];
  const burst = pump.start(packets(50), ([number]) => got.push(number!));
  burst.push(packet(50));
  expect(got).toEqual([]);
  await until('the group is sent', () => burst.waiting === 0);
  burst.push(packet(51));
  expect(got).toEqual(inOrder(52));
});

test('a stopped burst sends nothing more, and holds nobody up', async () => {
  const pump = new BurstPump();
  let sent = 0;
  const gone = pump.start(packets(1_000), () => void (sent += 1));
  await until('it has begun', () => sent > 0);
  gone.stop();
  const before = sent;
  const next = pump.start(packets(10), () => undefined);
  await until('the next is served', () => next.waiting === 0);
  expect([sent, gone.waiting, pump.waiting]).toEqual([before, 0, 0]);
});
