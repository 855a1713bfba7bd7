import { expect, jest, test } from '@jest/globals';
import { Unanswered, Unreachable } from '../../../web/shared/problem-error.ts';
import type { OutboxRecord } from '../../../web/shared/outbox/outbox-record.ts';
import { id, outboxOn, problem, record, settled } from './outbox-on.ts';

const failsOn = (...numbers: number[]) => ({
  answer: (each: OutboxRecord): 'ok' | Error => (numbers.some((n) => each.id === id(n)) ? problem('internal') : 'ok'),
});

test('a record that the server always fails on keeps back what is about the same child, and nothing else', async () => {
  const { outbox, recorded } = outboxOn(failsOn(1));
  outbox.add(record(1));
  outbox.add({ ...record(1), id: id(2) });
  outbox.add(record(3));
  await settled();
  outbox.add(record(4));
  await settled();
  expect(recorded).toEqual([id(3), id(4)]);
  expect(outbox.snapshot().map((each) => each.id)).toEqual([id(1), id(2)]);
  outbox.stop();
});

test('it is tried again by itself, ever more rarely, and goes in the end before what waited behind it', async () => {
  jest.useFakeTimers();
  try {
    const network = failsOn(1);
    const { outbox, recorded, sent } = outboxOn(network);
    outbox.add(record(1));
    outbox.add({ ...record(1), id: id(2) });
    await settled();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(sent.length).toBeGreaterThan(3);
    expect(sent.length).toBeLessThan(12);
    network.answer = () => 'ok';
    await jest.advanceTimersByTimeAsync(20_000);
    expect(recorded).toEqual([id(1), id(2)]);
  } finally {
    jest.useRealTimers();
  }
});

test('a server that fails on everything is not asked for all of it again and again', async () => {
  const { outbox, sent } = outboxOn({ answer: () => problem('internal') });
  for (let n = 1; n <= 20; n++) outbox.add(record(n));
  await settled();
  expect(sent.length).toBeLessThan(5);
  outbox.stop();
});

test('many that always fail do not keep back the rest for ever', async () => {
  jest.useFakeTimers();
  try {
    const { outbox, recorded } = outboxOn(failsOn(1, 2, 3, 4));
    for (let n = 1; n <= 6; n++) outbox.add(record(n));
    await jest.advanceTimersByTimeAsync(60_000);
    expect(recorded).toEqual([id(5), id(6)]);
    outbox.stop();
  } finally {
    jest.useRealTimers();
  }
});

test('without a connection nothing else is tried until it is back', async () => {
  const { outbox, sent } = outboxOn({ answer: () => new Unreachable('away') });
  [1, 2, 3].forEach((n) => outbox.add(record(n)));
  await settled();
  outbox.add(record(4));
  await settled();
  expect(sent).toEqual([id(1)]);
  outbox.stop();
});

test('one record that a proxy answers for, that takes too long, or whose answer is no answer keeps back nothing else', async () => {
  for (const answer of [new Unanswered('HTTP 413'), new SyntaxError('not JSON')]) {
    const { outbox, recorded } = outboxOn({ answer: (each) => (each.id === id(1) ? answer : 'ok') });
    [1, 2, 3].forEach((n) => outbox.add(record(n)));
    await settled();
    expect(recorded).toEqual([id(2), id(3)]);
    outbox.stop();
  }
});

test('what the server has had enough of for now waits for itself: nothing else does', async () => {
  const network = { answer: (each: OutboxRecord) => (each.id <= id(9) ? problem('too-many-tries') : 'ok') } as const;
  const { outbox, recorded } = outboxOn(network);
  for (let n = 1; n <= 12; n++) outbox.add(record(n));
  await settled();
  expect(recorded).toEqual([id(10), id(11), id(12)]);
  expect(outbox.snapshot()).toHaveLength(9);
  outbox.stop();
});
