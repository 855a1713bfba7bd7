import { expect, test } from '@jest/globals';
import { brokenBy, isLaxer, limitsOf } from '../../../server/contract/room-standard.ts';

test('a room that keeps to the standard cites its articles, and a stricter one its own word', () => {
  expect(limitsOf({ kind: 'senior', ratio: 7, capacity: 18 })).toEqual({
    ratio: { limit: 7, rule: 'standard-20', standard: 7 },
    capacity: { limit: 18, rule: 'own', standard: 20 },
  });
});

test('a room that allows itself more than the standard says so', () => {
  const { ratio, capacity } = limitsOf({ kind: 'infant', ratio: 4, capacity: 10 });
  expect([isLaxer(ratio), isLaxer(capacity)]).toEqual([true, false]);
});

test('of a mixed room the standard names the places and no ratio, of school age neither', () => {
  const mixed = limitsOf({ kind: 'mixed', ratio: 6, capacity: 18 });
  expect([mixed.ratio.rule, mixed.ratio.standard, mixed.capacity.rule]).toEqual(['own', null, 'standard-19']);
  const school = limitsOf({ kind: 'school_age', ratio: 25, capacity: 40 });
  expect([school.ratio.rule, school.capacity.rule, isLaxer(school.ratio)]).toEqual(['own', 'own', false]);
});

test('a limit is kept at exactly so many children, and one more or no caregiver breaks it', () => {
  const limits = limitsOf({ kind: 'toddler', ratio: 5, capacity: 15 });
  expect(brokenBy(limits, 15, 3)).toEqual([]);
  expect(brokenBy(limits, 15, 2)).toEqual(['ratio']);
  expect(brokenBy(limits, 16, 4)).toEqual(['capacity']);
  expect(brokenBy(limits, 1, 0)).toEqual(['ratio']);
  expect(brokenBy(limits, 0, 0)).toEqual([]);
});
