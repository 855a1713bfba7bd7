import { expect, test } from '@jest/globals';
import type { EventView } from '#contract/events.ts';
import { lineOf, withoutIdleReturns } from '../../../web/features/feed/event-line.ts';
import { feedWords } from '../../../web/features/feed/words.ts';
import { sayIn } from '../../../web/shared/words/book.ts';

const base = { at: '2026-11-20T02:24:00Z', siteId: null };
const camera = { ...base, cameraId: 'c1', cameraName: '海棠班教室', classroomId: 'r1' };
const child = { ...base, childId: 'k1', childName: '朵朵', classroomId: 'r1', classroomName: '海棠班', by: '王丽' };
const EVENTS = [
  { position: 1, type: 'attendance:checked-in', ...child, withName: null },
  { position: 2, type: 'camera:state', ...camera, phase: 'live', fault: null },
  { position: 3, type: 'camera:paused', ...camera, until: '2026-11-20T02:35:00Z' },
  { position: 4, type: 'camera:resumed', ...camera },
  { position: 5, type: 'camera:state', ...camera, phase: 'offline', fault: null },
  { position: 6, type: 'camera:state', ...camera, phase: 'connecting', fault: null },
  { position: 7, type: 'camera:state', ...camera, phase: 'live', fault: null },
  { position: 8, type: 'attendance:checked-out', ...child, withName: '奶奶' },
  { position: 9, type: 'attendance:undone', ...child, undid: 'checked_out' },
  { position: 10, type: 'access:changed', own: false, ...base },
  { position: 11, type: 'attendance:contradicted', ...child },
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

const at = (minute: string) => `2026-11-20T0${minute}:00Z`;
const health = { ...child, type: 'health:checked', checkId: 'h1', period: 'morning', signs: [] };
const notice = {
  ...child,
  noticeId: 'n1',
  fromDay: '2026-11-23',
  toDay: '2026-11-23',
  untilMinute: null,
  withName: null,
};
const WELL = { temperature: 365, isAbnormal: false, takenBack: false, corrects: false };
const ILL = { ...WELL, temperature: 376, signs: ['cough'], isAbnormal: true };
const corrected = { ...child, type: 'attendance:corrected', kind: 'checked_in', withName: null };

const told = { ...child, type: 'incident:told', incidentId: 'i1', kind: 'fall', isGrave: false, what: 'published' };

test.each<[string, object, [string, string | null]]>([
  ['what happened to a child', told, ['朵朵在海棠班有一份事件记录', '请看一看，并签字确认']],
  ['something grave', { ...told, isGrave: true }, ['朵朵在海棠班有一份事件记录', '情况严重，请马上打开看，并签字确认']],
  ['what was added to it', { ...told, what: 'addendum' }, ['朵朵的事件记录有新的补充', null]],
  ['that the family knows', { ...told, what: 'acknowledged' }, ['朵朵的事件记录已由家人确认', null]],
  [
    'who brought it',
    { type: 'attendance:checked-in', ...child, withName: '爸爸' },
    ['朵朵入园', '爸爸送来 · 王丽接入'],
  ],
  [
    'who brought it and recorded it at the entrance',
    { type: 'attendance:checked-in', ...child, withName: '李建国', by: '李建国' },
    ['朵朵入园', '李建国送来，门口登记'],
  ],
  [
    'who fetched it and recorded that',
    { type: 'attendance:checked-out', ...child, withName: '李建国', by: '李建国' },
    ['朵朵离园', '由李建国接走，本人登记'],
  ],
  [
    'a move',
    { type: 'attendance:transferred', ...child, fromClassroomName: '青苗班' },
    ['朵朵转到海棠班', '从青苗班 · 王丽记录'],
  ],
  [
    'a corrected arrival',
    { ...corrected, was: at('0:20'), becomes: at('0:02') },
    ['更正：朵朵 08:02 入园（原记 08:20）', '王丽更正'],
  ],
  ['a forgotten arrival', { ...corrected, was: null, becomes: at('0:02') }, ['补记：朵朵 08:02 入园', '王丽更正']],
  [
    'an arrival that was none',
    { ...corrected, was: at('0:20'), becomes: null },
    ['更正：朵朵没有入园（原记 08:20）', '王丽更正'],
  ],
  ['a check that found nothing', { ...health, ...WELL }, ['朵朵晨检正常', '36.5 ℃']],
  [
    'a check that found something',
    { ...health, ...ILL },
    ['朵朵晨检：37.6 ℃、咳嗽', '老师会继续观察并联系您，请在首页回复'],
  ],
  ['a check set right', { ...health, ...WELL, corrects: true }, ['更正：朵朵晨检36.5 ℃', null]],
  ['a check taken back', { ...health, ...WELL, takenBack: true }, ['朵朵的晨检记录已撤回', null]],
  [
    'what the other parent said',
    { ...notice, type: 'notice:given', kind: 'absence', reason: 'sick', by: '巴图' },
    ['巴图给朵朵请了假 · 11月23日周一', '生病'],
  ],
  [
    'what was taken back',
    { ...notice, type: 'notice:withdrawn', kind: 'late_pickup', reason: null, by: '巴图' },
    ['巴图撤回了朵朵的晚接 · 11月23日周一', null],
  ],
])('%s reads as a line, in both languages', (_title, event, words) => {
  const line = (language: 'zh' | 'en') =>
    lineOf(
      { ...event, position: 1 } as unknown as EventView,
      (key, values) => sayIn(language, feedWords, key, values),
      'Asia/Shanghai',
      language,
    );
  expect([line('zh')?.title, line('zh')?.detail]).toEqual(words);
  expect(`${line('en')?.title ?? ''} ${line('en')?.detail ?? ''}`).not.toMatch(/[{}]|undefined|^ $/);
});

test('the English day has the same lines, complete', () => {
  const english = lines('en');
  expect(english).toHaveLength(7);
  for (const { title, detail } of english) expect(`${title} ${detail ?? ''}`).not.toMatch(/[{}]|undefined/);
});
