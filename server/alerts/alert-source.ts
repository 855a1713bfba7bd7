import type { AlertKind } from '../contract/alerts.ts';
import type { LocalDay } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';
import type { ClockSite } from './alerts-store.ts';
import { childAlerts } from './child-alerts.ts';
import { childDays } from './expected-store.ts';

/**
 * What is not answered at this moment, whoever judges it: the sweep tells it once by its key and clears what stands no more.
 */
export type StandingAlert = {
  kind: AlertKind;
  /** Of what and for when: told once, and once more each time its answer is taken back. */
  key: string;
  classroomId: string;
  childId: string | null;
  taskId: string | null;
  dueAt: Date;
  /** From then on the director is told that it still stands; null: never, or at once. */
  escalatesAt: Date | null;
};

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
