import { expect, test } from '@jest/globals';
import { gapsIn, weightyGaps } from '../../../server/contract/weighty-gaps.ts';

const childIds = ['0b6c1c1e-0000-4000-8000-000000000002'];
const nothing = { cause: '', firstAid: '' };

test.each([
  ['nothing is written', nothing, ['cause', 'firstAid']],
  ['a space is no word', { cause: ' ', firstAid: '\n' }, ['cause', 'firstAid']],
  ['how it came about', { cause: '地滑', firstAid: '' }, ['firstAid']],
  ['what was done', { cause: '', firstAid: '冷敷' }, ['cause']],
  ['both', { cause: '地滑', firstAid: '冷敷' }, []],
])('of a grave one: %s', (_, said, gaps) => {
  expect(weightyGaps({ isGrave: true, childIds }, said)).toEqual(gaps);
});

test('of a whole room nobody asks what was done for a child', () => {
  expect(weightyGaps({ isGrave: true, childIds: [] }, nothing)).toEqual(['cause']);
  expect(gapsIn([], nothing)).toEqual(['cause']);
});

test('of what is not grave nobody has to say that it is missing', () => {
  expect(weightyGaps({ isGrave: false, childIds }, nothing)).toEqual([]);
  expect(gapsIn(childIds, nothing)).toEqual(['cause', 'firstAid']);
});
