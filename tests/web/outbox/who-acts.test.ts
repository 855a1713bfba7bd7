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
