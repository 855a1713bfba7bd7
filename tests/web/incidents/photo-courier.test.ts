import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { IncidentId, UserId } from '#contract/ids.ts';
import type { ProblemCode } from '#contract/problem.ts';
import { PhotoCourier } from '../../../web/features/incidents/photo-courier.ts';
import type { KeptPhoto } from '../../../web/features/incidents/waiting-photo.ts';
import { ProblemError, Unreachable } from '../../../web/shared/problem-error.ts';

const incidentId = '0b6c1c1e-0000-4000-8000-000000000001' as IncidentId;
const who = (n: number, name: string) => ({
  userId: `0b6c1c1e-0000-4000-8000-00000000001${String(n)}` as UserId,
  name,
});
const [wang, li] = [who(1, '王丽'), who(2, '李敏')];
const problem = (code: ProblemCode) => new ProblemError({ code, message: { zh: '', en: '' }, id: 'p' });

let kept: Map<string, Record<string, unknown>>;
let sent: KeptPhoto[];
let answer: (photo: KeptPhoto) => Promise<unknown>;
let isFull: boolean;
const make = () =>
  new PhotoCourier({
    kept: {
      of: (owner) => Promise.resolve([...kept.values()].filter((each) => each['owner'] === owner)),
      keep: (file) =>
        isFull ? Promise.reject(new Error('full')) : Promise.resolve(void kept.set(file.id, { ...file })),
      has: (id) => Promise.resolve(kept.has(id)),
      forget: (id) => Promise.resolve(void kept.delete(id)),
    },
    send: async (photo) => {
      await answer(photo);
      sent.push(photo);
    },
  });
let courier: PhotoCourier;
beforeEach(async () => {
  jest.useFakeTimers();
  kept = new Map();
  sent = [];
  isFull = false;
  answer = () => Promise.resolve();
  courier = make();
  await courier.begin('tablet', wang);
});
afterEach(() => {
  courier.end();
  jest.useRealTimers();
});

const takeAll = async (files: Blob[], by = courier.taker()) => {
  if (by === null) throw new Error('nobody acts');
  await courier.add({ incidentId, childId: null, files }, by);
};
const take = (count = 1, by = courier.taker()) =>
  takeAll(
    Array.from({ length: count }, (_, n) => new Blob([String(n)])),
    by,
  );
const settle = () => jest.advanceTimersByTimeAsync(0);
const states = (of = courier) => of.snapshot().map(({ state }) => state);
const away = () => Promise.reject(new Unreachable('no answer'));

test('photos go one by one in their order, and are kept no longer than the server needs', async () => {
  await take(3);
  expect(kept.size).toBe(3);
  await settle();
  expect(sent.map(({ id }) => id)).toEqual(courier.snapshot().map(({ id }) => id));
  expect(states()).toEqual(['sent', 'sent', 'sent']);
  expect(kept.size).toBe(0);
  await jest.advanceTimersByTimeAsync(10_000);
  expect(states()).toEqual([]);
});

test('without a network they wait, also over a closed page, and go when it is back', async () => {
  answer = away;
  await take(2);
  await settle();
  expect(states()).toEqual(['waiting', 'waiting']);
  courier.end();
  const next = make();
  await next.begin('another tablet', wang);
  expect(states(next)).toEqual([]); // of somebody else's nothing is shown or sent
  answer = () => Promise.resolve();
  await next.begin('tablet', wang);
  await settle();
  expect(sent).toHaveLength(2);
  next.end();
});

test('a network that is back without a word is found by itself', async () => {
  answer = away;
  await take();
  await settle();
  answer = () => Promise.resolve();
  await jest.advanceTimersByTimeAsync(60_000);
  expect(sent).toHaveLength(1);
});

test('what is refused for good stays with its reason until somebody decides; the others go on', async () => {
  answer = ({ file }) => (file.size === 0 ? Promise.reject(problem('bad-request')) : Promise.resolve());
  await takeAll([new Blob([]), new Blob(['x'])]);
  await settle();
  expect(states()).toEqual(['refused', 'sent']);
  expect(kept.size).toBe(1);
  const [refused] = courier.snapshot();
  await jest.advanceTimersByTimeAsync(600_000);
  expect(sent).toHaveLength(1);
  await courier.discard(refused!.id);
  expect([states(), kept.size]).toEqual([[], 0]);
});

test('a photo goes out as who took it: while somebody else acts it waits for their PIN, or for who sends it as theirs', async () => {
  answer = ({ actor }) => (actor.userId === wang.userId ? Promise.reject(problem('who-is-acting')) : Promise.resolve());
  await take();
  await settle();
  expect(states()).toEqual(['held']);
  await courier.begin('tablet', li);
  await settle();
  expect([states(), sent]).toEqual([['held'], []]);
  await courier.takeOver(courier.snapshot()[0]!.id);
  await settle();
  expect(sent.map(({ actor }) => actor)).toEqual([li]);
});

test('of an incident that is itself on its way still the photo waits', async () => {
  answer = () => Promise.reject(problem('not-found'));
  await take();
  await settle();
  expect(states()).toEqual(['waiting']);
  answer = () => Promise.resolve();
  await jest.advanceTimersByTimeAsync(10_000);
  expect(sent).toHaveLength(1);
});

test('of an incident that the server does not come to know the photo is given up, in sight, until somebody sends it again', async () => {
  answer = () => Promise.reject(problem('not-found'));
  await take();
  await settle();
  await jest.advanceTimersByTimeAsync(4 * 60_000);
  expect(states()).toEqual(['waiting']);
  await jest.advanceTimersByTimeAsync(3 * 60_000);
  expect([states(), kept.size]).toEqual([['refused'], 1]);
  let tries = 0;
  answer = () => Promise.resolve((tries += 1));
  await jest.advanceTimersByTimeAsync(600_000);
  courier.resume();
  await settle();
  expect(tries).toBe(0);
  void courier.retry(courier.snapshot()[0]!.id);
  await settle();
  expect(sent).toHaveLength(1);
});

test('a browser that keeps nothing says so, and sends all the same', async () => {
  isFull = true;
  answer = away;
  await take();
  await settle();
  expect(courier.snapshot()).toMatchObject([{ isOnPageOnly: true, state: 'waiting' }]);
  answer = () => Promise.resolve();
  courier.resume();
  await settle();
  expect(sent).toHaveLength(1);
});

test('what another tab has sent or discarded is not sent again', async () => {
  answer = away;
  await take();
  await settle();
  kept.clear();
  answer = () => Promise.resolve();
  courier.resume();
  await settle();
  expect([states(), sent]).toEqual([[], []]);
});

test('nobody takes a photo where nobody acts', async () => {
  await courier.begin('tablet', null);
  expect([courier.taker(), courier.hasAuthor()]).toEqual([null, false]);
});

test('taken while nobody acts any more, or by then on another page, it is of who opened the camera and not lost', async () => {
  const by = courier.taker();
  await courier.begin('tablet', null);
  await take(1, by);
  await settle();
  expect(sent.map(({ actor }) => actor.name)).toEqual(['王丽']);
  courier.end();
  await take(1, by);
  expect([kept.size, courier.snapshot().length]).toEqual([1, 0]);
  await courier.begin('tablet', li);
  await settle();
  expect(sent.map(({ actor }) => actor.name)).toEqual(['王丽', '王丽']);
});

test('what was refused for good is not sent again by a page that opens later, and says why until that was read', async () => {
  answer = () => Promise.reject(problem('bad-request'));
  await take();
  await settle();
  courier.end();
  answer = () => Promise.resolve();
  courier = make();
  await courier.begin('tablet', wang);
  courier.resume();
  await settle();
  expect([states(), sent]).toEqual([['refused'], []]);
  const [photo] = courier.snapshot();
  expect(photo?.error).toMatchObject({ problem: { code: 'bad-request' } });
  await courier.leave(photo!.id);
  expect([states(), kept.size]).toEqual([['refused'], 0]);
});
