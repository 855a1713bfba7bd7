import { afterEach, expect, jest, test } from '@jest/globals';
import { UserId } from '#contract/ids.ts';
import { ACTOR_HEADER } from '#contract/sign-in.ts';
import type { OutboxRecord } from '../../../web/shared/outbox/outbox-record.ts';
import { sendRecord } from '../../../web/shared/outbox/send-record.ts';
import { Unanswered } from '../../../web/shared/problem-error.ts';
import { webAnswer } from '../../support/web-answer.ts';

const originalFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = originalFetch;
});

const id = (n: number): string => `0b6c1c1e-0000-4000-8000-${String(n).padStart(12, '0')}`;
const WANG = UserId.parse(id(1));
const arrival = { childId: id(2), isOffline: false };
const record = (agoSeconds: number, body: Record<string, unknown> = arrival): OutboxRecord => ({
  id: id(3),
  path: '/api/attendance/check-ins',
  body,
  orderKeys: [],
  actorId: WANG,
  happenedAt: new Date(Date.now() - agoSeconds * 1_000).toISOString(),
  words: { zh: '入园', en: 'in' },
});

/** What goes out for this record. */
async function sent(given: OutboxRecord): Promise<{ body: unknown; actor: string | null }> {
  let init: RequestInit | undefined;
  globalThis.fetch = (_input, given) => {
    init = given;
    return Promise.resolve(webAnswer({}));
  };
  await sendRecord(given);
  const body: unknown = JSON.parse(typeof init?.body === 'string' ? init.body : 'null');
  return { body, actor: new Headers(init?.headers).get(ACTOR_HEADER) };
}

test('a record says who made it', async () => {
  expect(await sent(record(0))).toEqual({ body: arrival, actor: WANG });
});

test('what goes out half a minute after its tap is told as made offline, each of many arrivals too', async () => {
  expect((await sent(record(25))).body).toEqual(arrival);
  expect((await sent(record(35))).body).toEqual({ ...arrival, isOffline: true });
  const many = { arrivals: [arrival, arrival] };
  const late = { ...arrival, isOffline: true };
  expect((await sent(record(35, many))).body).toEqual({ arrivals: [late, late] });
});

test('a record that has no such word gets none', async () => {
  expect((await sent(record(35, { checkId: id(4) }))).body).toEqual({ checkId: id(4) });
});

test('what is not answered in time is no missing connection: it may be this record alone', async () => {
  jest.useFakeTimers();
  try {
    globalThis.fetch = () => new Promise(() => undefined);
    const given = expect(sendRecord(record(0))).rejects.toBeInstanceOf(Unanswered);
    await jest.advanceTimersByTimeAsync(25_000);
    await given;
  } finally {
    jest.useRealTimers();
  }
});
