import type { Router } from 'express';
import { type AlertSource, childSource } from '../alerts/alert-source.ts';
import { alertsOfRoom } from '../alerts/read-alerts.ts';
import { type AlertDeps, clearAnswered, sweepAlerts } from '../alerts/sweep.ts';
import { checkRoutes } from '../checks/check-routes.ts';
import { roomsOwe } from '../checks/rooms-owe-store.ts';
import { tellUnopened } from '../concerns/tell-unopened.ts';
import { healthDue } from '../health/health-due.ts';
import { tellDue } from '../incidents/tell-due.ts';
import type { AppDeps } from './app-deps.ts';

export type ClockParts = {
  /** What is due by the clock: run it once a minute, in one of the server processes. */
  everyMinute: () => Promise<void>;
  /** Clears what a record, or a family's word, has answered. Call it after the commit; it never rejects. */
  onChildDayChanged: (childIds: readonly string[]) => Promise<void>;
  routes: Router[];
};

/** What was found at a child and no family has answered. */
const healthSource: AlertSource = { kinds: ['health'], isOf: 'children', standing: healthDue };
const roomSource: AlertSource = { kinds: ['sleep_check', 'daily_check'], isOf: 'rooms', standing: roomsOwe };

/** Alerts over what children and rooms owe, and the checks by which a room answers its own. */
export function clockParts({ database: { db }, now, log }: Pick<AppDeps, 'database' | 'now' | 'log'>): ClockParts {
  const alerts: AlertDeps = { db, now, log, sources: [childSource, healthSource, roomSource] };
  return {
    everyMinute: async () => {
      await Promise.all([sweepAlerts(alerts), tellDue({ db, now, log }), tellUnopened({ db, now, log })]);
    },
    onChildDayChanged: (childIds) => clearAnswered(alerts, { childIds }),
    routes: [
      checkRoutes({
        db,
        now,
        onRoomChecked: (classroomId) => clearAnswered(alerts, { classroomId }),
        alertsOfRoom: (classroomId) => alertsOfRoom(db, classroomId),
      }),
    ],
  };
}
