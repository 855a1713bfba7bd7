import { CLOCK_RULES, type ClockRule, type IncidentClocks } from '../contract/incident-clocks.ts';
import { isCalled, stateAfter, unsignedOf, type Step, type Subject } from './incident-states.ts';

/** A step with when it was recorded; `why` the clock wrote it, empty of every other. */
export type TimedStep = Step & { at: Date; why: string };
export type TimedSubject = Subject & { happenedAt: Date; toldSince: ReadonlyMap<string, Date> };

/** A time that runs from `since`, or is over, while what it is for has not been done. `isEscalated`: the operator was told. */
export type Due = {
  rule: ClockRule;
  childId: string | null;
  since: Date;
  at: Date;
  isOver: boolean;
  isEscalated: boolean;
};
type Running = Omit<Due, 'isOver' | 'isEscalated'>;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * Which times run for an incident at `now`, the earliest first. Pure. What was done runs no more, and a family that was
 * reminded is not reminded again; nobody waits for one whose right does not stand (it is not of `toldChildIds`).
 */
export function dueOf(
  of: TimedSubject,
  steps: readonly TimedStep[],
  clocks: IncidentClocks,
  now: Date,
): readonly Due[] {
  return running(of, steps, clocks)
    .map((due) => ({ ...due, isOver: due.at <= now, isEscalated: isTold(steps, 'escalated', due) }))
    .sort(
      (a, b) =>
        a.at.getTime() - b.at.getTime() ||
        CLOCK_RULES.indexOf(a.rule) - CLOCK_RULES.indexOf(b.rule) ||
        (a.childId ?? '').localeCompare(b.childId ?? ''),
    );
}

function running(of: TimedSubject, steps: readonly TimedStep[], clocks: IncidentClocks): Running[] {
  const state = stateAfter(of, steps);
  if (state === 'none' || state === 'withdrawn' || state === 'closed') return [];
  const close = whole('not-closed', of.happenedAt, clocks.closeDays * DAY_MS);
  switch (state) {
    case 'draft':
      return [...calls(of, steps, clocks), written(of, steps, clocks), close];
    case 'in-review': {
      const since = lastOf(steps, 'submitted') ?? of.happenedAt;
      const review = whole('not-reviewed', since, clocks.reviewMinutes * MINUTE_MS);
      return [...calls(of, steps, clocks), review, close];
    }
    case 'published':
      return [...calls(of, steps, clocks), ...answers(of, steps, clocks), close];
    case 'acknowledged':
      return [close];
  }
}

/**
 * A grave one that families have not been called about. Nothing is published before; a family that has somebody only since
 * then is called all the same.
 */
const calls = (of: TimedSubject, steps: readonly TimedStep[], { callMinutes }: IncidentClocks): Running[] =>
  (of.isGrave ? unsignedOf(of, steps) : [])
    .filter((childId) => !isCalled(steps, childId))
    .map((childId) => {
      const published = lastOf(steps, 'published');
      const since = published ? latest(published, of.toldSince.get(childId)) : of.happenedAt;
      return { rule: 'call-overdue', childId, since, at: after(since, callMinutes * MINUTE_MS) };
    });

/** Who got it back for more has the same time again. */
const written = (of: TimedSubject, steps: readonly TimedStep[], { writeHours }: IncidentClocks): Running =>
  whole('not-written', lastOf(steps, 'returned') ?? of.happenedAt, writeHours * HOUR_MS);

/** From when the family could read it: of who got the right afterwards since then, and of a grave one since the call. */
function answers(of: TimedSubject, steps: readonly TimedStep[], clocks: IncidentClocks): Running[] {
  const published = lastOf(steps, 'published') ?? of.happenedAt;
  const remind = of.isGrave ? clocks.graveRemindMinutes : clocks.remindMinutes;
  const answer = of.isGrave ? clocks.graveAnswerMinutes : clocks.answerMinutes;
  return unsignedOf(of, steps)
    .filter((childId) => !of.isGrave || isCalled(steps, childId))
    .flatMap((childId) => {
      const reached = steps.find((step) => step.kind === 'called' && step.isReached && step.childId === childId)?.at;
      const since = latest(published, of.toldSince.get(childId), of.isGrave ? reached : undefined);
      const reminder: Running = { rule: 'reminder', childId, since, at: after(since, remind * MINUTE_MS) };
      const escalation: Running = { rule: 'unanswered', childId, since, at: after(since, answer * MINUTE_MS) };
      return isTold(steps, 'reminded', reminder) ? [escalation] : [reminder, escalation];
    });
}

const whole = (rule: ClockRule, since: Date, ms: number): Running => ({
  ...{ rule, childId: null, since },
  at: after(since, ms),
});
const after = (since: Date, ms: number): Date => new Date(since.getTime() + ms);
const lastOf = (steps: readonly TimedStep[], kind: Step['kind']): Date | null =>
  steps.findLast((step) => step.kind === kind)?.at ?? null;
const latest = (first: Date, ...others: readonly (Date | undefined)[]): Date =>
  others.reduce<Date>((last, each) => (each !== undefined && each > last ? each : last), first);
/** Of this running: what was told before it was sent back, or given in again, was told of another one. */
const isTold = (
  steps: readonly TimedStep[],
  kind: 'reminded' | 'escalated',
  { rule, childId, since }: Running,
): boolean =>
  steps.some((step) => step.kind === kind && step.why === rule && step.childId === childId && step.at >= since);

type ToTell = { kind: 'reminded' | 'escalated'; why: ClockRule; childId: string | null; since: Date };

/** What the clock has to write now: each once for each time that it runs, since what was written is not due again. Pure. */
export const toTell = (due: readonly Due[]): ToTell[] =>
  due
    .filter(({ isOver, isEscalated }) => isOver && !isEscalated)
    .map(({ rule, childId, since }) => ({
      kind: rule === 'reminder' ? 'reminded' : 'escalated',
      ...{ why: rule, childId, since },
    }));
