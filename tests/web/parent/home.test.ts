import { expect, test } from '@jest/globals';
import type { ParentHome } from '#contract/live.ts';
import { nextChange } from '../../../web/parent/next-change.ts';
import { nextLines } from '../../../web/parent/room-lines.ts';
import { greeting, type ParentSay, verdict } from '../../../web/parent/verdict.ts';
import { parentWords } from '../../../web/parent/words.ts';
import { sayIn } from '../../../web/shared/words/book.ts';

type Child = ParentHome['children'][number];
const zh: ParentSay = (key, values) => sayIn('zh', parentWords, key, values);
const en: ParentSay = (key, values) => sayIn('en', parentWords, key, values);
const NOW = new Date('2026-11-20T02:24:00Z');

const child = (nickname: string, state: Child['attendance']['state'], more: Partial<Child> = {}): Child =>
  ({
    nickname,
    name: nickname,
    timeZone: 'Asia/Shanghai',
    attendance: { state, at: null },
    word: { absence: null, latePickUpUntil: null, fetchedBy: null, unexplainedSince: null },
    tiles: [],
    day: { hours: [], windows: [] },
    expiring: [],
    ...more,
  }) as unknown as Child;
const ABSENT = { absence: { reason: 'sick' } } as unknown as Child['word'];
const tile = (cameraId: string, view: object) =>
  ({ cameraId, name: `摄像头${cameraId}`, view, camera: { phase: 'live' } }) as unknown as Child['tiles'][number];

test.each<[string, Child[], string]>([
  ['one is here', [child('朵朵', 'present')], '朵朵已平安入园。安心工作——有事，我们会第一时间告诉您。'],
  [
    'all are here',
    [child('朵朵', 'present'), child('其其', 'present')],
    '2 个孩子都已平安入园。安心工作——有事，我们会第一时间告诉您。',
  ],
  ['some are awaited', [child('朵朵', 'present'), child('其其', 'expected')], '朵朵已平安入园，其其还没有到。'],
  ['some have left', [child('朵朵', 'present'), child('其其', 'left')], '朵朵在园，其其已离园。'],
  ['none is here yet', [child('朵朵', 'expected')], '朵朵今天还没有入园。'],
  ['the only one was said to be absent', [child('朵朵', 'expected', { word: ABSENT })], '朵朵今天请假。'],
  [
    'one is here and the other was said to be absent',
    [child('朵朵', 'present'), child('其其', 'expected', { word: ABSENT })],
    '朵朵已平安入园。安心工作——有事，我们会第一时间告诉您。',
  ],
  ['nothing may be said', [child('朵朵', 'unknown')], '今天没有动态。'],
])('the verdict when %s', (_case, children, sentence) => {
  expect(verdict(children, zh, 'zh')).toBe(sentence);
  expect(verdict(children, en, 'en')).not.toMatch(/[{}]/);
});

test('a child of whom nothing may be said is not in the verdict of the others', () => {
  expect(verdict([child('朵朵', 'present'), child('其其', 'unknown')], zh, 'zh')).not.toContain('其其');
});

test.each([
  ['2026-11-20T00:30:00Z', '早上好，苏日娜'],
  ['2026-11-20T02:24:00Z', '上午好，苏日娜'],
  ['2026-11-20T06:57:00Z', '下午好，苏日娜'],
  ['2026-11-20T16:05:00Z', '早上好，苏日娜'],
])('at %s the greeting goes by the nursery’s clock', (at, words) => {
  expect(greeting(zh, '苏日娜', new Date(at), 'Asia/Shanghai')).toBe(words);
});

test('the home is read again at the next instant that opens or closes something, and not for what is past', () => {
  const home = {
    children: [
      child('朵朵', 'present', {
        tiles: [
          tile('a', { allowed: true, until: '2026-11-20T03:30:00Z', childId: null }),
          tile('b', { allowed: false, refusal: { code: 'camera-paused', to: '2026-11-20T02:35:00Z' } }),
        ],
        day: { hours: [], windows: [{ from: '2026-11-20T01:00:00Z', to: '2026-11-20T03:30:00Z' }] },
      }),
    ],
  } as unknown as ParentHome;
  expect(nextChange(home, NOW)).toBe(11 * 60_000 + 1_000);
  expect(nextChange({ ...home, children: [] }, NOW)).toBeUndefined();
});

test('what comes next in the room is in the order of the clock and begins after now', () => {
  const watched = tile('a', { allowed: true, until: '2026-11-20T03:30:00Z', childId: null });
  const paused = tile('b', { allowed: false, refusal: { code: 'camera-paused', to: '2026-11-20T02:35:00Z' } });
  const windows = [
    { from: '2026-11-20T01:00:00Z', to: '2026-11-20T03:30:00Z' },
    { from: '2026-11-20T06:30:00Z', to: '2026-11-20T09:00:00Z' },
  ];
  const duoduo = child('朵朵', 'present', { day: { hours: [], windows } });
  const home = { now: NOW.toISOString(), minutes: { used: 0, limit: null } };
  const lines = nextLines({ home, child: duoduo, chosen: watched, now: NOW }, [watched, paused], zh);
  expect(lines.map(({ words }) => words)).toEqual([
    '摄像头b预计恢复',
    '观看自动结束：这个开放时段结束',
    '再次开放，到 17:00',
  ]);
});

test.each([
  ['not-available', []],
  ['child-not-arrived', []],
  ['outside-window', ['再次开放，到 17:00', '园所今天的开放时间结束']],
])('under %s the hours of the room promise nothing that is not given', (code, words) => {
  const refused = tile('a', { allowed: false, refusal: { code } });
  const duoduo = child('朵朵', 'present', {
    day: {
      hours: [{ from: '2026-11-19T23:00:00Z', to: '2026-11-20T10:30:00Z' }],
      windows: [{ from: '2026-11-20T06:30:00Z', to: '2026-11-20T09:00:00Z' }],
    },
  });
  const home = { now: NOW.toISOString(), minutes: { used: 0, limit: 60 } };
  const lines = nextLines({ home, child: duoduo, chosen: refused, now: NOW }, [refused], zh);
  expect(lines.map((line) => line.words)).toEqual(words);
});
