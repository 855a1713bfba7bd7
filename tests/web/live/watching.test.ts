import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { CameraId } from '#contract/ids.ts';
import { beginToWatch, claim, watchingOf } from '../../../web/features/live/watching.ts';
import { CAMERA, NOON } from './played-nursery.ts';

const OTHER = '0b6c1c1e-0000-4000-8000-000000000002' as CameraId;

beforeEach(() => {
  jest.useFakeTimers({ now: NOON });
});
afterEach(() => {
  claim(watchingOf(CAMERA));
  jest.useRealTimers();
});

function begun(cameraId: CameraId) {
  beginToWatch(cameraId);
  const watching = watchingOf(cameraId);
  return { watching, stopped: jest.spyOn(watching.viewing, 'stop') };
}

test('the page takes what began at the click, and from then on answers for its end alone', () => {
  const { watching, stopped } = begun(CAMERA);
  expect(watchingOf(CAMERA)).toBe(watching); // a page may be drawn twice before it is shown
  claim(watching);
  jest.advanceTimersByTime(60_000);
  expect(stopped).not.toHaveBeenCalled();
  expect(watchingOf(CAMERA)).not.toBe(watching);
});

test('what began for a page that never comes is over after five seconds', () => {
  const { watching, stopped } = begun(CAMERA);
  jest.advanceTimersByTime(4_900);
  expect(stopped).not.toHaveBeenCalled();
  jest.advanceTimersByTime(200);
  expect(stopped).toHaveBeenCalledTimes(1);
  expect(watchingOf(CAMERA)).not.toBe(watching);
});

test('a page of another camera takes nothing, and ends what had begun', () => {
  const { watching, stopped } = begun(CAMERA);
  const others = watchingOf(OTHER);
  expect(others).not.toBe(watching);
  claim(others);
  expect(stopped).toHaveBeenCalledTimes(1);
});

test('a click on another tile ends what the click before began', () => {
  const { stopped } = begun(CAMERA);
  beginToWatch(OTHER);
  expect(stopped).toHaveBeenCalledTimes(1);
});
