import { expect, test } from '@jest/globals';
import type { AttendanceRecorded, Room } from '#contract/attendance.ts';
import { AttendanceEventId, ChildId, DeviceId, UserId } from '#contract/ids.ts';
import type { Problem, ProblemCode } from '#contract/problem.ts';
import { KeptTaps } from '../../../web/features/attendance/kept-taps.ts';
import { type Tap, withTaps } from '../../../web/features/attendance/tap.ts';
import { TapQueue } from '../../../web/features/attendance/tap-queue.ts';
import { ProblemError, Unreachable } from '../../../web/shared/problem-error.ts';

const id = (n: number): string => `0b6c1c1e-0000-4000-8000-${String(n).padStart(12, '0')}`;
const TABLET = DeviceId.parse(id(2_001));
const OTHER_TABLET = DeviceId.parse(id(2_002));
const WANG = UserId.parse(id(3_001));
const LI = UserId.parse(id(3_002));
const checkIn = (n: number): Tap => ({
  kind: 'check-in',
  actorId: WANG,
  eventId: AttendanceEventId.parse(id(n)),
  childId: ChildId.parse(id(n + 1_000)),
  happenedAt: '2026-11-20T00:10:00.000Z',
});
const problem = (code: ProblemCode): ProblemError =>
  new ProblemError({ code, message: { zh: '不行', en: 'no' }, id: 'p1' });

const keptIn = (stored: Map<string, string>, owner: DeviceId): KeptTaps =>
  new KeptTaps(
    {
      get length() {
        return stored.size;
      },
      // The order in which a browser lists its keys is its own; here the newest come first.
      key: (index) => [...stored.keys()].reverse()[index] ?? null,
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
      removeItem: (key) => void stored.delete(key),
    },
    owner,
  );

/** A queue whose network can be taken away, and what became of each tap. */
function queueOn(network: { answer: (tap: Tap) => 'ok' | Error }, stored = new Map<string, string>(), owner = TABLET) {
  const sent: string[] = [];
  const recorded: string[] = [];
  const refused: [string, Problem][] = [];
  const person = { acts: WANG as UserId | null };
  let asked = 0;
  const queue = new TapQueue({
    send: (tap) => {
      sent.push(tap.eventId);
      const answer = network.answer(tap);
      if (answer !== 'ok') return Promise.reject(answer);
      const { eventId, childId, happenedAt } = tap;
      return Promise.resolve<AttendanceRecorded>({ eventId, childId, state: 'present', at: happenedAt, endedViews: 0 });
    },
    kept: keptIn(stored, owner),
    actsNow: () => person.acts,
    onRecorded: (tap) => recorded.push(tap.eventId),
    onRefused: (tap, why) => refused.push([tap.eventId, why]),
    onActorNeeded: () => asked++,
  });
  return { queue, sent, recorded, refused, stored, person, asked: () => asked };
}
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
};

test('taps made while the network is away are kept and sent in their order when it returns', async () => {
  const network = { answer: (): 'ok' | Error => new Unreachable('away') };
  const { queue, recorded } = queueOn(network);
  [1, 2, 3].forEach((n) => queue.add(checkIn(n)));
  await settled();
  expect(recorded).toEqual([]);
  expect(queue.snapshot()).toHaveLength(3);

  network.answer = () => 'ok';
  queue.resume();
  await settled();
  expect(recorded).toEqual([id(1), id(2), id(3)]);
  expect(queue.snapshot()).toEqual([]);
  queue.stop();
});

test('a refused tap leaves the queue with its problem, and the ones behind it still go', async () => {
  const { queue, recorded, refused } = queueOn({
    answer: (tap) => (tap.eventId === id(2) ? problem('not-found') : 'ok'),
  });
  [1, 2, 3].forEach((n) => queue.add(checkIn(n)));
  await settled();
  expect(recorded).toEqual([id(1), id(3)]);
  expect(refused.map(([eventId, { code }]) => [eventId, code])).toEqual([[id(2), 'not-found']]);
  expect(queue.snapshot()).toEqual([]);
});

test('an error of the server is no refusal: the tap waits and keeps its id', async () => {
  const network = { answer: (): 'ok' | Error => problem('internal') };
  const { queue, sent, refused } = queueOn(network);
  queue.add(checkIn(1));
  await settled();
  expect(refused).toEqual([]);
  network.answer = () => 'ok';
  queue.resume();
  await settled();
  expect(sent).toEqual([id(1), id(1)]);
  expect(queue.snapshot()).toEqual([]);
});

test('when the server asks who acts, nothing is lost and everything waits for the answer', async () => {
  const network = { answer: (): 'ok' | Error => problem('who-is-acting') };
  const { queue, sent, recorded, asked } = queueOn(network);
  queue.add(checkIn(1));
  queue.add(checkIn(2));
  await settled();
  expect(asked()).toBeGreaterThan(0);
  expect(new Set(sent)).toEqual(new Set([id(1)]));
  network.answer = () => 'ok';
  queue.resume();
  await settled();
  expect(recorded).toEqual([id(1), id(2)]);
});

test('a tap that was never sent can be taken out; one that was sent without an answer cannot', async () => {
  const { queue } = queueOn({ answer: () => new Unreachable('away') });
  queue.add(checkIn(1));
  queue.add(checkIn(2));
  await settled();
  expect(queue.drop(AttendanceEventId.parse(id(2)))).toBe(true);
  expect(queue.drop(AttendanceEventId.parse(id(1)))).toBe(false);
  expect(queue.snapshot().map((tap) => tap.eventId)).toEqual([id(1)]);
  queue.stop();
});

test('unsent taps survive a closed page in their order, for their own tablet only, and leave nothing once sent', async () => {
  const before = queueOn({ answer: () => new Unreachable('away') });
  before.queue.add(checkIn(1));
  before.queue.add(checkIn(2));
  await settled();
  before.queue.stop();
  expect(queueOn({ answer: () => 'ok' }, before.stored, OTHER_TABLET).queue.snapshot()).toEqual([]);
  const after = queueOn({ answer: () => 'ok' }, before.stored);
  after.queue.resume();
  await settled();
  expect(after.recorded).toEqual([id(1), id(2)]);
  expect(after.stored.size).toBe(0);
});

test('taps of one person are never sent under another: they wait, and the acting person sends or discards them', async () => {
  const network = { answer: (): 'ok' | Error => problem('who-is-acting') };
  const { queue, sent, recorded, person, stored } = queueOn(network);
  [1, 2, 3].forEach((n) => queue.add(checkIn(n)));
  await settled();
  person.acts = LI;
  network.answer = () => 'ok';
  sent.length = 0;
  queue.resume();
  queue.add({ ...checkIn(4), actorId: LI });
  await settled();
  expect(sent).toEqual([id(4)]);
  expect(queue.held().map(({ eventId }) => eventId)).toEqual([id(1), id(2), id(3)]);
  expect(stored.size).toBe(3);

  queue.discard([AttendanceEventId.parse(id(2))]);
  queue.takeOver([AttendanceEventId.parse(id(1))]);
  await settled();
  expect(recorded).toEqual([id(4), id(1)]);
  person.acts = WANG;
  queue.resume();
  await settled();
  expect(recorded).toEqual([id(4), id(1), id(3)]);
  expect(stored.size).toBe(0);
});

test('what is held keeps back later taps on the same child, whoever makes them', async () => {
  const { queue, sent, person } = queueOn({ answer: () => 'ok' });
  person.acts = null;
  queue.add(checkIn(1));
  person.acts = LI;
  queue.add({ ...checkIn(1), eventId: AttendanceEventId.parse(id(5)), actorId: LI });
  await settled();
  expect(sent).toEqual([]);
  queue.discard([AttendanceEventId.parse(id(1))]);
  await settled();
  expect(sent).toEqual([id(5)]);
});

test('what was taken over stays so, and in its place, over a closed page', async () => {
  const away = { answer: (): 'ok' | Error => new Unreachable('away') };
  const before = queueOn(away);
  [1, 2].forEach((n) => before.queue.add(checkIn(n)));
  await settled();
  before.person.acts = LI;
  before.queue.takeOver([1, 2].map((n) => AttendanceEventId.parse(id(n))));
  before.queue.stop();
  const after = queueOn({ answer: () => 'ok' }, before.stored);
  after.person.acts = LI;
  after.queue.resume();
  await settled();
  expect(after.recorded).toEqual([id(1), id(2)]);
});

test('two tabs of one person keep their taps beside each other, and what one has sent the other forgets', async () => {
  const network = { answer: (): 'ok' | Error => new Unreachable('away') };
  const one = queueOn(network);
  const other = queueOn(network, one.stored);
  one.queue.add(checkIn(1));
  other.queue.add(checkIn(2));
  await settled();
  const reloaded = queueOn(network, one.stored);
  expect(reloaded.queue.snapshot().map(({ eventId }) => eventId)).toEqual([id(1), id(2)]);

  const [key] = [...one.stored.keys()].filter((kept) => kept.endsWith(id(1)));
  reloaded.queue.forgottenElsewhere(key ?? '');
  expect(reloaded.queue.snapshot().map(({ eventId }) => eventId)).toEqual([id(2)]);
  [one, other].forEach(({ queue }) => queue.stop());
});

test('what is stored and is no tap is left out and removed; the taps beside it are read', async () => {
  const { queue, stored } = queueOn({ answer: () => new Unreachable('away') });
  queue.add(checkIn(1));
  await settled();
  queue.stop();
  const [key] = stored.keys();
  for (const [n, text] of ['[null]', 'null', '{"order":1,"tap":{"kind":"check-in"}}', 'not JSON'].entries())
    stored.set(`${key}${n}`, text);
  const read = queueOn({ answer: () => 'ok' }, stored).queue;
  expect(read.snapshot()).toEqual([checkIn(1)]);
  expect([...stored.keys()]).toEqual([key]);
});

test('the room shows every tap at once, and an undo on top of it', () => {
  const tap = checkIn(1);
  const room = {
    children: [{ childId: tap.childId, state: 'expected', at: null }],
  } as unknown as Room;
  expect(withTaps(room, [tap]).children[0]).toMatchObject({ state: 'present', at: tap.happenedAt });
  const undo: Tap = { ...tap, kind: 'undo', undoesId: tap.eventId, undoes: 'check-in' };
  expect(withTaps(room, [tap, undo]).children[0]).toMatchObject({ state: 'expected', at: null });
});
