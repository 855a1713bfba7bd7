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
