import { expect, test } from '@jest/globals';
import type { EventView } from '#contract/events.ts';
import { lineOf, withoutIdleReturns } from '../../../web/features/feed/event-line.ts';
import { feedWords } from '../../../web/features/feed/words.ts';
import { sayIn } from '../../../web/shared/words/book.ts';

const base = { at: '2026-11-20T02:24:00Z', siteId: null };
const camera = { ...base, cameraId: 'c1', cameraName: '海棠班教室', classroomId: 'r1' };
const child = { ...base, childId: 'k1', childName: '朵朵', classroomId: 'r1', classroomName: '海棠班', by: '王丽' };
const EVENTS = [
  { position: 1, type: 'attendance:checked-in', ...child },
  { position: 2, type: 'camera:state', ...camera, phase: 'live', fault: null },
  { position: 3, type: 'camera:paused', ...camera, until: '2026-11-20T02:35:00Z' },
  { position: 4, type: 'camera:resumed', ...camera },
  { position: 5, type: 'camera:state', ...camera, phase: 'offline', fault: null },
  { position: 6, type: 'camera:state', ...camera, phase: 'connecting', fault: null },
  { position: 7, type: 'camera:state', ...camera, phase: 'live', fault: null },
  { position: 8, type: 'attendance:checked-out', ...child, withName: '奶奶' },
  { position: 9, type: 'attendance:undone', ...child, undid: 'checked_out' },
  { position: 10, type: 'access:changed', own: false, ...base },
] as unknown as EventView[];

const lines = (language: 'zh' | 'en') =>
  withoutIdleReturns(EVENTS)
    .map((event) => lineOf(event, (key, values) => sayIn(language, feedWords, key, values), 'Asia/Shanghai', language))
    .filter((line) => line !== null);

test('a day reads as lines, and what is no news to a parent is not among them', () => {
  expect(lines('zh').map(({ title, detail }) => [title, detail])).toEqual([
    ['朵朵入园', '王丽接入'],
    ['海棠班教室暂停观看', '约 10:35 恢复'],
    ['海棠班教室恢复观看', null],
    ['海棠班教室离线', '园所已收到通知，恢复后画面会自动出现'],
    ['海棠班教室已恢复', null],
    ['朵朵离园', '由奶奶接走 · 王丽交接'],
    ['朵朵的离园记录已撤回', '王丽更正'],
  ]);
});

test('the English day has the same lines, complete', () => {
  const english = lines('en');
  expect(english).toHaveLength(7);
  for (const { title, detail } of english) expect(`${title} ${detail ?? ''}`).not.toMatch(/[{}]|undefined/);
});
