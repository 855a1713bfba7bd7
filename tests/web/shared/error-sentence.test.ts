import { expect, test } from '@jest/globals';
import { ProblemError, Unreachable } from '../../../web/shared/problem-error.ts';
import { errorSentence } from '../../../web/shared/words/common.ts';

const problem = (code: ProblemError['problem']['code'], more: object = {}) =>
  new ProblemError({ code, message: { zh: '服务端的话。', en: 'The server’s words.' }, id: 'k7', ...more });

test.each<[string, unknown, string, string]>([
  ['the server’s no', problem('conflict'), '服务端的话。', 'The server’s words.'],
  [
    'a throttled try',
    problem('too-many-tries', { retryAfterSeconds: 61 }),
    '试得太频繁，2 分钟后再试。',
    'Too many tries. Try again in 2 min.',
  ],
  ['our own failure', problem('internal'), '服务端的话。（编号 k7）', 'The server’s words. (no. k7)'],
  [
    'no answer',
    new Unreachable('gone'),
    '现在连不上，请检查网络。我们会继续重试。',
    'No connection right now. Please check the network; we keep trying.',
  ],
  ['anything else', new TypeError('x'), '出了点问题。请再试一次。', 'Something went wrong. Please try again.'],
])('%s is told in words, in both languages', (_what, error, zh, en) => {
  expect(errorSentence(error, 'zh')).toBe(zh);
  expect(errorSentence(error, 'en')).toBe(en);
});
