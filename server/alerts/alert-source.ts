import type { AlertKind } from '../contract/alerts.ts';
import type { LocalDay } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';
import type { ClockSite } from './alerts-store.ts';
import { childAlerts } from './child-alerts.ts';
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
    return days.flatMap((child) => childAlerts(child, site, now));
  },
};
