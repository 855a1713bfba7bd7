import { dayState, type DayEvent } from '../attendance/day-state.ts';
import { dateColumn, type LocalDay } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';
import { isClosedOn } from '../platform/open-days.ts';
import { openDaysOf } from '../platform/open-days-store.ts';
import { checksOf, planOf } from './checks-store.ts';
import { roomAlerts } from './room-alerts.ts';
import { sleepState } from './sleep-state.ts';
import { tasksOfDay } from './tasks-of-day.ts';

type Asked = {
  site: { siteId: string; timeZone: string; sleepCheckMinutes: number };
  day: LocalDay;
  now: Date;
  classroomIds?: readonly string[];
};

/** What the rooms of a site owe and nobody has answered; of some rooms alone when they are named. */
export async function roomsOwe(db: Db | Tx, { site, day, now, classroomIds }: Asked) {
  const { siteId, timeZone, sleepCheckMinutes } = site;
  // One after the other: inside a transaction there is one connection.
  const rooms = await db.classroom.findMany({
    where: { siteId, ...(classroomIds && { id: { in: [...classroomIds] } }) },
    select: { id: true },
  });
  const plan = await planOf(db, siteId);
  const checks = await checksOf(db, { siteId, from: day, to: day });
  const isClosed = isClosedOn(day, await openDaysOf(db, siteId, { from: day, to: day }));
  const found: ReturnType<typeof roomAlerts> = [];
  for (const { id } of rooms) {
    const own = checks.filter((row) => row.classroomId === id);
    const sleep = sleepState(own, sleepCheckMinutes);
    const isOverdue = sleep !== null && sleep.dueAt <= now && (await isAnyoneIn(db, id, day));
    const tasks = tasksOfDay(plan, { classroomId: id, day, timeZone, isClosed }, own);
    found.push(...roomAlerts({ classroomId: id, day, sleep: isOverdue ? sleep : null, tasks }, now));
  }
  return found;
}

/** A nap that nobody ended is over when the last child has left. */
async function isAnyoneIn(db: Db | Tx, classroomId: string, day: LocalDay): Promise<boolean> {
  const on = dateColumn(day);
  const events = await db.attendanceEvent.findMany({
    where: { day: on, child: { attendance: { some: { classroomId, day: on } } } },
  });
  return [...Map.groupBy(events, ({ childId }) => childId).values()]
    .map((rows) => dayState(rows as DayEvent[]))
    .some((is) => is.state === 'present' && is.classroomId === classroomId);
}
