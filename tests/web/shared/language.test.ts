import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { accessToken } from '../../../web/shared/access-token.ts';
import { chooseLanguage, endSession, session, signIn } from '../../../web/shared/session.ts';
import { greetIn } from '../../../web/shared/words/language.ts';
import { webAnswer } from '../../support/web-answer.ts';

const originalFetch = globalThis.fetch;
const CREDENTIALS = { username: 'surina', password: 'kanwa-demo' };
let accountSpeaks: 'zh' | 'en';
const pageSpeaks = () => document.documentElement.lang;

beforeEach(() => {
  localStorage.clear();
  greetIn('zh');
  globalThis.fetch = (path) => {
    const me = {
      userId: '0b6c1c1e-0000-4000-8000-000000000001',
      name: '苏日娜',
      portrait: null,
      language: accountSpeaks,
      faces: ['parent'],
      secondFactor: 'not-needed',
      roles: [],
    };
    return Promise.resolve(webAnswer(path === '/api/me' ? me : { accessToken: 'a.b.c', expiresInSeconds: 600, me }));
  };
});
afterEach(() => {
  endSession(null);
  globalThis.fetch = originalFetch;
});

test('a browser in which nobody chose a language speaks the account’s', async () => {
  accountSpeaks = 'en';
  await signIn(CREDENTIALS);
  expect(pageSpeaks()).toBe('en-GB');
});

test('a language chosen on the sign-in page is kept, whatever the account speaks', async () => {
  accountSpeaks = 'zh';
  await chooseLanguage('en');
  await signIn(CREDENTIALS);
  expect(pageSpeaks()).toBe('en-GB');
});

test('choosing on another device changes nothing here, neither while the page is read nor at its next sign-in', async () => {
  accountSpeaks = 'zh';
  await signIn(CREDENTIALS);
  accountSpeaks = 'en';
  await accessToken.renew();
  expect(pageSpeaks()).toBe('zh-CN');
  await chooseLanguage('zh');
  endSession(null);
  await signIn(CREDENTIALS);
  expect(session.get().phase).toBe('in');
  expect(pageSpeaks()).toBe('zh-CN');
});
