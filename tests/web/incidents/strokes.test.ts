import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Signature } from '#contract/incident-steps.ts';
import { isDrawn, pointsOf, strokesOf } from '../../../web/features/incidents/strokes.ts';

const points = (...xy: number[]) => ({ points: pointsOf([xy])[0] ?? [] });

test('what is drawn on a wide field is the same on a narrow one', () => {
  expect(strokesOf([points(60, 20, 300, 100)], 600)).toEqual([[30, 10, 150, 50]]);
  expect(strokesOf([points(25.2, 8.4, 126, 42)], 252)).toEqual([[30, 10, 150, 50]]);
});

test('a dot stays a dot, a pause of the hand is no new point, and what leaves the field stops at its edge', () => {
  expect(strokesOf([points(10, 10)], 300)).toEqual([[10, 10, 10, 10]]);
  expect(strokesOf([points(10, 10, 10.2, 10.1, 20, 20)], 300)).toEqual([[10, 10, 20, 20]]);
  expect(strokesOf([points(-40, 50, 900, 400)], 300)).toEqual([[0, 50, 300, 100]]);
});

test('a slip of the finger is no signature', () => {
  expect(isDrawn([])).toBe(false);
  expect(isDrawn([[10, 10, 10, 10]])).toBe(false);
  expect(isDrawn([[10, 10, 40, 10, 40, 30]])).toBe(true);
});

test('whatever a hand draws, the server takes it', () => {
  const at = fc.record({ x: fc.double({ min: -50, max: 700 }), y: fc.double({ min: -50, max: 300 }) });
  const stroke = fc.record({
    points: fc.array(
      at.filter(({ x, y }) => !isNaN(x + y)),
      { minLength: 1, maxLength: 2_500 },
    ),
  });
  fc.assert(
    fc.property(
      fc.array(stroke, { minLength: 1, maxLength: 70 }),
      fc.integer({ min: 200, max: 600 }),
      (drawn, width) => {
        expect(Signature.safeParse({ kind: 'drawn', strokes: strokesOf(drawn, width) }).error).toBeUndefined();
      },
    ),
    { numRuns: 40 },
  );
});
