import { expect, test } from '@jest/globals';
import type { EventPage, EventView } from '#contract/events.ts';
import { EventStream } from '../../../web/shared/event-stream.ts';

const event = (position: number): EventView => ({
  type: 'access:changed',
  own: false,
  position,
  at: '2026-11-20T02:24:00Z',
  siteId: null,
});
const page = (positions: number[], position: number, more = false): EventPage => ({
  events: positions.map(event),
  position,
  more,
});

/** A stream whose questions are answered by hand, as late as the test likes. */
function stream() {
  const delivered: number[] = [];
  const questions: { after: number; answer: (page: EventPage) => void; fail: () => void }[] = [];
  const since = (after: number) =>
    new Promise<EventPage>((answer, reject) =>
      questions.push({ after, answer, fail: () => reject(new Error('gone')) }),
    );
  return {
    stream: new EventStream({ since, deliver: ({ position }) => void delivered.push(position) }),
    delivered,
    questions,
  };
}

test('a first connection begins where the log is, without asking for the past', async () => {
  const { stream: events, delivered, questions } = stream();
  expect(await events.connected(41)).toBe(true);
  events.receive(event(42));
  expect(delivered).toEqual([42]);
  expect(questions).toEqual([]);
});

test('after a break the missed events come first, in order, and those that arrived meanwhile after them, once', async () => {
  const { stream: events, delivered, questions } = stream();
  await events.connected(10);
  events.receive(event(11));
  const caughtUp = events.connected(15);
  events.receive(event(15)); // already in the page that is being fetched
  events.receive(event(17));
  events.receive(event(16));
  expect(delivered).toEqual([11]);
  expect(questions[0]?.after).toBe(11);
  questions[0]?.answer(page([12, 13, 15], 15));
  expect(await caughtUp).toBe(true);
  expect(delivered).toEqual([11, 12, 13, 15, 16, 17]);
});

test('a long break is fetched page by page', async () => {
  const { stream: events, delivered, questions } = stream();
  await events.connected(1);
  const caughtUp = events.connected(9);
  questions[0]?.answer(page([3, 5], 5, true));
  await Promise.resolve();
  await Promise.resolve();
  expect(questions[1]?.after).toBe(5);
  questions[1]?.answer(page([8], 9));
  await caughtUp;
  expect(delivered).toEqual([3, 5, 8]);
  expect(events.position).toBe(9);
});

test('when the missed events cannot be fetched nothing is skipped: the next connection asks from the same place', async () => {
  const { stream: events, delivered, questions } = stream();
  await events.connected(10);
  const failed = events.connected(20);
  events.receive(event(21));
  questions[0]?.fail();
  expect(await failed).toBe(false);
  expect(delivered).toEqual([]);
  const again = events.connected(21);
  expect(questions[1]?.after).toBe(10);
  questions[1]?.answer(page([12, 21], 21));
  await again;
  expect(delivered).toEqual([12, 21]);
});

test('a connection that breaks while it catches up leaves the work to the next one, and nothing comes twice', async () => {
  const { stream: events, delivered, questions } = stream();
  await events.connected(10);
  const broken = events.connected(12);
  const whole = events.connected(13);
  questions[1]?.answer(page([11, 12, 13], 13));
  await whole;
  questions[0]?.answer(page([11, 12], 12));
  await broken;
  expect(delivered).toEqual([11, 12, 13]);
});

test('an event that is told twice is delivered once', async () => {
  const { stream: events, delivered } = stream();
  await events.connected(1);
  for (const position of [2, 3, 2, 3]) events.receive(event(position));
  expect(delivered).toEqual([2, 3]);
});
