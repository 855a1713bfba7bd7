import type { z } from 'zod';
import { listScopes } from '../access/roles.ts';
import { MOST_TREND_WEEKS, type IncidentTrends, type RegisterFilter } from '../contract/incident-register.ts';
import type { AskingUser } from '../platform/asking.ts';
import { addDays, localDay, type LocalDay } from '../platform/calendar.ts';
import type { RegisterDeps } from './register-deps.ts';
import { countByHour, countByInjury, countByKind, countHits, roomsOf, sitesOfRegister } from './register-store.ts';
import { hoursOfRooms, mondayOf, weeksOf } from './trend-shape.ts';

/**
 * What is searched for, counted by room and hour and by week: each site's days and hours by its own clocks. A year at most,
 * back from the last day that is asked for or from today.
 * @throws AppError 'forbidden', 'second-factor-needed'
 */
export async function countTrends(
  { db, now }: Pick<RegisterDeps, 'db' | 'now'>,
  asking: AskingUser,
  filter: RegisterFilter,
): Promise<z.input<typeof IncidentTrends>> {
  const sites = await sitesOfRegister(db, listScopes(asking, 'incidents:review'), filter.siteId);
  const at = now();
  // Where the day has gone furthest: with sites on two sides of a midnight nothing is left out.
  const today = sites.map(({ timeZone }) => localDay(at, timeZone)).reduce(later, localDay(at, 'UTC'));
  const span = spanOf(filter, today);
  const within = { ...filter, ...span };
  const [found, hours, kinds, injuries] = await Promise.all([
    countHits(db, sites, within),
    countByHour(db, sites, within),
    countByKind(db, sites, within),
    countByInjury(db, sites, within),
  ]);
  const rooms = await roomsOf(
    db,
    hours.map(({ classroomId }) => classroomId),
  );
  const named = rooms.map(({ id, name, siteId }) => ({
    ...{ classroomId: id, name },
    siteName: sites.find((site) => site.id === siteId)?.name ?? '',
  }));
  const shown = { ...span, from: filter.from === undefined ? firstWeek(kinds, span) : span.from };
  return { ...shown, found, rooms: hoursOfRooms(named, hours), weeks: weeksOf(shown, kinds, injuries) };
}

/** Where no beginning was asked for, it begins with the first that there is. */
const firstWeek = (kinds: readonly { monday: LocalDay }[], { to }: { to: LocalDay }): LocalDay =>
  kinds.map(({ monday }) => monday).reduce((first, monday) => (monday < first ? monday : first), to);

const later = (a: LocalDay, b: LocalDay): LocalDay => (a > b ? a : b);

function spanOf({ from, to }: RegisterFilter, today: LocalDay): { from: LocalDay; to: LocalDay } {
  const last = to !== undefined && to < today ? to : today;
  const first = addDays(mondayOf(last), -7 * (MOST_TREND_WEEKS - 1));
  // Asked from a day after the last one, there is nothing to count, and one week to say so.
  const asked = from === undefined ? first : later(from, first);
  return { from: asked > last ? last : asked, to: last };
}
