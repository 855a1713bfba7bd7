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

test.each([
  '石　磊咬了她',
  '石\n磊咬了她',
  '石\u200B磊咬了她',
  'Ｅｍｍａ bit her',
  'E\u00ADmma bit her',
  'Zoe\u0308 bit her',
  '石\u034F磊咬了她',
  '石\uFE0F磊咬了她',
])('attack: a name is the same name however its letters are set: %j', (text) => {
  const around = ['李朵朵', '石磊', 'Emma Smith', 'Zo\u00EB Berg'].map((name) => ({
    childId: name,
    name,
    nickname: '',
  }));
  expect(othersNamed(text, '李朵朵', around)).toHaveLength(1);
});

test('a name that holds another child’s is one’s own', () => {
  expect(named('云朵朵跌倒了', 'yun')).toEqual([]);
  expect(named('云朵朵和李朵朵撞在一起', 'yun')).toEqual(['duoduo']);
});

test('where another’s name holds one’s own, the other is named', () => {
  const two = [
    { childId: 'lele', name: '白乐', nickname: '乐乐' },
    { childId: 'other', name: '李乐乐', nickname: '' },
  ];
  expect(othersNamed('李乐乐推了乐乐', 'lele', two)).toEqual(['other']);
  expect(othersNamed('乐乐跌倒了', 'lele', two)).toEqual([]);
});

test.each([
  ['石磊咬了她', ['wang']],
  ['被小明推倒', ['ouyang']],
  ['被古丽娜推倒', ['gulina']],
  ['Emma pushed her', ['emma']],
  ['EMMA SMITH, then emma smith', ['emma']],
  ['a mark on the left arm; Marked by a bite', []],
  ['Mark bit her', ['mark']],
  ['王老师冷敷了', []],
  ['Ann fell', []],
])('by the given name alone, as it is said: %s', (text, expected) => {
  const around = [
    { childId: 'ann', name: 'Ann Lee', nickname: '' },
    { childId: 'wang', name: '王石磊', nickname: '' },
    { childId: 'ouyang', name: '欧阳小明', nickname: '' },
    { childId: 'gulina', name: '古丽娜·买买提', nickname: '' },
    { childId: 'emma', name: 'Emma Smith', nickname: '' },
    { childId: 'mark', name: 'Mark Lee', nickname: '' },
    { childId: 'anna', name: 'Anna Berg', nickname: '' },
  ];
  expect(othersNamed(text, 'ann', around)).toEqual(expected);
});

test.each([
  ['丁星咬了她', ['ding']],
  ['看星星的时候跌倒', []],
  ['Ann Berg pushed her', ['ann']],
  ['Mark pushed her', []],
])('of a child of another room only the whole name: %s', (text, expected) => {
  const around = [
    { childId: 'duoduo', name: '李朵朵', nickname: '朵朵' },
    { childId: 'ding', name: '丁星', nickname: '星星', isElsewhere: true },
    { childId: 'ann', name: 'Ann Berg', nickname: '', isElsewhere: true },
    { childId: 'mark', name: 'Mark', nickname: '', isElsewhere: true },
  ];
  expect(othersNamed(text, 'duoduo', around)).toEqual(expected);
});
