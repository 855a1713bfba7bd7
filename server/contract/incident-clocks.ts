import { z } from 'zod';
import { ChildId } from './ids.ts';

const minutes = (least: number, most: number) => z.number().int().min(least).max(most);

/**
 * How long each thing about an incident may take, as a site sets it. Where no law or form names a time, it is ours.
 * An escalation tells the operator beside the site.
 */
export const IncidentClocks = z.object({
  /** Grave: from when it happened until somebody of each family was reached by phone. Ours. */
  callMinutes: minutes(5, 120),
  /** From its submission until the director publishes it or sends it back. Ours. */
  reviewMinutes: minutes(15, 2_880),
  /** From publication until a family that has not acknowledged is reminded, and until that escalates. Ours. */
  graveRemindMinutes: minutes(5, 1_440),
  graveAnswerMinutes: minutes(10, 2_880),
  remindMinutes: minutes(30, 2_880),
  answerMinutes: minutes(60, 10_080),
  /** From when it happened until it is written and submitted: a report within 24 hours, as Washington asks. */
  writeHours: z.number().int().min(1).max(168),
  /** From when it happened until it is closed: within 7 days, as North Carolina asks for its form. */
  closeDays: z.number().int().min(1).max(60),
});
export type IncidentClocks = z.infer<typeof IncidentClocks>;

/** Of a site that has set none. */
export const USUAL_CLOCKS: IncidentClocks = {
  callMinutes: 20,
  reviewMinutes: 120,
  graveRemindMinutes: 30,
  graveAnswerMinutes: 60,
  remindMinutes: 240,
  answerMinutes: 1_440,
  writeHours: 24,
  closeDays: 7,
};

/** What a family does not answer escalates after it was reminded. */
export const REMINDED_FIRST = [
  ['graveRemindMinutes', 'graveAnswerMinutes'],
  ['remindMinutes', 'answerMinutes'],
] as const satisfies readonly (readonly [keyof IncidentClocks, keyof IncidentClocks])[];

/** What comes when a time is over: a reminder to the family, or the operator is told why. */
export const CLOCK_RULES = [
  'call-overdue',
  'not-written',
  'not-reviewed',
  'reminder',
  'unanswered',
  'not-closed',
] as const;
export const ClockRule = z.enum(CLOCK_RULES);
export type ClockRule = z.infer<typeof ClockRule>;

/** A time that runs, or is over, while what it is for has not been done. */
export const IncidentDue = z.object({
  rule: ClockRule,
  /** Whose family is waited for; null: it is the whole incident's. */
  childId: ChildId.nullable(),
  at: z.iso.datetime(),
  isOver: z.boolean(),
  /** The operator was told of it. */
  isEscalated: z.boolean(),
});
export type IncidentDue = z.infer<typeof IncidentDue>;
