import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Unreachable } from '../../../web/shared/problem-error.ts';
import { id, outboxOn, record, settled } from './outbox-on.ts';

const away = { answer: (): 'ok' | Error => new Unreachable('away') };
const online = { answer: (): 'ok' | Error => 'ok' };
const ids = (records: readonly { id: string }[]) => records.map((each) => each.id);
const keyOf = (stored: Map<string, string>, n: number) => [...stored.keys()].find((key) => key.endsWith(id(n))) ?? '';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('what a tab that is closed has left goes out from the other one, in its order, when the network is back', async () => {
  const closed = outboxOn(away);
  const network = { ...away };
  const open = outboxOn(network, closed.stored);
  closed.outbox.add(record(1));
  jest.advanceTimersByTime(5);
  open.outbox.add(record(2));
  jest.advanceTimersByTime(5);
  closed.outbox.add(record(3));
  await settled();
  closed.outbox.stop();
  network.answer = online.answer;
  open.outbox.resume();
  await settled();
  expect(open.recorded).toEqual([id(1), id(2), id(3)]);
  expect(open.stored.size).toBe(0);
});

test('what another tab records is shown at once, is not sent twice, and can only be undone: that tab may have sent it', async () => {
  const one = outboxOn(away);
  const other = outboxOn(online, one.stored);
  one.outbox.add(record(1));
  const key = keyOf(one.stored, 1);
  other.outbox.changedElsewhere(key, false);
  expect(ids(other.outbox.snapshot())).toEqual([id(1)]);
  expect(other.outbox.drop(id(1))).toBe(false);
  one.stored.delete(key);
  other.outbox.changedElsewhere(key, true);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(other.sent).toEqual([]);
  expect(other.outbox.snapshot()).toEqual([]);
  one.outbox.stop();
});

test('what the tab that recorded it does not send goes out from the other one after a while', async () => {
  const closed = outboxOn(away);
  const open = outboxOn(online, closed.stored);
  closed.outbox.add(record(1));
  open.outbox.changedElsewhere(keyOf(closed.stored, 1), false);
  closed.outbox.stop();
  await jest.advanceTimersByTimeAsync(60_000);
  expect(open.recorded).toEqual([id(1)]);
});
