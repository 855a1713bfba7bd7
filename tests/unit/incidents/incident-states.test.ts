import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { INCIDENT_STEPS } from '../../../server/contract/incidents.ts';
import { refusalOf, stateAfter, type Step, type Subject } from '../../../server/incidents/incident-states.ts';

const CHILDREN = ['duoduo', 'shitou'];
const step = fc.record({
  kind: fc.constantFrom(...INCIDENT_STEPS),
  childId: fc.constantFrom(null, ...CHILDREN),
  isReached: fc.boolean(),
});
const subject = fc.record({ isGrave: fc.boolean(), toldChildIds: fc.subarray(CHILDREN) });

/** What the server does with any sequence of askings: it writes those that may follow, and refuses the others. */
function taken(of: Subject, asked: readonly Step[]): Step[] {
  const steps: Step[] = [];
  for (const next of asked) if (refusalOf(of, steps, next) === null) steps.push(next);
  return steps;
}
const kinds = (steps: readonly Step[]) => steps.map(({ kind }) => kind);
const plain = (kind: Step['kind'], childId: string | null = null): Step => ({ kind, childId });

const ORDER = ['draft', 'in-review', 'published', 'acknowledged', 'closed'];

test('whatever is asked, no state is skipped, and nothing that was said changes after it was published', () => {
  fc.assert(
    fc.property(subject, fc.array(step, { maxLength: 40 }), (of, asked) => {
      const steps = taken(of, [plain('flagged'), ...asked]);
      const states = steps.map((_, n) => stateAfter(of, steps.slice(0, n + 1)));
      const published = kinds(steps).indexOf('published');
      const later = published === -1 ? [] : kinds(steps).slice(published + 1);
      expect(
        later.filter((kind) => ['detailed', 'submitted', 'returned', 'withdrawn', 'published'].includes(kind)),
      ).toEqual([]);
      states.forEach((state, n) => {
        const before = ORDER.indexOf(states[n - 1] ?? 'draft');
        // Where nobody is to be told, what is published is acknowledged at once.
        const most = of.toldChildIds.length === 0 && state === 'acknowledged' ? before + 2 : before + 1;
        if (state !== 'withdrawn') expect(ORDER.indexOf(state)).toBeLessThanOrEqual(most);
      });
    }),
    { numRuns: 2_000 },
  );
});

test('a grave one is published only after every family to be told was reached', () => {
  fc.assert(
    fc.property(subject, fc.array(step, { maxLength: 40 }), (of, asked) => {
      const steps = taken({ ...of, isGrave: true }, [plain('flagged'), ...asked]);
      const published = kinds(steps).indexOf('published');
      if (published === -1) return;
      for (const childId of of.toldChildIds)
        expect(
          steps
            .slice(0, published)
            .some((each) => each.kind === 'called' && each.isReached && each.childId === childId),
        ).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('the whole way, and one back for more', () => {
  const of: Subject = { isGrave: true, toldChildIds: CHILDREN };
  const way: [Step, string][] = [
    [plain('flagged'), 'draft'],
    [plain('detailed'), 'draft'],
    [plain('submitted'), 'in-review'],
    [plain('returned'), 'draft'],
    [plain('submitted'), 'in-review'],
    [{ kind: 'called', childId: 'duoduo', isReached: true }, 'in-review'],
    [{ kind: 'called', childId: 'shitou', isReached: true }, 'in-review'],
    [plain('published'), 'published'],
    [plain('acknowledged', 'duoduo'), 'published'],
    [plain('acknowledged', 'shitou'), 'acknowledged'],
    [plain('closed'), 'closed'],
    [plain('addendum'), 'closed'],
  ];
  way.forEach(([next, state], n) => {
    const steps = way.slice(0, n).map(([each]) => each);
    expect([next.kind, refusalOf(of, steps, next), stateAfter(of, [...steps, next])]).toEqual([next.kind, null, state]);
  });
});

test('why a step may not follow', () => {
  const of: Subject = { isGrave: true, toldChildIds: ['duoduo'] };
  const review = [plain('flagged'), plain('submitted')];
  const missed: Step = { kind: 'called', childId: 'duoduo', isReached: false };
  expect(refusalOf(of, review, plain('published'))).toBe('call-first');
  expect(refusalOf(of, [...review, missed], plain('published'))).toBe('call-first');
  expect(refusalOf(of, [plain('flagged')], plain('published'))).toBe('not-now');
  expect(refusalOf(of, [plain('flagged'), plain('detailed')], plain('withdrawn'))).toBe('not-now');
  expect(refusalOf(of, [plain('flagged')], plain('flagged'))).toBe('not-now');
  expect(refusalOf(of, [], plain('detailed'))).toBe('not-now');
});
