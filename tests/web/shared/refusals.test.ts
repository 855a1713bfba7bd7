import { expect, test } from '@jest/globals';
import { PUBLIC_REFUSALS, type PublicRefusal, type Refusal, VIEW_ENDS } from '#contract/refusal.ts';
import { endSentence, refusalLook, refusalSentence, refusalTitle } from '../../../web/shared/words/refusals.ts';

const LANGUAGES = ['zh', 'en'] as const;
const NOW = new Date('2026-11-20T02:24:00Z'); // 10:24 in Hohhot
const EVERYTHING: Omit<Refusal, 'code'> = {
  child: '朵朵',
  room: '青苗班',
  employer: '青禾公司',
  from: '2026-11-20T06:30:00Z',
  to: '2026-11-20T09:00:00Z',
  next: '2026-11-23T01:00:00Z',
  n: 60,
  timeZone: 'Asia/Shanghai',
  phone: '0471-555 0123',
};
const LEFT_OVER = /[{}]|undefined|null|NaN|Invalid|\s{2}|[，。]{2}/;

const table = PUBLIC_REFUSALS.flatMap((code) => LANGUAGES.map((language) => [code, language] as const));

test.each(table)('%s has a whole sentence in %s when everything is known', (code, language) => {
  const sentence = refusalSentence({ code, ...EVERYTHING }, language, NOW);
  expect(sentence).toMatch(language === 'zh' ? /。$/ : /\.$/);
  expect(sentence).not.toMatch(LEFT_OVER);
});

test.each(table)('%s still reads well in %s when nothing but the code is known', (code, language) => {
  const sentence = refusalSentence({ code }, language, NOW);
  expect(sentence).toMatch(language === 'zh' ? /。$/ : /\.$/);
  expect(sentence).not.toMatch(LEFT_OVER);
  expect(refusalTitle({ code }, language)).not.toBe('');
});

test('no two languages share a sentence, so none was forgotten in translation', () => {
  for (const code of PUBLIC_REFUSALS) {
    expect(refusalSentence({ code }, 'zh', NOW)).not.toBe(refusalSentence({ code }, 'en', NOW));
  }
});

test.each<[PublicRefusal, string, string]>([
  ['child-not-arrived', '朵朵入园后即可观看。', 'Viewing opens when 朵朵 has arrived.'],
  ['child-left', '朵朵已于 17:00 离园，今天的观看结束了。', '朵朵 left at 17:00. Viewing has ended for today.'],
  ['child-elsewhere', '朵朵现在在青苗班。', '朵朵 is in 青苗班 now.'],
  ['outside-window', '还没到开放时间，14:30 – 17:00 开放。', 'Not open yet: 14:30 – 17:00.'],
  ['camera-paused', '老师正在照护孩子，约 17:00 恢复。', 'A private moment. Back at about 17:00.'],
  [
    'minutes-used-up',
    '今天的 60 分钟已看完，11月23日周一 09:00 再见。',
    "Today's 60 minutes are used up. See you Mon 23 Nov 09:00.",
  ],
  ['network-not-allowed', '只能在青禾公司的办公网络里观看。', "Viewing works on 青禾公司's office network only."],
])('%s names the viewer’s own child and the nursery’s own clock', (code, zh, en) => {
  const known = code === 'camera-paused' || code === 'child-left' ? { ...EVERYTHING, from: undefined } : EVERYTHING;
  const refusal = { code, ...JSON.parse(JSON.stringify(known)) } as Refusal;
  expect(refusalSentence(refusal, 'zh', NOW)).toBe(zh);
  expect(refusalSentence(refusal, 'en', NOW)).toBe(en);
});

test('what opens tomorrow says so', () => {
  const refusal: Refusal = { code: 'window-over', next: '2026-11-21T01:00:00Z', timeZone: 'Asia/Shanghai' };
  expect(refusalSentence(refusal, 'zh', NOW)).toBe('今天的观看时段已结束，下次 明天 09:00。');
  expect(refusalSentence(refusal, 'en', NOW)).toBe('Viewing is over for today. Next: tomorrow 09:00.');
});

test('a hidden reason, should one ever arrive, reads as "not available"', () => {
  expect(endSentence('custody-block', null, 'zh', NOW)).toBe('暂不可观看，请联系园所。');
});

test.each(VIEW_ENDS.flatMap((end) => LANGUAGES.map((language) => [end, language] as const)))(
  'an end by %s is a sentence in %s',
  (end, language) => {
    expect(endSentence(end, null, language, NOW)).toMatch(language === 'zh' ? /。$/ : /\.$/);
  },
);

test('the picture of a private moment, an absent camera and a closed hour differ in more than colour', () => {
  const looks = (['camera-paused', 'camera-offline', 'outside-window', 'not-available'] as const).map((code) =>
    refusalLook(code),
  );
  expect(new Set(looks.map(({ pattern }) => pattern)).size).toBe(4);
  expect(new Set(looks.map(({ icon }) => icon)).size).toBe(4);
});
