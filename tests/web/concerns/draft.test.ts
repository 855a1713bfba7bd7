import { expect, test } from '@jest/globals';
import type { ConcernPlace } from '#contract/concerns.ts';
import { EMPTY_DRAFT, minuteTyped, reportOf, whenOf } from '../../../web/features/concerns/draft.ts';

const [DUODUO, LIN] = ['00000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-000000000005'];
const ZONE = 'Asia/Shanghai';
const NOW = new Date('2026-06-02T16:30:00Z'); // 00:30 of 3 June there
const draft = (more: object) => ({ ...EMPTY_DRAFT, text: '手臂上有红印', ...more });
const PLACE = {
  ...{ siteId: 'site', siteName: '海棠园', timeZone: ZONE, needsChild: false, rooms: [], staff: [] },
  children: [{ childId: DUODUO, name: '李朵朵' }],
} as unknown as ConcernPlace;

test.each<[string, number | null | undefined]>([
  ['', null],
  ['8:30', 510],
  ['0830', 510],
  ['23：59', 1_439],
  ['24:00', undefined],
  ['8:61', undefined],
  ['半夜', undefined],
])('typed as a time, %j is minute %j', (typed, minute) => {
  expect(minuteTyped(typed)).toBe(minute);
});

test('when it was is said by the site’s own calendar and clock', () => {
  expect(whenOf(draft({ when: 'now' }), ZONE, NOW)).toEqual({ happenedOn: '2026-06-03', happenedMinute: 30 });
  expect(whenOf(draft({ when: 'today' }), ZONE, NOW)).toEqual({ happenedOn: '2026-06-03', happenedMinute: null });
  const other = { when: 'other', day: '2026-05-30', time: '9:05' };
  expect(whenOf(draft(other), ZONE, NOW)).toEqual({ happenedOn: '2026-05-30', happenedMinute: 545 });
  expect(whenOf(draft({ ...other, when: 'unknown' }), ZONE, NOW)).toEqual({ happenedOn: null, happenedMinute: null });
});

test('nobody is named who was chosen before it was said that it is about somebody else; a guardian’s own child always is', () => {
  const sent = { sentId: 'x', now: NOW };
  expect(reportOf(draft({ about: 'family', subjectId: LIN }), PLACE, sent)).toMatchObject({ subjectId: null });
  expect(reportOf(draft({ about: 'staff', subjectId: LIN }), PLACE, sent)).toMatchObject({ subjectId: LIN });
  expect(reportOf(draft({}), PLACE, sent)).toMatchObject({ childId: null });
  expect(reportOf(draft({}), { ...PLACE, needsChild: true }, sent)).toMatchObject({ childId: DUODUO });
});
