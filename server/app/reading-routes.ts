import type { Router } from 'express';
import { listScopes } from '../access/roles.ts';
import { alertsForDirector } from '../alerts/alerts-for-director.ts';
import { auditRoutes } from '../audit/audit-routes.ts';
import { readableIds } from '../concerns/may-read-store.ts';
import { unopenedFor } from '../concerns/unopened-for.ts';
import { dashboardRoutes } from '../dashboard/dashboard-routes.ts';
import type { BoardDeps } from '../day-board/board-deps.ts';
import { boardRoutes } from '../day-board/board-routes.ts';
import { registerRoutes } from '../incident-register/register-routes.ts';
import { incidentsForDirector } from '../incidents/incidents-for-director.ts';
import { monthRoutes } from '../month-sheets/month-routes.ts';
import { readDays, type MonthDeps } from '../month-sheets/read-days.ts';
import { openAlarms } from '../pickups/open-alarms.ts';
import { isClosedOn } from '../platform/open-days.ts';
import { readPlaces } from '../people/site-views.ts';
import { workingNow } from '../staffing/working-now-store.ts';
import type { AppDeps } from './app-deps.ts';
import type { Identity } from './identity.ts';

/** What administrators look at and take out, and change nothing of: the overview, the audit, days and months of attendance, the register of incidents. */
export function readingRoutes({
  database: { db, pool },
  now,
  log,
  askAnew,
  deriveKey,
}: Pick<AppDeps, 'database' | 'now' | 'log' | 'deriveKey'> & Pick<Identity, 'askAnew'>): Router[] {
  const months: MonthDeps = { db, pool, now };
  return [
    auditRoutes({
      ...{ db, now, log, entryKey: deriveKey('audit-entries') },
      readableConcerns: (asking) => readableIds(db, asking),
    }),
    dashboardRoutes({
      db,
      now,
      openAlarms: (siteIds) => openAlarms({ db, now }, siteIds),
      standingAlerts: (siteIds, answersFor) => alertsForDirector(db, siteIds, answersFor),
      incidents: (siteIds) => incidentsForDirector({ db, now }, siteIds),
      unopenedConcerns: (asking, siteIds) => unopenedFor({ db }, asking, siteIds),
      readStaff: (siteIds) => workingNow(db, siteIds, now()),
      readPlaces: (scopes, siteId) => readPlaces({ db, now }, scopes, siteId),
    }),
    monthRoutes({ ...months, askAnew }),
    registerRoutes({ db, now, askAnew }),
    boardRoutes({ db, readDay: dayReader(months) }),
  ];
}

/** A day of a site is one day of its month's sheets. */
function dayReader(months: MonthDeps): BoardDeps['readDay'] {
  return async (asking, { day, ...of }) => {
    const { employerIds } = listScopes(asking, 'attendance:read');
    for await (const { children, ...found } of readDays(months, asking, { ...of, days: [day] })) {
      if (of.siteId === undefined && children.length === 0) continue;
      const ofDay = children.flatMap(({ days: [only], ...child }) => (only ? [{ ...child, day: only }] : []));
      return { ...found, children: ofDay, employerIds, isClosed: isClosedOn(day, found.month) };
    }
    return null;
  };
}
