import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { INCIDENT_STEPS } from '../../../server/contract/incidents.ts';
import { refusalOf, stateAfter, type Step, type Subject } from '../../../server/incidents/incident-states.ts';

const CHILDREN = ['duoduo', 'shitou'];
const step = fc.record({
  kind: fc.constantFrom(...INCIDENT_STEPS),
  childId: fc.constantFrom(null, ...CHILDREN),
  isReached: fc.boolean(),
  isReasoned: fc.boolean(),
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
        const isFiledUnsigned = state === 'closed' && states[n - 1] === 'published' && steps[n]?.isReasoned === true;
        if (state !== 'withdrawn' && !isFiledUnsigned) expect(ORDER.indexOf(state)).toBeLessThanOrEqual(most);
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

test('closed without a family’s signature: only with a reason, and after that family was reminded', () => {
  let unsigned = 0;
  fc.assert(
    fc.property(subject, fc.array(step, { maxLength: 40, size: 'max' }), (who, asked) => {
      const of = { ...who, isGrave: false };
      const steps = taken(of, [plain('flagged'), plain('submitted'), plain('published'), ...asked]);
      const closed = kinds(steps).indexOf('closed');
      const before = steps.slice(0, closed);
      const saidBy = (kind: Step['kind'], childId: string) =>
        before.some((each) => each.kind === kind && each.childId === childId);
      for (const childId of closed === -1 ? [] : of.toldChildIds) {
        if (saidBy('acknowledged', childId)) continue;
        unsigned += 1;
        expect([saidBy('reminded', childId), steps[closed]?.isReasoned]).toEqual([true, true]);
      }
    }),
    { numRuns: 2_000 },
  );
  expect(unsigned).toBeGreaterThan(20);
});

test('a family that never answers: after the reminder it is closed with a reason, and can sign all the same', () => {
  const of: Subject = { isGrave: false, toldChildIds: CHILDREN };
  const out = [plain('flagged'), plain('submitted'), plain('published'), plain('acknowledged', 'shitou')];
  const why: Step = { ...plain('closed'), isReasoned: true };
  expect(refusalOf(of, out, why)).toBe('signature-first');
  expect(refusalOf(of, [...out, plain('reminded', 'shitou')], why)).toBe('signature-first');
  const reminded = [...out, plain('reminded', 'duoduo')];
  expect(refusalOf(of, reminded, plain('closed'))).toBe('signature-first');
  expect(refusalOf(of, reminded, why)).toBeNull();
  expect(stateAfter(of, [...reminded, why])).toBe('closed');
  expect(refusalOf(of, [...reminded, why], plain('acknowledged', 'duoduo'))).toBeNull();
});

test('a reminder counts for whoever had the right then; who got it afterwards is reminded first', () => {
  const of = (since: string): Subject => ({
    ...{ isGrave: false, toldChildIds: ['duoduo'], toldSince: new Map([['duoduo', new Date(since)]]) },
  });
  const reminded: Step = { ...plain('reminded', 'duoduo'), at: new Date('2026-06-02T06:00:00Z') };
  const steps = [plain('flagged'), plain('submitted'), plain('published'), reminded];
  const why: Step = { ...plain('closed'), isReasoned: true };
  expect(refusalOf(of('2026-06-02T05:00:00Z'), steps, why)).toBeNull();
  expect(refusalOf(of('2026-06-02T07:00:00Z'), steps, why)).toBe('signature-first');
});

test('a grave one of which a family can never be reached is closed with a reason once it was tried and the operator told', () => {
  const of: Subject = { isGrave: true, toldChildIds: ['duoduo'] };
  const why: Step = { ...plain('closed'), isReasoned: true };
  // Published while the family had nobody.
  const out = [plain('flagged'), plain('submitted'), plain('published')];
  const tried: Step = { ...plain('called', 'duoduo'), isReached: false };
  expect(refusalOf(of, [...out, tried], why)).toBe('signature-first');
  expect(refusalOf(of, [...out, plain('escalated', 'duoduo')], why)).toBe('signature-first');
  expect(refusalOf(of, [...out, tried, plain('escalated', 'duoduo')], why)).toBeNull();
});

test('what was a mistake is taken back with a reason until it is published, and never after', () => {
  const of: Subject = { isGrave: false, toldChildIds: CHILDREN };
  const back: Step = { ...plain('withdrawn'), isReasoned: true };
  const way = [plain('flagged'), plain('detailed'), plain('submitted'), plain('published'), plain('acknowledged')];
  expect(way.map((_, n) => refusalOf(of, way.slice(0, n + 1), back))).toEqual([null, null, null, 'not-now', 'not-now']);
  expect(stateAfter(of, [...way.slice(0, 3), back])).toBe('withdrawn');
  expect(refusalOf(of, way.slice(0, 3), plain('withdrawn'))).toBe('not-now');
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

test('where nobody of a family could be told it is closed only with why', () => {
  const of: Subject = { isGrave: true, toldChildIds: [], untoldChildIds: ['duoduo'] };
  const out = [plain('flagged'), plain('submitted'), plain('published')];
  const why: Step = { ...plain('closed'), isReasoned: true };
  expect(stateAfter(of, out)).toBe('acknowledged');
  expect(refusalOf(of, out, plain('closed'))).toBe('signature-first');
  expect(refusalOf(of, out, why)).toBeNull();
  const reached: Step = { ...plain('called', 'duoduo'), isReached: true };
  expect(refusalOf(of, [...out, reached], plain('closed'))).toBeNull();
  expect(refusalOf(of, [...out, plain('acknowledged', 'duoduo')], plain('closed'))).toBeNull();
});
