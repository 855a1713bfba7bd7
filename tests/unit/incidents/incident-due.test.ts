import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type IncidentClocks, USUAL_CLOCKS } from '../../../server/contract/incident-clocks.ts';
import { INCIDENT_STEPS } from '../../../server/contract/incidents.ts';
import { dueOf, type TimedStep, type TimedSubject, toTell } from '../../../server/incidents/incident-due.ts';
import { refusalOf, stateAfter } from '../../../server/incidents/incident-states.ts';

const START = new Date('2026-06-03T02:15:00Z');
const later = (minutes: number) => new Date(START.getTime() + minutes * 60_000);
const DAY = 24 * 60;
const CHILDREN = ['duoduo', 'shitou'];
const GRAVE: TimedSubject = { isGrave: true, toldChildIds: ['duoduo'], toldSince: new Map(), happenedAt: START };
const plain = { ...GRAVE, isGrave: false };

const step = (kind: TimedStep['kind'], minute: number, more: Partial<TimedStep> = {}): TimedStep => ({
  ...{ kind, childId: null, at: later(minute), why: '' },
  ...more,
});
/** `call-overdue duoduo 20`: the rule, whose, after how many minutes; with `!` what is over. */
const shown = (of: TimedSubject, steps: TimedStep[], at: number, clocks: IncidentClocks = USUAL_CLOCKS) =>
  dueOf(of, steps, clocks, later(at)).map(({ rule, childId, at: due, isOver }) => {
    const minutes = (due.getTime() - START.getTime()) / 60_000;
    return [rule, ...(childId ? [childId] : []), String(minutes) + (isOver ? '!' : '')].join(' ');
  });

const FLAGGED = step('flagged', 0);
const called = (minute: number, isReached: boolean) => step('called', minute, { childId: 'duoduo', isReached });

test('the way of a grave one: the call, writing, review, the family’s word, closing – each runs until it is done', () => {
  const draft = [FLAGGED, called(2, false)];
  expect(shown(GRAVE, draft, 20)).toEqual(['call-overdue duoduo 20!', `not-written ${DAY}`, `not-closed ${7 * DAY}`]);
  expect(shown(GRAVE, draft, 19.9)[0]).toBe('call-overdue duoduo 20');
  const review = [...draft, called(12, true), step('submitted', 15)];
  expect(shown(GRAVE, review, 20)).toEqual(['not-reviewed 135', `not-closed ${7 * DAY}`]);
  const published = [...review, step('published', 30)];
  expect(shown(GRAVE, published, 40)).toEqual(['reminder duoduo 60', 'unanswered duoduo 90', `not-closed ${7 * DAY}`]);
  const known = [...published, step('acknowledged', 45, { childId: 'duoduo' })];
  expect(shown(GRAVE, known, 46)).toEqual([`not-closed ${7 * DAY}`]);
  expect(shown(GRAVE, [...known, step('closed', 50)], 8 * DAY)).toEqual([]);
});

test('other ones wait longer, and for no call; a site’s own times count', () => {
  const published = [FLAGGED, step('submitted', 5), step('published', 10)];
  expect(shown(plain, [FLAGGED], 600)).toEqual([`not-written ${DAY}`, `not-closed ${7 * DAY}`]);
  expect(shown(plain, published, 11).slice(0, 2)).toEqual(['reminder duoduo 250', `unanswered duoduo ${10 + DAY}`]);
  const own = { ...USUAL_CLOCKS, remindMinutes: 30, answerMinutes: 60, closeDays: 1 };
  expect(shown(plain, published, 11, own)).toEqual(['reminder duoduo 40', 'unanswered duoduo 70', `not-closed ${DAY}`]);
});

test('who got it back for more has the same time to write again; each family is waited for by itself', () => {
  const back = [FLAGGED, step('submitted', 60), step('returned', 2 * DAY)];
  expect(shown(plain, back, 2 * DAY + 1)[0]).toBe(`not-written ${3 * DAY}`);
  const both = { ...plain, toldChildIds: CHILDREN };
  const published = [FLAGGED, step('submitted', 5), step('published', 10)];
  const one = [...published, step('acknowledged', 20, { childId: 'shitou' })];
  expect(shown(both, one, 21).filter((line) => !line.startsWith('not-'))).toEqual([
    'reminder duoduo 250',
    `unanswered duoduo ${10 + DAY}`,
  ]);
  expect(shown({ ...both, toldChildIds: [] }, published, 9 * DAY)).toEqual([`not-closed ${7 * DAY}!`]);
});

test('a family that has somebody only since later has the whole time from then; of a grave one it is called first', () => {
  const late = { toldSince: new Map([['duoduo', later(300)]]) };
  const published = [FLAGGED, step('submitted', 5), called(8, true), step('published', 10)];
  expect(shown({ ...plain, ...late }, published, 301).slice(0, 2)).toEqual([
    'reminder duoduo 540',
    `unanswered duoduo ${300 + DAY}`,
  ]);
  const uncalled = published.filter(({ kind }) => kind !== 'called');
  expect(shown({ ...GRAVE, ...late }, uncalled, 321)[0]).toBe('call-overdue duoduo 320!');
  expect(shown({ ...GRAVE, ...late }, uncalled, 321).filter((line) => line.includes('duoduo'))).toHaveLength(1);
  expect(shown({ ...GRAVE, ...late }, [...uncalled, called(330, true)], 331).slice(0, 2)).toEqual([
    'reminder duoduo 360',
    'unanswered duoduo 390',
  ]);
});

test('sent back and left lying again, or given in again and not looked at, is told again', () => {
  const told = (steps: TimedStep[], at: number) =>
    toTell(dueOf(plain, steps, USUAL_CLOCKS, later(at))).map(({ why }) => why);
  const late = step('escalated', DAY, { why: 'not-written' });
  const back = [FLAGGED, late, step('submitted', DAY + 60), step('returned', DAY + 200)];
  expect(told(back, 2 * DAY)).toEqual([]);
  expect(told(back, 2 * DAY + 200)).toEqual(['not-written']);
  const unread = [...back.slice(0, 3), step('escalated', DAY + 180, { why: 'not-reviewed' }), ...back.slice(3)];
  const again = [...unread, step('submitted', DAY + 300)];
  expect(told(again, DAY + 301)).toEqual([]);
  expect(told(again, DAY + 420)).toEqual(['not-reviewed']);
});

test('nothing runs for a flag that was taken back', () => {
  expect(shown(GRAVE, [FLAGGED, step('withdrawn', 0.2)], 8 * DAY)).toEqual([]);
});

const anyStep = fc.record({
  kind: fc.constantFrom(...INCIDENT_STEPS.filter((kind) => kind !== 'reminded' && kind !== 'escalated')),
  childId: fc.constantFrom(null, ...CHILDREN),
  isReached: fc.boolean(),
  after: fc.integer({ min: 0, max: 2 * DAY }),
});
const since = fc.integer({ min: -DAY, max: 20 * DAY }).map(later);
const toldSince = fc.tuple(since, since).map((days) => new Map(days.map((day, n) => [CHILDREN[n] ?? '', day])));
const subject = fc.record({ isGrave: fc.boolean(), toldChildIds: fc.subarray(CHILDREN), toldSince });

test('however it goes, what the clock writes may follow, changes no state, is written once, and never to a family that answered', () => {
  fc.assert(
    fc.property(subject, fc.array(anyStep, { maxLength: 25 }), fc.array(fc.boolean()), (who, asked, looks) => {
      const of: TimedSubject = { ...who, happenedAt: START };
      let minute = 0;
      const steps: TimedStep[] = [FLAGGED];
      const told: string[] = [];
      asked.forEach(({ after, ...next }, n) => {
        minute += after;
        const taken = { ...next, at: later(minute), why: '' };
        if (refusalOf(of, steps, taken) === null) steps.push(taken);
        if (looks[n] === false) return; // the server was away
        for (const { kind, why, childId, since } of toTell(dueOf(of, steps, USUAL_CLOCKS, later(minute)))) {
          const written = step(kind, minute, { why, childId });
          expect(refusalOf(of, steps, written)).toBeNull();
          expect(
            steps.some((each) => each.kind === 'acknowledged' && childId !== null && each.childId === childId),
          ).toBe(false);
          const before = stateAfter(of, steps);
          steps.push(written);
          expect(stateAfter(of, steps)).toBe(before);
          told.push(`${kind} ${why} ${String(childId)} ${since.toISOString()}`);
        }
        // What was told is not due again at the same moment.
        expect(toTell(dueOf(of, steps, USUAL_CLOCKS, later(minute)))).toEqual([]);
      });
      expect(new Set(told).size).toBe(told.length);
    }),
    { numRuns: 2_000 },
  );
});
