import type { z } from 'zod';
import type { OwnMonth, OwnMonthQuery } from '../contract/own-month.ts';
import { dayState, standingEvents } from '../attendance/day-state.ts';
import type { AskingUser } from '../platform/asking.ts';
import { addDays, localDay, type LocalDay } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { readEvents, readNames, readOwnChild, type OwnChild, type OwnEvent } from './month-store.ts';

/** All that is known of one child's month. */
export type MonthFacts = Pick<OwnChild, 'site' | 'enrolments' | 'notices'> & {
  /** YYYY-MM */
  month: string;
  events: readonly OwnEvent[];
  now: Date;
};
type JudgedDay = {
  day: LocalDay;
  mark: OwnMonth['days'][number]['mark'];
  minutes: number;
  lateMinutes: number;
  absenceReason: string | null;
  isCorrected: boolean;
};
export type MonthDeps = {
  db: Db;
  now: Clock;
  /** Each day of the month and their sums, as the nursery's sheets count them. */
  judgeMonth: (facts: MonthFacts) => { days: JudgedDay[]; sums: OwnMonth['sums']; sumsUntil: LocalDay };
};

/** A guardian's own child's month. @throws AppError 'not-found' for a child of others, an unknown one, or a right that does not stand */
export async function readOwnMonth(
  deps: MonthDeps,
  asking: AskingUser,
  { childId, month }: z.output<typeof OwnMonthQuery>,
): Promise<z.input<typeof OwnMonth>> {
  const [first, last] = [`${month}-01`, addDays(firstOfNext(month), -1)];
  const child = await readOwnChild(deps.db, asking.userId, childId, first, last);
  if (child === null) throw new AppError('not-found');
  const events = await readEvents(deps.db, childId, first, last);
  const names = await readNames(deps.db, events);
  const now = deps.now();
  const { days, sums, sumsUntil } = deps.judgeMonth({ ...child, month, events, now });
  const byDay = Map.groupBy(events, ({ day }) => day);
  return {
    childId,
    name: child.name,
    nickname: child.nickname,
    timeZone: child.site.timeZone,
    today: localDay(now, child.site.timeZone),
    sumsUntil,
    month,
    since: child.enrolments.map(({ startsOn }) => startsOn).sort()[0] ?? null,
    days: days.map((day) => dayView(day, byDay.get(day.day) ?? [], names)),
    sums,
  };
}

const firstOfNext = (month: string): LocalDay => {
  const [year = 0, nth = 0] = month.split('-').map(Number);
  return nth === 12 ? `${String(year + 1)}-01-01` : `${String(year)}-${String(nth + 1).padStart(2, '0')}-01`;
};

function dayView(judged: JudgedDay, events: readonly OwnEvent[], names: ReadonlyMap<string, string>) {
  const { day, mark, minutes, lateMinutes, absenceReason, isCorrected } = judged;
  return {
    ...{ day, mark, minutes, lateMinutes, isCorrected },
    hereSince: mark === 'here' ? (dayState(events).at?.toISOString() ?? null) : null,
    absenceReason: absenceReason as OwnMonth['days'][number]['absenceReason'],
    lines: linesOf(standingEvents(events), names),
  };
}

type Lines = z.input<typeof OwnMonth>['days'][number]['lines'];
const linesOf = (standing: readonly OwnEvent[], names: ReadonlyMap<string, string>): Lines =>
  standing.map((event) => {
    const companion = event.withUserId ?? event.withPickupId;
    return {
      kind: event.kind as Lines[number]['kind'],
      at: event.happenedAt.toISOString(),
      roomName: names.get(event.classroomId) ?? '',
      withName: companion && (names.get(companion) ?? ''),
      isCorrected: event.reason !== null,
    };
  });
