import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { ChooseStream } from '../../../web/features/live/choose-stream.tsx';
import { chooseStream, streamChoice } from '../../../web/features/live/stream-choice.ts';
import type { StreamsShown } from '../../../web/features/live/stream-keeper.ts';
import { StreamNote } from '../../../web/features/live/stream-note.tsx';
import { setLanguage } from '../../../web/shared/words/language.ts';

type Streams = NonNullable<StreamsShown>;
const both: Streams = {
  sent: 'main',
  bitRates: { main: 2_400_000, sub: 400_000 },
  coming: null,
  hasFallen: false,
};

const pass = (ms: number) =>
  act(() => {
    jest.advanceTimersByTime(ms);
  });

beforeEach(() => {
  act(() => chooseStream('auto'));
  setLanguage('zh');
});
afterEach(() => {
  cleanup();
  jest.useRealTimers();
});

test('the button says what is chosen and what is shown, and opens a list with what each costs', () => {
  render(<ChooseStream streams={both} />);
  const button = screen.getByRole('button', { name: '画质：自动 · 清晰。按 Q 键更换。' });
  expect(button.getAttribute('aria-expanded')).toBe('false');
  fireEvent.click(button);
  const choices = screen.getAllByRole<HTMLInputElement>('radio');
  expect(choices.map(({ labels }) => labels?.[0]?.textContent)).toEqual([
    '自动网络好时清晰，慢时省流',
    '清晰约 1.1 GB/小时',
    '省流约 180 MB/小时',
  ]);
  expect(document.activeElement).toBe(choices[0]);
  fireEvent.click(choices[2]!);
  expect([streamChoice.get(), localStorage.getItem('kanwa:live-stream')]).toEqual(['saving', 'saving']);
  fireEvent.keyDown(choices[2]!, { key: 'Escape' });
  expect(screen.queryByRole('radio')).toBeNull();
  expect(document.activeElement).toBe(button);
});

test('in English it costs the same', () => {
  setLanguage('en');
  render(<ChooseStream streams={{ ...both, sent: 'sub' }} />);
  fireEvent.click(screen.getByRole('button', { name: 'Quality: Auto · Saver. Q changes it.' }));
  expect(screen.getByRole('radio', { name: /Saver ?≈ 180 MB per hour/ })).toBeTruthy();
});

test('a camera with one picture says why there is nothing to choose', () => {
  render(<ChooseStream streams={{ ...both, bitRates: { main: 2_400_000, sub: null } }} />);
  const button = screen.getByRole('button', { name: '这台摄像头现在只有一种画面，没有省流可选。' });
  expect(button.getAttribute('aria-disabled')).toBe('true');
  fireEvent.click(button);
  expect(screen.queryByRole('radio')).toBeNull();
});

test('a stream that was not weighed yet is offered without a cost', () => {
  render(<ChooseStream streams={{ ...both, bitRates: { main: 2_400_000, sub: 0 } }} />);
  fireEvent.click(screen.getByRole('button'));
  expect(screen.getAllByRole<HTMLInputElement>('radio')[2]?.labels?.[0]?.textContent).toBe('省流');
});

test('a fall is said once, for a while, and not again when the page begins with it', () => {
  jest.useFakeTimers();
  const { rerender } = render(<StreamNote streams={both} />);
  const spoken = () => screen.getByRole('status').textContent;
  expect(spoken()).toBe('');
  rerender(<StreamNote streams={{ ...both, sent: 'sub', hasFallen: true }} />);
  expect(spoken()).toBe('网络较慢，已为您换成省流画面。好些了会自动换回来。');
  pass(8_000);
  expect(spoken()).toBe('');
  cleanup();
  render(<StreamNote streams={{ ...both, sent: 'sub', hasFallen: true }} />);
  expect(spoken()).toBe('');
});

test('a choice by key is said', () => {
  jest.useFakeTimers();
  render(<StreamNote streams={both} />);
  act(() => chooseStream('clear'));
  expect(screen.getByRole('status').textContent).toBe('画质：清晰');
  pass(2_500);
  expect(screen.getByRole('status').textContent).toBe('');
});
