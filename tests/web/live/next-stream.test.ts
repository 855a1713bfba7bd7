import { expect, test } from '@jest/globals';
import { type Heard, nextStream, type StreamHistory } from '../../../web/features/live/next-stream.ts';

const NOW = 10_000_000;
const MINUTE = 60_000;
const clear: Omit<Heard, 'atMs'> = { received: 250, lost: 0, frozenMs: 0, jitterMs: 15, standsMs: 40 };

/** The last five seconds, each as given. */
const seconds = (second: Partial<Heard>, count = 5): Heard[] =>
  Array.from({ length: count }, (_, at) => ({ ...clear, ...second, atMs: NOW - 1_000 * (count - 1 - at) }));
const history = (change: Partial<StreamHistory> = {}): StreamHistory => ({
  choice: 'auto',
  hasSub: true,
  isSmall: false,
  shown: 'main',
  shownSinceMs: NOW - 10 * MINUTE,
  heard: seconds({}),
  fellAtMs: [],
  ...change,
});
const wanted = (change: Partial<StreamHistory>) => nextStream(history(change), NOW).stream;

test.each<[string, Partial<StreamHistory>, 'main' | 'sub']>([
  ['a good line keeps the clear picture', {}, 'main'],
  ['a small picture takes the saving one, whatever the line', { isSmall: true }, 'sub'],
  ['a choice of clear holds in a small picture', { choice: 'clear', isSmall: true, shown: 'sub' }, 'main'],
  ['a choice of clear holds on a bad line', { choice: 'clear', heard: seconds({ lost: 200 }) }, 'main'],
  ['a choice of saving holds on a good line', { choice: 'saving' }, 'sub'],
  ['without a saving stream there is only the clear one', { hasSub: false, choice: 'saving', isSmall: true }, 'main'],
  [
    'an opened picture rises once it stood for a second',
    { shown: 'sub', shownSinceMs: NOW - 1_000, heard: [] },
    'main',
  ],
  ['and not before', { shown: 'sub', shownSinceMs: NOW - 999, heard: [] }, 'sub'],
])('%s', (_what, change, stream) => {
  expect(wanted(change)).toBe(stream);
});

test.each<[string, Partial<Heard>, Partial<Heard>]>([
  ['more than a tenth of the packets is lost', { received: 225, lost: 25 }, { received: 223, lost: 27 }],
  ['a fifth of the time stands still', { frozenMs: 199 }, { frozenMs: 200 }],
  ['packets wait behind others', { jitterMs: 120 }, { jitterMs: 121 }],
])('the clear picture falls when %s', (_what, allowed, tooMuch) => {
  expect(nextStream(history({ heard: seconds(allowed) }), NOW)).toEqual({ stream: 'main', becauseOfTrouble: false });
  expect(nextStream(history({ heard: seconds(tooMuch) }), NOW)).toEqual({ stream: 'sub', becauseOfTrouble: true });
});

test('one bad second among five good ones is no trouble, and two seconds are too few to judge by', () => {
  const bad = { atMs: NOW, received: 200, lost: 90, frozenMs: 600, jitterMs: 200, standsMs: 40 };
  expect(wanted({ heard: [...seconds({}).slice(0, 4), bad] })).toBe('main');
  expect(wanted({ heard: seconds({ lost: 200 }, 2) })).toBe('main');
  expect(wanted({ heard: seconds({ lost: 200 }, 3) })).toBe('sub');
});

test('a picture that stands for a second while packets come is trouble at once, also of a stream that has only begun', () => {
  const begun = { shownSinceMs: NOW - 1_500, heard: seconds({ standsMs: 1_000 }, 1) };
  expect(nextStream(history(begun), NOW)).toEqual({ stream: 'sub', becauseOfTrouble: true });
  expect(wanted({ ...begun, heard: seconds({ standsMs: 999 }, 1) })).toBe('main');
  expect(wanted({ ...begun, heard: seconds({ standsMs: 1_000, received: 0 }, 1) })).toBe('main'); // the camera is gone
});

test('what was heard while the stream was settling, or long ago, is not counted', () => {
  expect(wanted({ heard: seconds({ lost: 200 }), shownSinceMs: NOW - 4_000 })).toBe('main');
  const long = seconds({ lost: 200 }).map((second) => ({ ...second, atMs: second.atMs - 10_000 }));
  expect(wanted({ heard: long })).toBe('main');
});

test('a camera that sends nothing for a second is no slow line, however long the picture stood', () => {
  const gap = seconds({ frozenMs: 900 });
  gap[2] = { ...gap[2]!, received: 0 };
  expect(wanted({ heard: gap })).toBe('main');
});

test.each<[string, number[], number]>([
  ['half a minute after the first fall', [0], 30_000],
  ['a minute after the second', [-MINUTE, 0], 60_000],
  ['two after the third', [-2 * MINUTE, -MINUTE, 0], 120_000],
  ['eight at most', [-7, -6, -5, -4, -3, -2, -1, 0].map((at) => at * MINUTE), 8 * MINUTE],
  ['as after the first when the others are of long ago', [-30 * MINUTE, -25 * MINUTE, 0], 30_000],
])('the clear picture is tried again %s', (_when, falls, waitMs) => {
  const fellAtMs = falls.map((at) => NOW - waitMs + at);
  const low = { shown: 'sub', fellAtMs } as const;
  expect(nextStream(history(low), NOW - 1).stream).toBe('sub');
  expect(nextStream(history(low), NOW).stream).toBe('main');
});

test('a saving picture that is in trouble itself does not rise', () => {
  expect(wanted({ shown: 'sub', heard: seconds({ jitterMs: 300 }) })).toBe('sub');
});
