import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CONCERN_STEPS, type ConcernState, type ConcernStepKind } from '#contract/concerns.ts';
import { mayFollow, stateAfter } from '../../../server/concerns/concern-states.ts';

const ORDER: readonly ConcernState[] = ['received', 'looked-into', 'closed'];
const steps = fc.array(fc.constantFrom(...CONCERN_STEPS), { maxLength: 12 });

/** What a server would have written, when it was asked for these one after the other. */
const written = (asked: readonly ConcernStepKind[]): ConcernStepKind[] =>
  asked.reduce<ConcernStepKind[]>((done, next) => (mayFollow(done, next) ? [...done, next] : done), []);

test('whatever is asked for in whatever order, a report only ever goes on', () => {
  fc.assert(
    fc.property(steps, (asked) => {
      const done = written(asked);
      const states = done.map((_, n) => ORDER.indexOf(stateAfter(done.slice(0, n + 1))));
      expect(states).toEqual(states.toSorted((a, b) => a - b));
    }),
  );
});

test('nothing is written of a report that nobody opened, but that it lay unopened; and each of what ends or begins once', () => {
  fc.assert(
    fc.property(steps, (asked) => {
      const done = written(asked);
      const opened = done.indexOf('opened');
      const before = opened === -1 ? done : done.slice(0, opened);
      expect(before.filter((kind) => kind !== 'reminded')).toEqual([]);
      for (const once of ['opened', 'reminded', 'closed'] as const)
        expect(done.filter((kind) => kind === once).length).toBeLessThanOrEqual(1);
      expect(done.slice(Math.max(opened, 0)).includes('reminded') && opened !== -1).toBe(false);
    }),
  );
});

test.each<[ConcernStepKind[], ConcernState]>([
  [[], 'received'],
  [['reminded'], 'received'],
  [['opened'], 'looked-into'],
  [['opened', 'noted', 'authority'], 'looked-into'],
  [['opened', 'closed'], 'closed'],
  [['opened', 'closed', 'noted', 'authority'], 'closed'],
])('after %j it is %s', (done, state) => {
  expect(stateAfter(done)).toBe(state);
  expect(written(done)).toEqual(done);
});

test('what comes to light after the end is added, and opens nothing again', () => {
  const closed: ConcernStepKind[] = ['opened', 'closed'];
  expect(CONCERN_STEPS.filter((next) => mayFollow(closed, next))).toEqual(['noted', 'authority']);
});
