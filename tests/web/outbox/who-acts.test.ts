import { expect, test } from '@jest/globals';
import { id, LI, outboxOn, problem, record, settled, WANG } from './outbox-on.ts';

test('a record that arrives after somebody else has said their PIN is held, and what they record goes', async () => {
  const { outbox, recorded, person, asked } = outboxOn({
    answer: (each) => {
      if (each.actorId !== WANG) return 'ok';
      person.acts = LI;
      return problem('who-is-acting');
    },
  });
  outbox.add(record(1));
  outbox.add({ ...record(2), actorId: LI });
  await settled();
  expect(recorded).toEqual([id(2)]);
  expect(outbox.held().map((each) => each.id)).toEqual([id(1)]);
  expect(asked()).toBe(0);
});

test('a record on its way while its own author says the PIN again is sent once more, and nobody is asked a second time', async () => {
  const { outbox, recorded, sent, asked } = outboxOn({
    answer: () => {
      if (sent.length > 1) return 'ok';
      outbox.resume();
      return problem('who-is-acting');
    },
  });
  outbox.add(record(1));
  outbox.add(record(2));
  await settled();
  expect(asked()).toBe(0);
  expect(recorded).toEqual([id(1), id(2)]);
});

test('what waits for nobody’s PIN goes at once: while nobody acts, while somebody is only chosen, and past what is held', async () => {
  const { outbox, recorded, person, asked } = outboxOn({ answer: () => 'ok' });
  const flag = (n: number) => ({ ...record(n), orderKeys: [`incident:${n}`], actorId: null });
  person.acts = null;
  outbox.add(flag(1));
  await settled();
  expect([recorded, asked()]).toEqual([[id(1)], 0]);
  person.acts = WANG;
  person.proven = false;
  outbox.add(record(2));
  outbox.add(flag(3));
  await settled();
  expect(recorded).toEqual([id(1), id(3)]);
  person.acts = LI;
  person.proven = true;
  outbox.add(flag(4));
  await settled();
  expect(recorded).toEqual([id(1), id(3), id(4)]);
  expect(outbox.held().map((each) => each.id)).toEqual([id(2)]);
});

test('nobody is asked for a PIN over records that need none, and what is stuck is only what needs one', async () => {
  const { outbox, person, asked } = outboxOn({ answer: () => problem('internal') });
  person.acts = null;
  outbox.add({ ...record(1), actorId: null });
  await settled();
  expect([asked(), outbox.stuck()]).toEqual([0, []]);
  outbox.add(record(2));
  await settled();
  expect(asked()).toBeGreaterThan(0);
  expect(outbox.stuck().map((each) => each.id)).toEqual([id(2)]);
});
