import { afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { LiveView, type LiveViewProps } from '../../../web/features/live/live-view.tsx';
import type { LiveState } from '../../../web/features/live/live-state.ts';
import { setLanguage } from '../../../web/shared/words/language.ts';

const stream = { id: 'stream' } as unknown as MediaStream;
const until = '2026-11-20T03:30:00Z';
const poster = { url: 'blob:poster', time: '10:24:31' };

beforeAll(() => {
  // jsdom plays no media.
  HTMLMediaElement.prototype.play = () => Promise.resolve();
});
afterEach(() => {
  cleanup();
  jest.useRealTimers();
});

const pass = (ms: number) =>
  act(() => {
    jest.advanceTimersByTime(ms);
  });

function show(state: LiveState, more: Partial<LiveViewProps> = {}, inTheWay = false) {
  const pause = jest.fn();
  const resume = jest.fn();
  const giveReason = jest.fn();
  const stopOther = jest.fn();
  const view = (shown: LiveState) => (
    <MemoryRouter>
      <LiveView
        name="海棠班教室"
        live={{
          state: shown,
          pause,
          resume,
          giveReason,
          stopOther: inTheWay ? stopOther : null,
          seen: () => undefined,
          drawn: () => undefined,
          streams: null,
        }}
        poster={poster}
        over={<span>水印</span>}
        roomAddress={(id) => `/p/rooms/${id}`}
        {...more}
      />
    </MemoryRouter>
  );
  const { rerender, container } = render(view(state));
  const picture = () => container.querySelector('video');
  return {
    pause,
    resume,
    giveReason,
    stopOther,
    container,
    picture,
    change: (next: LiveState) => rerender(view(next)),
  };
}

test('while connecting the poster is there with its time, and the watermark is not', () => {
  setLanguage('zh');
  const { container } = show({ phase: 'opening', slow: false });
  expect(screen.getByText('先看 10:24:31 的静态画面')).toBeTruthy();
  expect(container.querySelector('img')?.getAttribute('src')).toBe('blob:poster');
  expect(screen.queryByText('水印')).toBeNull();
});

test('a playing picture is muted, labelled, without the poster and under the watermark', () => {
  setLanguage('zh');
  const { container } = show({ phase: 'playing', stream, until });
  const video = screen.getByLabelText<HTMLVideoElement>('班级画面，直播');
  expect(video.srcObject).toBe(stream);
  expect(video.muted).toBe(true);
  expect(container.querySelector('img')).toBeNull();
  expect(screen.getByText('水印')).toBeTruthy();
  expect(screen.getByText('无声音')).toBeTruthy();
  expect(screen.getByRole('status').textContent).toBe('画面已接通。');
});

test('a picture that catches up lies over the shared one, is not read out a second time, and leaves nothing behind', () => {
  setLanguage('zh');
  const catchUp = { id: 'catch-up' } as unknown as MediaStream;
  const { change, container } = show({ phase: 'connecting', slow: false, stream, catchUp, until });
  const [shared, own] = container.querySelectorAll('video');
  expect([shared?.srcObject, own?.srcObject]).toEqual([stream, catchUp]);
  expect(own?.getAttribute('aria-hidden')).toBe('true');
  expect(container.querySelectorAll('.live-poster')).toHaveLength(1);
  change({ phase: 'playing', stream, until });
  expect([...container.querySelectorAll('video')]).toEqual([shared]); // the same element: its picture did not stop
  expect(shared?.srcObject).toBe(stream);
  expect(own?.srcObject).toBeNull();
});

test('without a still picture nothing is seen of the moving one before its watermark', () => {
  setLanguage('zh');
  const { change, container } = show({ phase: 'connecting', slow: false, stream, until }, { poster: null });
  expect(container.querySelector('.live-cover')).not.toBeNull();
  change({ phase: 'playing', stream, until });
  expect(container.querySelector('.live-cover')).toBeNull();
  expect(screen.getByText('水印')).toBeTruthy();
});

test('in English the picture has its English name', () => {
  setLanguage('en');
  show({ phase: 'playing', stream, until });
  expect(screen.getByLabelText('Classroom camera, live')).toBeTruthy();
});

test('a stall counts up for the eye, and is spoken once', () => {
  setLanguage('zh');
  const { change } = show({ phase: 'stalled', stream, until, seconds: 2 });
  expect(screen.getByText('画面停住了 2 秒')).toBeTruthy();
  const spoken = screen.getByRole('status').textContent;
  change({ phase: 'stalled', stream, until, seconds: 3 });
  expect(screen.getByText('画面停住了 3 秒')).toBeTruthy();
  expect(screen.getByRole('status').textContent).toBe(spoken);
});

test('after the end nothing of the picture is left: no video, no poster, a drawn pattern and the sentence', () => {
  setLanguage('zh');
  const { change, container, picture } = show({ phase: 'playing', stream, until });
  const before = picture();
  const end = { reason: 'camera-paused' as const, refusal: { code: 'camera-paused' as const } };
  change({ phase: 'ended', end, retrying: false, wasWatching: true });
  expect(before?.srcObject).toBeNull();
  expect(picture()).toBeNull();
  expect(container.querySelector('img')).toBeNull();
  expect(container.querySelector('[data-pattern="curtain"]')).not.toBeNull();
  expect(screen.getByText('画面已结束：老师正在照护孩子，稍后恢复。', { selector: '.live-message p' })).toBeTruthy();
});

test('a no before any picture is not called an end, and offers the nursery’s number', () => {
  setLanguage('zh');
  const end = { reason: 'not-available' as const, refusal: { code: 'not-available' as const, phone: '0471-555 0123' } };
  show({ phase: 'ended', end, retrying: false, wasWatching: false });
  expect(screen.getByText('暂不可观看，请联系园所。', { selector: '.live-message p' })).toBeTruthy();
  expect(screen.getByRole('link', { name: /0471-555 0123/ }).getAttribute('href')).toBe('tel:04715550123');
});

test('a child in another room is one click away', () => {
  setLanguage('en');
  const refusal = { code: 'child-elsewhere' as const, child: 'Duoduo', classroomId: 'room-2' };
  show({ phase: 'ended', end: { reason: 'child-elsewhere', refusal }, retrying: false, wasWatching: false });
  expect(screen.getByRole('link', { name: 'Go to that room' }).getAttribute('href')).toBe('/p/rooms/room-2');
});

test('Space pauses only when the player itself has the focus; digits choose a camera', () => {
  setLanguage('zh');
  const onDigit = jest.fn();
  const { pause } = show({ phase: 'playing', stream, until }, { onDigit });
  fireEvent.keyDown(document.body, { key: ' ' });
  expect(pause).not.toHaveBeenCalled();
  const player = screen.getByRole('group');
  fireEvent.keyDown(player, { key: ' ' });
  fireEvent.keyDown(player, { key: '2' });
  fireEvent.keyDown(player, { key: '3', ctrlKey: true });
  expect(pause).toHaveBeenCalledTimes(1);
  expect(onDigit.mock.calls).toEqual([[2]]);
});

test('after a quarter of an hour it asks whether anyone watches, and without an answer stops', () => {
  jest.useFakeTimers();
  setLanguage('zh');
  const { pause } = show({ phase: 'playing', stream, until });
  pass(15 * 60_000 + 1_000);
  expect(screen.getByRole('alertdialog', { name: '您还在看吗？' })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: /继续看/ }));
  pass(61_000);
  expect(pause).not.toHaveBeenCalled();
  pass(16 * 60_000);
  expect(pause.mock.calls).toEqual([['idle']]);
});

test('beside work any touch of the screen says that somebody is there, and an untouched one is asked in its own words', () => {
  jest.useFakeTimers();
  setLanguage('zh');
  const { pause } = show({ phase: 'playing', stream, until }, { besideWork: true });
  pass(14 * 60_000);
  fireEvent.pointerDown(document.body);
  pass(14 * 60_000);
  expect(screen.queryByRole('alertdialog')).toBeNull();
  pass(61_000);
  expect(screen.getByRole('alertdialog').textContent).not.toContain('家长');
  fireEvent.pointerDown(document.body);
  expect(screen.queryByRole('alertdialog')).toBeNull();
  pass(61_000);
  expect(pause).not.toHaveBeenCalled();
  pass(16 * 60_000);
  expect(pause.mock.calls).toEqual([['idle']]);
});

test('a picture that stopped by itself says so, not that its viewer stopped it, and goes on at a click', () => {
  setLanguage('zh');
  const { resume } = show({ phase: 'paused', by: 'idle' });
  expect(screen.getByText('画面自动停下了', { selector: 'strong' })).toBeTruthy();
  expect(screen.queryByText(/您停下了画面/)).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: '继续看' }));
  expect(resume).toHaveBeenCalledTimes(1);
});

test('who must say why they look is asked for it, and it is handed over', () => {
  setLanguage('en');
  const end = { reason: 'reason-needed' as const, refusal: { code: 'reason-needed' as const } };
  const { giveReason } = show({ phase: 'ended', end, retrying: false, wasWatching: false });
  const look = screen.getByRole<HTMLButtonElement>('button', { name: 'Look' });
  fireEvent.change(screen.getByLabelText('Reason for looking'), { target: { value: ' no ' } });
  expect(look.disabled).toBe(true);
  fireEvent.change(screen.getByLabelText('Reason for looking'), { target: { value: ' a parent called ' } });
  fireEvent.click(look);
  expect(giveReason.mock.calls).toEqual([['a parent called']]);
});

test('one picture too many offers to stop the other one where that can be done from here, and only says so elsewhere', () => {
  setLanguage('zh');
  const refusal = { code: 'too-many-streams', n: 2 } as const;
  const tooMany: LiveState = {
    phase: 'ended',
    end: { reason: 'too-many-streams', refusal },
    retrying: false,
    wasWatching: false,
  };
  show(tooMany);
  expect(screen.getAllByText(/同时只能看 2 路/).length).toBeGreaterThan(0);
  expect(screen.queryByRole('button', { name: '停下并观看' })).toBeNull();
  cleanup();
  const { stopOther } = show(tooMany, {}, true);
  fireEvent.click(screen.getByRole('button', { name: '停下并观看' }));
  expect(stopOther).toHaveBeenCalledTimes(1);
});

test.each([
  ['zh', '走 HTTPS，约慢 3 秒', '画面已接通，走 HTTPS，约慢 3 秒。'],
  ['en', 'Over HTTPS, about 3 s behind', 'The picture is live, over HTTPS and about 3 seconds behind.'],
] as const)('a picture over HTTPS says so in the corner, and once aloud (%s)', (language, corner, aloud) => {
  setLanguage(language);
  const { change } = show({ phase: 'playing', stream, until, overHttps: true });
  expect(screen.getByText(corner)).toBeTruthy();
  expect(screen.getByRole('status').textContent).toBe(aloud);
  change({ phase: 'playing', stream, until });
  expect(screen.queryByText(corner)).toBeNull();
  setLanguage('zh');
});
