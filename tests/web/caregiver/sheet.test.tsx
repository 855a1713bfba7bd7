import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { act, fireEvent, render } from '@testing-library/react';
import { Sheet } from '../../../web/caregiver/sheet.tsx';
import { beginPage, endPage } from './open-room.tsx';

beforeEach(() => {
  beginPage();
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
  endPage();
});

function open(stays: boolean): { closed: () => number } {
  let closed = 0;
  render(
    <Sheet title="转班" back="回到海棠班" onClose={() => closed++} stays={stays}>
      <button type="button">马小宇</button>
    </Sheet>,
  );
  return { closed: () => closed };
}
const pass = (ms: number): void => act(() => jest.advanceTimersByTime(ms));

test('a sheet leads back to the room by itself a minute after the last touch', () => {
  const { closed } = open(false);
  pass(59_000);
  fireEvent.pointerDown(window);
  pass(59_000);
  expect(closed()).toBe(0);
  pass(1_500);
  expect(closed()).toBe(1);
});

test('a sheet that stays is closed by nobody but whoever reads it', () => {
  const { closed } = open(true);
  pass(600_000);
  expect(closed()).toBe(0);
});
