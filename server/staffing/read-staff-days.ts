import type { z } from 'zod';
import { requirePermission } from '../access/roles.ts';
import type { SiteId, UserId } from '../contract/ids.ts';
import { Portrait } from '../contract/people.ts';
import type { StaffDayRow, StaffDayView } from '../contract/staffing.ts';
import type { AskingUser } from '../platform/asking.ts';
import { addDays, atMinute, type LocalDay } from '../platform/calendar.ts';
import type { Db } from '../platform/database.ts';
import { comparePlan } from './day-plan.ts';
import { deriveStaffDay } from './derive-staff-day.ts';
import { spanOf } from './read-staff-room.ts';
import { isOnDay, shiftsOfSite } from './shifts-store.ts';
import { standNow } from './staff-change.ts';
import { eventsOfRooms } from './staff-event-store.ts';
import { correctionsOf, linesOf, spansToldOf } from './staff-lines.ts';
import { peopleById, placeOfSite, roomsOfSite, staffOfSite } from './staff-store.ts';
import type { StaffingDeps } from './staffing-deps.ts';

type Deps = Pick<StaffingDeps, 'db' | 'now'>;
type DayRow = Omit<z.input<typeof StaffDayRow>, 'portrait'> & { portrait: unknown };
export type StaffDays = Awaited<ReturnType<typeof staffDaysOf>>;

/** Planned against real on one day of a site. @throws AppError 'not-found' or 'forbidden' */
export async function readStaffDay(
  deps: Deps,
  asking: AskingUser,
  { siteId, day }: { siteId: SiteId; day: LocalDay },
): Promise<z.input<typeof StaffDayView>> {
  const place = await placeOfSite(deps.db, siteId);
  requirePermission(asking, 'staffing:read', place);
  const { timeZone } = place;
  const { rooms, days } = await staffDaysOf(deps, { siteId, timeZone }, { from: day, to: day });
  const staff = await staffOfSite(deps.db, siteId, deps.now());
  return {
    ...{ day, timeZone, rooms },
    staff: staff.map(({ userId, name }) => ({ userId, name })),
    rows: (days[0]?.rows ?? []).map((row) => ({
      ...row,
      portrait: Portrait.nullable().catch(null).parse(row.portrait),
    })),
  };
}

/** Everybody who was planned or came, day by day. */
export async function staffDaysOf(
  { db, now }: Deps,
  { siteId, timeZone }: { siteId: SiteId; timeZone: string },
  range: { from: LocalDay; to: LocalDay },
) {
  const rooms = await roomsOfSite(db, siteId);
  const roomIds = new Set<string>(rooms.map(({ classroomId }) => classroomId));
  const [events, shifts] = await Promise.all([
    eventsOfRooms(db, [...roomIds], range),
    shiftsOfSite(db, siteId, range.from, range.to),
  ]);
  const people = await peopleOf(db, siteId, [...events, ...shifts]);
  const rowsOf = (day: LocalDay): DayRow[] => {
    const planned = Map.groupBy(
      shifts.filter((shift) => isOnDay(shift, day)),
      ({ userId }): string => userId,
    );
    const real = Map.groupBy(
      events.filter((event) => event.day === day),
      ({ userId }) => userId,
    );
    const ends = atMinute(day, 1440, timeZone);
    const until = { now: ends < now() ? ends : now(), isOver: ends <= now() };
    return people
      .filter(({ id }) => planned.has(id) || real.has(id))
      .map(({ id, name, portrait, counts }) => {
        const spans = (planned.get(id) ?? []).map((shift) => spanOf(shift, day, timeZone));
        const own = deriveStaffDay(real.get(id) ?? []);
        const instants = spans.map(({ from, to }) => ({ from: new Date(from), to: new Date(to) }));
        const { arrivedAt, leftAt, ...rest } = comparePlan(instants, own, until);
        return {
          ...{ userId: id as UserId, name, portrait, counts, planned: spans },
          spans: spansToldOf(own.spans),
          lines: linesOf(own),
          corrections: correctionsOf(real.get(id) ?? []),
          ...standNow(own),
          arrivedAt: arrivedAt?.toISOString() ?? null,
          leftAt: leftAt?.toISOString() ?? null,
          ...rest,
        };
      });
  };
  return { rooms, days: daysIn(range).map((day) => ({ day, rows: rowsOf(day) })) };
}

async function peopleOf(db: Db, siteId: SiteId, rows: readonly { userId: string }[]) {
  return peopleById(db, siteId, [...new Set(rows.map(({ userId }) => userId))]);
}

function daysIn({ from, to }: { from: LocalDay; to: LocalDay }): LocalDay[] {
  const days: LocalDay[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
