import type { Router } from 'express';
import { dayNoticeRoutes } from '../day-notices/day-notice-routes.ts';
import { healthCaseRoutes } from '../health/case-routes.ts';
import { childHealthRoutes } from '../health/child-health-routes.ts';
import type { MonthDeps } from '../home/month.ts';
import { ownMonthRoutes } from '../home/month-routes.ts';
import { childMonth } from '../month-sheets/child-month.ts';
import { daysOfMonth, siteMonth } from '../month-sheets/site-month.ts';
import { whoMayFetch } from '../pickups/who-may-fetch.ts';
import type { Asking } from '../platform/asking.ts';
import { createThrottle } from '../platform/throttle.ts';
import type { AppDeps } from './app-deps.ts';
import type { ClockParts } from './clock-parts.ts';

/** More than a family has to say; a loop that says more would slow every room down. */
const WORDS_OF_ONE = { tries: 40, windowSeconds: 600 };

/** What families say of their children's days, what is found at the children, and the months they read. */
export function familyRoutes(
  { database: { db, pool }, now }: Pick<AppDeps, 'database' | 'now'>,
  onChildDayChanged: ClockParts['onChildDayChanged'],
): Router[] {
  const words = createThrottle(pool, 'family-words', WORDS_OF_ONE);
  // A room's tablet is many hands; what one person says from their own browser is bounded.
  const spendWord = async (asking: Asking) => {
    if (asking.kind === 'user') await words.take(asking.userId);
  };
  const deps = { db, now, whoMayFetch, onChildDayChanged, spendWord };
  return [
    dayNoticeRoutes(deps),
    childHealthRoutes(deps),
    healthCaseRoutes(deps),
    ownMonthRoutes({ db, now, judgeMonth }),
  ];
}

const judgeMonth: MonthDeps['judgeMonth'] = ({ site, month, now, ...facts }) => {
  const ofSite = siteMonth(site, daysOfMonth(month), now);
  return { ...childMonth({ ...facts, leftOn: null }, ofSite), sumsUntil: ofSite.sumsUntil };
};
