import { expect, test } from '@jest/globals';
import { othersNamed } from '../../../server/contract/names-in-text.ts';

const children = [
  { childId: 'duoduo', name: '李朵朵', nickname: '朵朵' },
  { childId: 'yun', name: '云朵朵', nickname: '云朵' },
  { childId: 'shitou', name: '石磊', nickname: '小石头' },
  { childId: 'an', name: '安', nickname: '' },
];
const named = (text: string, childId = 'duoduo') => othersNamed(text, childId, children);

test.each([
  ['朵朵被石磊咬了左手', ['shitou']],
  ['小石头推了她', ['shitou']],
  ['朵朵跌倒，擦伤左膝。', []],
  ['李朵朵现在安静地睡着', []],
  ['云朵看见了', ['yun']],
])('%s', (text, expected) => expect(named(text)).toEqual(expected));

test('a name that holds another child’s is one’s own', () => {
  expect(named('云朵朵跌倒了', 'yun')).toEqual([]);
  expect(named('云朵朵和李朵朵撞在一起', 'yun')).toEqual(['duoduo']);
});
