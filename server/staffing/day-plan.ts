import type { STAFF_DAY_NOTES } from '../contract/staffing.ts';
import type { StaffDay } from './derive-staff-day.ts';

/** Who comes or goes within these minutes of the plan is on time. */
export const ON_TIME_MINUTES = 5;

type Planned = { from: Date; to: Date };
type Note = (typeof STAFF_DAY_NOTES)[number];

export type Compared = {
  arrivedAt: Date | null;
  /** null while they are here. */
  leftAt: Date | null;
  workedMinutes: number;
  breakMinutes: number;
  trainingMinutes: number;
  notes: Note[];
};

/**
 * What somebody did on a day against what was planned: pure. `now` is the end of what is known: of a day that is over its
 * last instant, with `isOver`. Who has until later to come is not absent yet.
 */
export function comparePlan(
  planned: readonly Planned[],
  { spans }: Pick<StaffDay, 'spans'>,
  { now, isOver }: { now: Date; isOver: boolean },
): Compared {
  const minutesOf = (state: 'working' | 'break' | 'training') =>
    Math.round(
      spans
        .filter((span) => span.state === state)
        .reduce((sum, { from, to }) => sum + Math.max(0, (to ?? now).getTime() - from.getTime()), 0) / 60_000,
    );
  const arrivedAt = spans[0]?.from ?? null;
  const leftAt = spans.at(-1)?.to ?? null;
  return {
    ...{ arrivedAt, leftAt },
    workedMinutes: minutesOf('working'),
    breakMinutes: minutesOf('break'),
    trainingMinutes: minutesOf('training'),
    notes: notesOf(planned, { arrivedAt, leftAt, now, isOver }),
  };
}

type Real = { arrivedAt: Date | null; leftAt: Date | null; now: Date; isOver: boolean };

function notesOf(planned: readonly Planned[], { arrivedAt, leftAt, now, isOver }: Real): Note[] {
  const begins = Math.min(...planned.map(({ from }) => from.getTime()));
  const ends = Math.max(...planned.map(({ to }) => to.getTime()));
  const slackMs = ON_TIME_MINUTES * 60_000;
  const isPlanned = planned.length > 0;
  if (arrivedAt === null)
    return isPlanned && now.getTime() > begins + slackMs ? [isOver || now.getTime() > ends ? 'absent' : 'late'] : [];
  return [
    ...(isPlanned ? [] : (['not-planned'] as const)),
    ...(isPlanned && arrivedAt.getTime() > begins + slackMs ? (['late'] as const) : []),
    ...(isPlanned && leftAt !== null && leftAt.getTime() < ends - slackMs ? (['gone-early'] as const) : []),
    ...(leftAt === null && isOver ? (['open'] as const) : []),
  ];
}
