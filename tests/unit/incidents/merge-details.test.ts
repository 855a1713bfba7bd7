import { expect, test } from '@jest/globals';
import type { z } from 'zod';
import { IncidentDetails } from '../../../server/contract/incident-details.ts';
import { fieldsChanged, mergeDetails } from '../../../server/contract/merge-details.ts';

const [anna, ben, child, other] = [1, 2, 3, 4].map((n) => `00000000-0000-4000-8000-00000000000${n}`) as [
  string,
  string,
  string,
  string,
];
const details = (given: z.input<typeof IncidentDetails>): IncidentDetails => IncidentDetails.parse(given);

test('what one did not touch stays as the other wrote it', () => {
  const base = details({ place: 'outdoors', cause: '跑' });
  const mine = details({ place: 'bedroom', cause: '跑' });
  const theirs = details({ place: 'outdoors', cause: '跑得快', prevention: '慢走' });
  expect(mergeDetails(base, mine, theirs)).toEqual(details({ place: 'bedroom', cause: '跑得快', prevention: '慢走' }));
});

test('what both wrote is what came last, and what was taken away stays away', () => {
  const base = details({ cause: '跑', prevention: '慢走' });
  const mine = details({ cause: '滑', prevention: '' });
  expect(mergeDetails(base, mine, details({ cause: '推', prevention: '慢走' }))).toEqual(mine);
});

test('two who each add a witness are both heard; one whom somebody took out is gone', () => {
  const base = details({ witnesses: [anna] });
  const mine = details({ witnesses: [ben] });
  expect(mergeDetails(base, mine, details({ witnesses: [anna, child] })).witnesses).toEqual([child, ben]);
});

test("each child's share is merged for itself", () => {
  const base = details({ children: [{ childId: child, injury: 'fall' }] });
  const mine = details({ children: [{ childId: child, injury: 'fall', marks: ['front-head'] }] });
  const theirs = details({
    children: [
      { childId: other, told: '他很好' },
      { childId: child, injury: 'blunt' },
    ],
  });
  expect(mergeDetails(base, mine, theirs).children).toEqual(
    details({
      children: [
        { childId: other, told: '他很好' },
        { childId: child, injury: 'blunt', marks: ['front-head'] },
      ],
    }).children,
  );
});

test('what changed is told by its fields', () => {
  const before = details({ place: 'outdoors', children: [{ childId: child }] });
  const after = details({ place: 'bedroom', children: [{ childId: child, told: '好' }, { childId: other }] });
  expect(fieldsChanged(before, after)).toEqual(['place', 'told']);
  expect(fieldsChanged(after, after)).toEqual([]);
});

test('that a child is unhurt is an answer about its injury, kept while somebody else writes of it', () => {
  const base = details({ children: [{ childId: child }] });
  const unhurt = details({ children: [{ childId: child, isUnhurt: true }] });
  expect(fieldsChanged(base, unhurt)).toEqual(['injury']);
  const marked = details({ children: [{ childId: child, told: '他很好' }] });
  const both = { childId: child, injury: null, isUnhurt: true, marks: [], told: '他很好' };
  expect(mergeDetails(base, marked, unhurt).children).toEqual([both]);
  expect(mergeDetails(base, unhurt, marked).children).toEqual([both]);
});

test('of two who wrote at a time, one an injury and one that there is none, the injury stays', () => {
  const base = details({ children: [{ childId: child }] });
  const hurt = details({ children: [{ childId: child, injury: 'fall' }] });
  const unhurt = details({ children: [{ childId: child, isUnhurt: true }] });
  for (const merged of [mergeDetails(base, hurt, unhurt), mergeDetails(base, unhurt, hurt)]) {
    expect(merged.children).toMatchObject([{ injury: 'fall' }]);
    expect(merged.children[0]?.isUnhurt).toBeUndefined();
  }
  expect(mergeDetails(base, unhurt, base).children).toMatchObject([{ injury: null, isUnhurt: true }]);
});
