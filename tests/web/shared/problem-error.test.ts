import { expect, test } from '@jest/globals';
import { errorOf, ProblemError, Unanswered } from '../../../web/shared/problem-error.ts';
import { webAnswer } from '../../support/web-answer.ts';

const message = { zh: '这个班今天已经结账。', en: 'This room’s day is closed.' };
const problemOf = async (status: number, given: object) => {
  const error = await errorOf(webAnswer({ problem: { message, id: 'p1', ...given } }, status));
  return error instanceof ProblemError ? error.problem : null;
};

test('a no of a newer server, for a reason this page does not know, is a no with its own sentence', async () => {
  expect(await problemOf(409, { code: 'day-closed' })).toEqual({ code: 'bad-request', message, id: 'p1' });
  expect(await problemOf(403, { code: 'refused', refusal: 'of-a-newer-kind' })).toMatchObject({
    code: 'refused',
    message,
  });
});

test('an error of a newer server is worth another try, when it says so', async () => {
  const given = { code: 'moving-house', retryAfterSeconds: 30 };
  expect(await problemOf(503, given)).toEqual({ code: 'internal', message, id: 'p1', retryAfterSeconds: 30 });
});

test('a proxy’s error page is no answer of the server', async () => {
  expect(await errorOf(webAnswer({ error: 'Bad Gateway' }, 502))).toBeInstanceOf(Unanswered);
  expect(await errorOf(webAnswer(null, 413))).toBeInstanceOf(Unanswered);
});
