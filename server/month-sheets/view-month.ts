import type { z } from 'zod';
import type { MonthQuery, MonthView } from '../contract/month-sheets.ts';
import type { AskingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { isClosedOn } from '../platform/open-days.ts';
import type { DaySheet } from './child-day.ts';
import type { SheetChild } from './derive-site.ts';
import { readDays, type MonthDeps } from './read-days.ts';
import { roomSums } from './sheet-rows.ts';
import { daysOfMonth } from './site-month.ts';

/** A site's month as the console shows it. @throws AppError 'not-found' for a site that is unknown or elsewhere */
export async function viewMonth(
  deps: MonthDeps,
  asking: AskingUser,
  asked: MonthQuery,
): Promise<z.input<typeof MonthView>> {
  const first = await readDays(deps, asking, { ...asked, days: daysOfMonth(asked.month) }).next();
  if (first.done === true) throw new AppError('not-found');
  const { site, month, children } = first.value;
  const employers = new Map(children.flatMap((child) => child.employers.map(({ id, name }) => [id, name] as const)));
  return {
    month: asked.month,
    siteId: site.id,
    siteName: site.name,
    timeZone: month.timeZone,
    today: month.today,
    sumsUntil: month.sumsUntil,
    days: month.days.map((day) => ({ day, isClosed: isClosedOn(day, month) })),
    rooms: site.classrooms.map(({ id, name }) => ({ classroomId: id, name })),
    employers: [...employers].map(([organizationId, name]) => ({ organizationId, name })),
    children: children.map((child) => childView(child, month.days)),
  };
}

const childView = (child: SheetChild, all: readonly string[]) => {
  const { id, name, number, employers, days, sums } = child;
  const known = new Map(days.map((day) => [day.day, day]));
  const roomIds = new Set(days.flatMap(({ classroomId }) => classroomId ?? []));
  return {
    childId: id,
    name,
    number,
    employers: employers.map((employer) => employer.name),
    days: all.map((day) => dayView(known.get(day))),
    sums,
    rooms: [...roomIds].map((classroomId) => ({ classroomId, sums: roomSums([child], classroomId) })),
  };
};

type Day = z.input<typeof MonthView>['children'][number]['days'][number];

const ELSEWHERE: Day = {
  mark: 'not-planned',
  classroomId: null,
  sessionKind: null,
  minutes: 0,
  lateMinutes: 0,
  stays: [],
  absenceReason: null,
  isCorrected: false,
  hasConflict: false,
};

/** A day that counts for another room than the one asked for says nothing here. */
const dayView = (day: DaySheet | undefined): Day =>
  day === undefined
    ? ELSEWHERE
    : {
        mark: day.mark,
        classroomId: day.classroomId,
        sessionKind: day.sessionKind as Day['sessionKind'],
        minutes: day.minutes,
        lateMinutes: day.lateMinutes,
        stays: day.stays.map(({ from, to }) => ({ from: from.toISOString(), to: to?.toISOString() ?? null })),
        absenceReason: day.absenceReason as Day['absenceReason'],
        isCorrected: day.isCorrected,
        hasConflict: day.conflicts.length > 0,
      };
