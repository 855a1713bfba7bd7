/** @jest-environment jsdom */
import { expect, test } from '@jest/globals';
import { PROBLEM_CODES, PROBLEM_SENTENCE } from '#contract/problem.ts';
import { PUBLIC_REFUSALS, VIEW_ENDS, publicEnd } from '#contract/refusal.ts';
import { endSentence, refusalSentence } from '../../web/shared/words/refusals.ts';

// The compiler asks for a sentence per code; these ask that it is one, and in the right language.
const HAN = /\p{Script=Han}/u;
const UNFILLED = /\{\{|undefined|null|NaN/;

function expectSentences(zh: string, en: string): void {
  expect(zh).toMatch(HAN);
  expect(en).not.toMatch(HAN);
  expect(en).toMatch(/^\p{Lu}.*[.?!]$/u);
  expect(zh + en).not.toMatch(UNFILLED);
}

test.each(PROBLEM_CODES)('the problem %s has its sentence in Chinese and English', (code) => {
  expectSentences(PROBLEM_SENTENCE[code].zh, PROBLEM_SENTENCE[code].en);
});

test.each(PUBLIC_REFUSALS)(
  'the refusal %s has its sentence in both languages, even when no fact comes with it',
  (code) => {
    expectSentences(refusalSentence({ code }, 'zh'), refusalSentence({ code }, 'en'));
  },
);

test.each(VIEW_ENDS)('a view that ended by %s says so in both languages', (end) => {
  expectSentences(endSentence(publicEnd(end), null, 'zh'), endSentence(publicEnd(end), null, 'en'));
});
