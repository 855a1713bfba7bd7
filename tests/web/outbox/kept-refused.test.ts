import { expect, test } from '@jest/globals';
import { Unreachable } from '../../../web/shared/problem-error.ts';
import { id, outboxOn, problem, record, settled } from './outbox-on.ts';

const away = { answer: (): 'ok' | Error => new Unreachable('away') };
const ids = (refused: readonly { record: { id: string } }[]) => refused.map((each) => each.record.id);

test('what was refused is told over a closed page too, until somebody has read it, and is not sent again', async () => {
  const before = outboxOn({ answer: () => problem('forbidden') });
  [1, 2].forEach((n) => before.outbox.add(record(n)));
  await settled();
  before.outbox.stop();
  const after = outboxOn({ answer: () => 'ok' }, before.stored);
  after.outbox.resume();
  await settled();
  expect(after.sent).toEqual([]);
  expect(after.outbox.refused().map((each) => [each.record, each.problem.code])).toEqual([
    [record(1), 'forbidden'],
    [record(2), 'forbidden'],
  ]);
  after.outbox.dismiss([id(1)]);
  expect(ids(outboxOn(away, before.stored).outbox.refused())).toEqual([id(2)]);
});

test('what one tab was refused, and what was read there, the other tab knows', async () => {
  const one = outboxOn({ answer: () => problem('conflict') });
  const other = outboxOn(away, one.stored);
  one.outbox.add(record(1));
  await settled();
  const [key] = one.stored.keys();
  other.outbox.changedElsewhere(key ?? '', false);
  expect(ids(other.outbox.refused())).toEqual([id(1)]);
  one.outbox.dismiss([id(1)]);
  other.outbox.changedElsewhere(key ?? '', true);
  expect(other.outbox.refused()).toEqual([]);
});

test('what this version cannot read is counted and never thrown away; the records beside it are read', async () => {
  const { outbox, stored } = outboxOn(away);
  outbox.add(record(1));
  await settled();
  outbox.stop();
  const [key] = stored.keys();
  const texts = ['[null]', 'null', '{"order":1,"record":{"path":"/api/x"}}', 'not JSON'];
  for (const [n, text] of texts.entries()) stored.set(`${key}${n}`, text);
  const read = outboxOn(away, stored).outbox;
  expect(read.snapshot()).toEqual([record(1)]);
  expect(read.notKept()).toEqual({ onPageOnly: 0, unreadable: 4 });
  read.dismissUnreadable();
  expect(read.notKept().unreadable).toBe(0);
  expect(outboxOn(away, stored).outbox.notKept().unreadable).toBe(0);
  expect(texts.every((text) => [...stored.values()].includes(text))).toBe(true);
});

test('what the browser does not keep is said, until it is kept or sent', async () => {
  const stored = new Map<string, string>();
  const limit = { entries: 1 };
  const set = stored.set.bind(stored);
  stored.set = (key, value) => {
    if (stored.size >= limit.entries) throw new Error('full');
    return set(key, value);
  };
  const network = { ...away };
  const { outbox } = outboxOn(network, stored);
  [1, 2, 3].forEach((n) => outbox.add(record(n)));
  await settled();
  expect(outbox.notKept().onPageOnly).toBe(2);
  network.answer = () => (stored.size > 0 && outbox.snapshot().length < 3 ? new Unreachable('away') : 'ok');
  outbox.resume();
  await settled();
  expect(outbox.snapshot()).toHaveLength(2);
  expect(outbox.notKept().onPageOnly).toBe(1);
  outbox.stop();
});
