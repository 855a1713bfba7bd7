import { afterEach, expect, test } from '@jest/globals';
import { cleanup, render, screen } from '@testing-library/react';
import { CAMERA_FAULTS, PROBE_ADVICE, type ProbeAnswer } from '#contract/cameras.ts';
import { adviceSentence } from '../../../web/admin/cameras/advice-sentences.ts';
import { FAULT_SENTENCE } from '../../../web/admin/cameras/camera-sentences.ts';
import { ProbeResult } from '../../../web/admin/cameras/probe-result.tsx';
import { LANGUAGES, setLanguage } from '../../../web/shared/words/language.ts';

type Seen = Extract<ProbeAnswer, { ok: true }>;

afterEach(cleanup);

const inBoth = <T extends string>(codes: readonly T[]) =>
  codes.flatMap((code) => LANGUAGES.map((language) => [code, language] as const));
const stream = {
  widthPx: 1280,
  heightPx: 720,
  framesPerSecond: 25,
  bitsPerSecond: 2_000_000,
  keyFrameEverySeconds: 2,
  profileLevelId: '4d001f',
};
const seenWith = (advice: Seen['advice'], more: Partial<Seen> = {}): Seen => ({
  ok: true,
  main: stream,
  sub: null,
  advice,
  hasSound: false,
  clockOffsetSeconds: 0,
  picture: null,
  ...more,
});

test.each(inBoth(CAMERA_FAULTS))(
  'a probe that ends with %s says in %s what is wrong and what to do',
  (fault, language) => {
    setLanguage(language);
    render(<ProbeResult answer={{ ok: false, stream: 'main', fault }} />);
    const sentence = FAULT_SENTENCE[fault][language];
    expect(screen.getByRole('alert').textContent).toContain(sentence);
    expect(sentence).not.toContain(fault);
  },
);

test.each(inBoth(PROBE_ADVICE))('the advice %s is a sentence in %s', (advice, language) => {
  setLanguage(language);
  const answer = seenWith([advice]);
  render(<ProbeResult answer={answer} />);
  const sentence = adviceSentence(advice, answer, language);
  expect(screen.getByText(sentence)).toBeTruthy();
  expect(sentence).not.toMatch(/undefined|NaN|null/);
});

test.each(LANGUAGES)('no two faults share a sentence in %s', (language) => {
  const sentences = CAMERA_FAULTS.map((fault) => FAULT_SENTENCE[fault][language]);
  expect(new Set(sentences).size).toBe(CAMERA_FAULTS.length);
});

test('H.265 names the encoding to choose, and a fault of the sub stream says which stream', () => {
  setLanguage('zh');
  render(<ProbeResult answer={{ ok: false, stream: 'sub', fault: 'codec-h265' }} />);
  expect(screen.getByRole('alert').textContent).toMatch(/^子码流：.*把编码改为 H\.264/);
});
