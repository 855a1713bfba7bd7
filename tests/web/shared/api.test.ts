import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { z } from 'zod';
import { accessToken } from '../../../web/shared/access-token.ts';
import { Nothing, ProblemError, request, Unreachable } from '../../../web/shared/api.ts';

const originalFetch = globalThis.fetch;
type Sent = { method: string; path: string; token: string | null; body: unknown };
let sent: Sent[];

/** Answers as a server would that knows only the token `good`. */
function serve(answer: (sent: Sent) => { status: number; body?: unknown }): void {
  globalThis.fetch = ((path: string, init: RequestInit) => {
    const headers = new Headers(init.headers);
    const one = {
      method: init.method ?? 'GET',
      path,
      token: headers.get('authorization')?.replace('Bearer ', '') ?? null,
      body: typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined,
    };
    sent.push(one);
    const { status, body } = answer(one);
    return Promise.resolve({
      ok: status < 400,
      status,
      json: () => Promise.resolve(body),
      headers: new Headers(),
    });
  }) as unknown as typeof fetch;
}

const problem = (code: string) => ({ problem: { code, message: { zh: '不行。', en: 'No.' }, id: 'p1' } });
const onlyGood = ({ token }: Sent) =>
  token === 'good' ? { status: 200, body: { n: 1 } } : { status: 401, body: problem('not-signed-in') };

beforeEach(() => {
  sent = [];
});
afterEach(() => {
  globalThis.fetch = originalFetch;
  accessToken.set(null);
  accessToken.renewWith(() => Promise.resolve(null));
});

test('a stale token is renewed once and the request sent again with the new one', async () => {
  serve(onlyGood);
  accessToken.set('stale');
  accessToken.renewWith(() => Promise.resolve('good'));
  expect(await request(z.object({ n: z.number() }), 'POST', '/api/x', { a: 1 })).toEqual({ n: 1 });
  expect(sent.map(({ token, body }) => [token, body])).toEqual([
    ['stale', { a: 1 }],
    ['good', { a: 1 }],
  ]);
});

test('requests that find the token stale together share one renewal', async () => {
  serve(onlyGood);
  accessToken.set('stale');
  let renewals = 0;
  accessToken.renewWith(() => {
    renewals += 1;
    return Promise.resolve('good');
  });
  await Promise.all([1, 2, 3].map((n) => request(z.object({ n: z.number() }), 'GET', `/api/${n}`)));
  expect(renewals).toBe(1);
});

test('when nobody is signed in any more the server’s own sentence comes through, and it is not asked again and again', async () => {
  serve(onlyGood);
  accessToken.set('stale');
  const asked = request(z.unknown(), 'GET', '/api/x');
  await expect(asked).rejects.toBeInstanceOf(ProblemError);
  expect(sent).toHaveLength(1);
});

test('a renewed token that is refused as well is not renewed for ever', async () => {
  serve(() => ({ status: 401, body: problem('not-signed-in') }));
  accessToken.set('stale');
  accessToken.renewWith(() => Promise.resolve('also-stale'));
  await expect(request(z.unknown(), 'GET', '/api/x')).rejects.toMatchObject({ problem: { code: 'not-signed-in' } });
  expect(sent).toHaveLength(2);
});

test('another no is thrown as it is, without a renewal', async () => {
  serve(() => ({ status: 409, body: problem('conflict') }));
  accessToken.set('good');
  await expect(request(Nothing, 'DELETE', '/api/x')).rejects.toMatchObject({
    problem: { code: 'conflict', message: { en: 'No.' } },
  });
  expect(sent).toHaveLength(1);
});

test('a page that is not ours, or no answer at all, is "unreachable" and never a crash of the parser', async () => {
  serve(() => ({ status: 502, body: undefined }));
  await expect(request(Nothing, 'GET', '/api/x')).rejects.toBeInstanceOf(Unreachable);
  globalThis.fetch = () => Promise.reject(new TypeError('failed to fetch'));
  await expect(request(Nothing, 'GET', '/api/x')).rejects.toBeInstanceOf(Unreachable);
});

test('an answer that is not what the contract says is refused', async () => {
  serve(() => ({ status: 200, body: { n: 'one' } }));
  accessToken.set('good');
  await expect(request(z.object({ n: z.number() }), 'GET', '/api/x')).rejects.toBeInstanceOf(z.ZodError);
});
