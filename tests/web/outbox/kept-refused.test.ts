import { expect, test } from '@jest/globals';
import { Unreachable } from '../../../web/shared/problem-error.ts';
import { id, outboxOn, problem, record, settled, TABLET } from './outbox-on.ts';

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

/** A storage that does not take what `isRefused` says. */
function fullFor(isRefused: (key: string) => boolean): Map<string, string> {
  const stored = new Map<string, string>();
  const set = stored.set.bind(stored);
  stored.set = (key, value) => {
    if (isRefused(key)) throw new Error('full');
    return set(key, value);
  };
  return stored;
}

test('what is put aside for support is not lost in a full storage either, and goes on being said', () => {
  const stored = fullFor((key) => key.startsWith('kanwa:unreadable:'));
  stored.set(`kanwa:unsent:${TABLET}:${id(1)}`, 'not JSON');
  const { outbox } = outboxOn(away, stored);
  outbox.dismissUnreadable();
  expect(outbox.notKept().unreadable).toBe(1);
  expect([...stored.values()]).toEqual(['not JSON']);
});

test('a refusal that the storage does not take is said to be on this page only, until there is room for it', async () => {
  const limit = { isFull: true };
  const stored = fullFor((key) => limit.isFull && key.startsWith('kanwa:refused:'));
  const { outbox } = outboxOn({ answer: () => problem('forbidden') }, stored);
  outbox.add(record(1));
  await settled();
  expect(ids(outbox.refused())).toEqual([id(1)]);
  expect(outbox.notKept().onPageOnly).toBe(1);
  limit.isFull = false;
  outbox.resume();
  expect(outbox.notKept().onPageOnly).toBe(0);
  expect(ids(outboxOn(away, stored).outbox.refused())).toEqual([id(1)]);
});

test('what is kept late stands where it was recorded, over a closed page too', async () => {
  const limit = { isFull: true };
  const stored = fullFor((key) => limit.isFull && key.endsWith(id(2)));
  const network = { ...away };
  const { outbox } = outboxOn(network, stored);
  [1, 2, 3].forEach((n) => outbox.add(record(n)));
  await settled();
  limit.isFull = false;
  network.answer = () => (outbox.snapshot().length === 3 ? 'ok' : new Unreachable('away'));
  outbox.resume();
  await settled();
  outbox.stop();
  expect(outboxOn(away, stored).outbox.snapshot()).toEqual([record(2), record(3)]);
});

test('what the browser does not keep is said, until it is kept or sent', async () => {
  const limit = { entries: 1 };
  const stored: Map<string, string> = fullFor(() => stored.size >= limit.entries);
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
