import { expect, jest, test } from '@jest/globals';
import { Me } from '../../../server/contract/sign-in.ts';
import { endSession, readMeAnew, resumeSession, session } from '../../../web/shared/session.ts';
import { webAnswer } from '../../support/web-answer.ts';

const me = Me.parse({
  ...{ userId: '11111111-1111-4111-8111-111111111111', name: '王芳', portrait: null, language: 'zh' },
  ...{ faces: ['parent'], roles: [], secondFactor: 'not-needed' },
});

test('who signs out leaves no names of a room in their own browser, and nothing unsent is lost', () => {
  const kept = [`kanwa:headcount:${me.userId}`, `kanwa:undo:${me.userId}`, `kanwa:unsent:${me.userId}:1`];
  kept.forEach((key) => localStorage.setItem(key, '马小宇'));
  session.set({ phase: 'in', me });
  endSession('expired');
  expect(kept.map((key) => localStorage.getItem(key))).toEqual(['马小宇', '马小宇', '马小宇']);
  session.set({ phase: 'in', me });
  endSession(null);
  expect(kept.map((key) => localStorage.getItem(key))).toEqual([null, null, '马小宇']);
});

test('what was refused waits to be read by who signed out, and is gone where the office ended the session', () => {
  const kept = ['refused', 'unreadable'].map((kind) => `kanwa:${kind}:${me.userId}:1`);
  const left = () => kept.map((key) => localStorage.getItem(key));
  kept.forEach((key) => localStorage.setItem(key, '马小宇'));
  session.set({ phase: 'in', me });
  endSession(null);
  expect(left()).toEqual(['马小宇', '马小宇']);
  session.set({ phase: 'in', me });
  endSession('account-inactive');
  expect(left()).toEqual([null, null]);
});

test('a request that fails before the socket tells why the session is over does not take the reason away', async () => {
  const problem = { code: 'not-signed-in', message: { zh: '不行。', en: 'No.' }, id: 'p1' };
  globalThis.fetch = jest.fn(() => Promise.resolve(webAnswer({ problem }, 401)));
  session.set({ phase: 'in', me });
  await resumeSession();
  const failing = readMeAnew();
  setTimeout(() => endSession('account-inactive'), 50);
  await expect(failing).rejects.toThrow();
  expect(session.get()).toEqual({ phase: 'out', over: 'account-inactive' });

  session.set({ phase: 'in', me });
  await expect(readMeAnew()).rejects.toThrow(); // and nobody tells why
  expect(session.get()).toEqual({ phase: 'out', over: 'expired' });
});
