import { expect, test } from '@jest/globals';
import { byName } from '../../../web/shared/by-name.ts';

test('names stand by their pinyin, not by their code points', () => {
  const names = ['赵可心', '陈一诺', '马小宇', '安安', '高若溪'].map((name) => ({ name }));
  expect(names.sort(byName).map(({ name }) => name)).toEqual(['安安', '陈一诺', '高若溪', '马小宇', '赵可心']);
});

test('a name with a smaller number stands before one with a greater', () => {
  expect([{ name: '2 班' }, { name: '10 班' }, { name: '1 班' }].sort(byName)[1]?.name).toBe('2 班');
});
