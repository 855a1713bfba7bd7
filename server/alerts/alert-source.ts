import { dayBeforeNight } from '../attendance/day-state.ts';
import type { AlertKind } from '../contract/alerts.ts';
import type { LocalDay } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';
import type { ClockSite } from './alerts-store.ts';
import { childAlerts, type ChildDay } from './child-alerts.ts';
import { childDays } from './expected-store.ts';
import type { StandingAlert } from './standing-alert.ts';

/** Of a whole site, or only of some of its children or rooms. */
export type AskedFor = {
  site: ClockSite;
  day: LocalDay;
  now: Date;
  childIds?: readonly string[];
  classroomIds?: readonly string[];
};

/** Judges what stands at a moment, of its kinds. */
export type AlertSource = {
  kinds: readonly AlertKind[];
  isOf: 'children' | 'rooms';
  standing: (db: Db | Tx, asked: AskedFor) => Promise<StandingAlert[]>;
};

export const childSource: AlertSource = {
  kinds: ['late', 'absent', 'overstay', 'late_pickup'],
  isOf: 'children',
  standing: async (db, { site, day, now, childIds }) => {
    const days = await childDays(db, site, day, childIds);
    const still = await stillOfDayBefore(db, site, now, days);
    return [...still, ...days].flatMap((child) => childAlerts(child, site, now));
  },
};

/** Whoever was not fetched by midnight waits on: what was told of it stands until somebody fetches it, or the night is over. */
async function stillOfDayBefore(
  db: Db | Tx,
  site: ClockSite,
  now: Date,
  today: readonly ChildDay[],
): Promise<ChildDay[]> {
  const before = dayBeforeNight(now, site.timeZone);
  const notYetToday = today.filter(({ is }) => is.state === 'expected').map(({ childId }) => childId);
  if (before === null || notYetToday.length === 0) return [];
  return (await childDays(db, site, before, notYetToday)).filter(({ is }) => is.state === 'present');
}
