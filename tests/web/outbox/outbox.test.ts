import { expect, test } from '@jest/globals';
import { Unreachable } from '../../../web/shared/problem-error.ts';
import { id, LI, OTHER_TABLET, outboxOn, problem, record, settled, WANG } from './outbox-on.ts';

test('records made while the network is away are kept and sent in their order when it returns', async () => {
  const network = { answer: (): 'ok' | Error => new Unreachable('away') };
  const { outbox, recorded } = outboxOn(network);
  [1, 2, 3].forEach((n) => outbox.add(record(n)));
  await settled();
  expect(recorded).toEqual([]);
  expect(outbox.snapshot()).toHaveLength(3);

  network.answer = () => 'ok';
  outbox.resume();
  await settled();
  expect(recorded).toEqual([id(1), id(2), id(3)]);
  expect(outbox.snapshot()).toEqual([]);
  outbox.stop();
});

test('a refused record leaves the outbox with its problem, and the ones behind it still go', async () => {
  const { outbox, recorded, refused } = outboxOn({
    answer: (each) => (each.id === id(2) ? problem('not-found') : 'ok'),
  });
  [1, 2, 3].forEach((n) => outbox.add(record(n)));
  await settled();
  expect(recorded).toEqual([id(1), id(3)]);
  expect(refused.map(([eventId, { code }]) => [eventId, code])).toEqual([[id(2), 'not-found']]);
  expect(outbox.snapshot()).toEqual([]);
});

test('an error of the server is no refusal: the record waits and keeps its id', async () => {
  const network = { answer: (): 'ok' | Error => problem('internal') };
  const { outbox, sent, refused } = outboxOn(network);
  outbox.add(record(1));
  await settled();
  expect(refused).toEqual([]);
  network.answer = () => 'ok';
  outbox.resume();
  await settled();
  expect(sent).toEqual([id(1), id(1)]);
  expect(outbox.snapshot()).toEqual([]);
});

test('when the server asks who acts, nothing is lost and everything waits for the answer', async () => {
  const network = { answer: (): 'ok' | Error => problem('who-is-acting') };
  const { outbox, sent, recorded, asked } = outboxOn(network);
  outbox.add(record(1));
  outbox.add(record(2));
  await settled();
  expect(asked()).toBeGreaterThan(0);
  expect(new Set(sent)).toEqual(new Set([id(1)]));
  network.answer = () => 'ok';
  outbox.resume();
  await settled();
  expect(recorded).toEqual([id(1), id(2)]);
});

test('a record that was never sent can be taken out; one that was sent without an answer cannot', async () => {
  const { outbox } = outboxOn({ answer: () => new Unreachable('away') });
  outbox.add(record(1));
  outbox.add(record(2));
  await settled();
  expect(outbox.drop(id(2))).toBe(true);
  expect(outbox.drop(id(1))).toBe(false);
  expect(outbox.snapshot().map((each) => each.id)).toEqual([id(1)]);
  outbox.stop();
});

test('unsent records survive a closed page in their order, for their own tablet only, and leave nothing once sent', async () => {
  const before = outboxOn({ answer: () => new Unreachable('away') });
  before.outbox.add(record(1));
  before.outbox.add(record(2));
  await settled();
  before.outbox.stop();
  expect(outboxOn({ answer: () => 'ok' }, before.stored, OTHER_TABLET).outbox.snapshot()).toEqual([]);
  const after = outboxOn({ answer: () => 'ok' }, before.stored);
  after.outbox.resume();
  await settled();
  expect(after.recorded).toEqual([id(1), id(2)]);
  expect(after.stored.size).toBe(0);
});

test('records of one person are never sent under another: they wait, and the acting person sends or discards them', async () => {
  const network = { answer: (): 'ok' | Error => problem('who-is-acting') };
  const { outbox, sent, recorded, person, stored } = outboxOn(network);
  [1, 2, 3].forEach((n) => outbox.add(record(n)));
  await settled();
  person.acts = LI;
  network.answer = () => 'ok';
  sent.length = 0;
  outbox.resume();
  outbox.add({ ...record(4), actorId: LI });
  await settled();
  expect(sent).toEqual([id(4)]);
  expect(outbox.held().map((each) => each.id)).toEqual([id(1), id(2), id(3)]);
  expect(stored.size).toBe(3);

  outbox.discard([id(2)]);
  outbox.takeOver([id(1)]);
  await settled();
  expect(recorded).toEqual([id(4), id(1)]);
  person.acts = WANG;
  outbox.resume();
  await settled();
  expect(recorded).toEqual([id(4), id(1), id(3)]);
  expect(stored.size).toBe(0);
});

test('what is held keeps back later records about the same child, whoever makes them', async () => {
  const { outbox, sent, person } = outboxOn({ answer: () => 'ok' });
  person.acts = null;
  outbox.add(record(1));
  person.acts = LI;
  outbox.add({ ...record(1), id: id(5), actorId: LI });
  await settled();
  expect(sent).toEqual([]);
  outbox.discard([id(1)]);
  await settled();
  expect(sent).toEqual([id(5)]);
});

test('what was taken over stays so, and in its place, over a closed page', async () => {
  const away = { answer: (): 'ok' | Error => new Unreachable('away') };
  const before = outboxOn(away);
  [1, 2].forEach((n) => before.outbox.add(record(n)));
  await settled();
  before.person.acts = LI;
  before.outbox.takeOver([1, 2].map((n) => id(n)));
  before.outbox.stop();
  const after = outboxOn({ answer: () => 'ok' }, before.stored);
  after.person.acts = LI;
  after.outbox.resume();
  await settled();
  expect(after.recorded).toEqual([id(1), id(2)]);
});

test('two tabs of one person keep their records beside each other, and what one has sent the other forgets', async () => {
  const network = { answer: (): 'ok' | Error => new Unreachable('away') };
  const one = outboxOn(network);
  const other = outboxOn(network, one.stored);
  one.outbox.add(record(1));
  other.outbox.add(record(2));
  await settled();
  const reloaded = outboxOn(network, one.stored);
  expect(reloaded.outbox.snapshot().map((each) => each.id)).toEqual([id(1), id(2)]);

  const [key] = [...one.stored.keys()].filter((kept) => kept.endsWith(id(1)));
  reloaded.outbox.changedElsewhere(key ?? '', true);
  expect(reloaded.outbox.snapshot().map((each) => each.id)).toEqual([id(2)]);
  [one, other].forEach(({ outbox }) => outbox.stop());
});

test('a record about many waits behind what is held of any of them, and keeps back what comes after it', async () => {
  const { outbox, sent, person } = outboxOn({ answer: () => 'ok' });
  person.acts = null;
  outbox.add(record(1));
  person.acts = LI;
  outbox.add({ ...record(2), orderKeys: ['child:1', 'child:2'], actorId: LI });
  outbox.add({ ...record(3), orderKeys: ['child:2'], actorId: LI });
  outbox.add({ ...record(4), actorId: LI });
  await settled();
  expect(sent).toEqual([id(4)]);
  outbox.discard([id(1)]);
  await settled();
  expect(sent).toEqual([id(4), id(2), id(3)]);
});

test('under a name that nobody has proved nothing is sent and nobody is asked; then it goes', async () => {
  const { outbox, sent, person, asked } = outboxOn({ answer: () => 'ok' });
  person.proven = false;
  outbox.add(record(1));
  await settled();
  expect(sent).toEqual([]);
  expect(asked()).toBe(0);
  expect(outbox.held()).toEqual([]);
  person.proven = true;
  outbox.resume();
  await settled();
  expect(sent).toEqual([id(1)]);
});

test('what was refused is told until somebody has read it', async () => {
  const { outbox } = outboxOn({ answer: () => problem('conflict') });
  outbox.add(record(1));
  await settled();
  expect(outbox.refused().map((each) => [each.record.id, each.problem.code])).toEqual([[id(1), 'conflict']]);
  outbox.dismiss([id(1)]);
  expect(outbox.refused()).toEqual([]);
});

test('a browser that keeps nothing still sends what was recorded', async () => {
  const full = new Map<string, string>();
  full.set = () => {
    throw new Error('full');
  };
  const network = { answer: (): 'ok' | Error => new Unreachable('away') };
  const { outbox, recorded } = outboxOn(network, full);
  outbox.add(record(1));
  await settled();
  network.answer = () => 'ok';
  outbox.resume();
  await settled();
  expect(recorded).toEqual([id(1)]);
});
