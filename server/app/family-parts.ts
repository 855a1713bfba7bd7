import type { Router } from 'express';
import { dayState } from '../attendance/day-state.ts';
import { dayNoticeRoutes } from '../day-notices/day-notice-routes.ts';
import { childHealthRoutes } from '../health/child-health-routes.ts';
import type { AppDeps } from './app-deps.ts';

/** After a family's word or a look at a child's health: what it answers need not be alerted of any more. */
export type OnChildDayChanged = (childIds: readonly string[], recordId: string) => Promise<void>;

/** What families say of their children's days, and what is found at the children. */
export function familyRoutes(
  { database: { db }, now }: Pick<AppDeps, 'database' | 'now'>,
  onChildDayChanged: OnChildDayChanged,
): Router[] {
  const deps = { db, now, dayState, onChildDayChanged };
  return [dayNoticeRoutes(deps), childHealthRoutes(deps)];
}
