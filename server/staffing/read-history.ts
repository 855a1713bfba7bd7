import type { z } from 'zod';
import { requirePermission } from '../access/roles.ts';
import type { UserId } from '../contract/ids.ts';
import { limitsOf } from '../contract/room-standard.ts';
import type { HistoryQuery, RoomHistory } from '../contract/staffing.ts';
import type { AskingUser } from '../platform/asking.ts';
import { atMinute } from '../platform/calendar.ts';
import { AppError } from '../platform/errors.ts';
import { breachesBetween } from './breach-store.ts';
import { breachesOfDay } from './breaches-of-day.ts';
import { breachesIn, ratioByMinute } from './ratio-by-minute.ts';
import { presencesIn, staffDays } from './room-counts.ts';
import { roomFacts } from './room-facts-store.ts';
import { spansToldOf } from './staff-lines.ts';
import { namesOf, placeOfRoom } from './staff-store.ts';
import type { StaffingDeps } from './staffing-deps.ts';

/**
 * One room's day. Its steps are as they are known now: corrected records count as they were corrected. Its breaches are
 * what was told then, by the limits of then, and what later records show besides.
 * @throws AppError 'not-found' or 'forbidden'
 */
export async function readHistory(
  { db, now, childRooms }: Pick<StaffingDeps, 'db' | 'now' | 'childRooms'>,
  asking: AskingUser,
  { classroomId, day }: z.output<typeof HistoryQuery>,
): Promise<z.input<typeof RoomHistory>> {
  const room = await placeOfRoom(db, classroomId);
  requirePermission(asking, 'staffing:read', room);
  const facts = await roomFacts(db, classroomId, now(), day);
  if (facts === null) throw new AppError('not-found');
  const from = atMinute(day, 0, room.timeZone);
  const dayEnds = atMinute(day, 1440, room.timeZone);
  const to = new Date(Math.max(from.getTime(), Math.min(dayEnds.getTime(), now().getTime())));
  const present = presencesIn(classroomId, facts, childRooms);
  const steps = ratioByMinute(present.children, present.staff, { from, to });
  const limits = limitsOf(facts);
  const found = breachesIn(steps, limits, to).filter(({ kind }) => kind === 'capacity' || facts.isRecorded);
  const breaches = breachesOfDay(await breachesBetween(db, classroomId, { from, to }), found, { limits, from, to });
  const people = staffDays(facts);
  const names = await namesOf(
    db,
    people.map(({ userId }) => userId),
  );
  return {
    ...{ classroomId, day, timeZone: room.timeZone, kind: facts.kind, isRecorded: facts.isRecorded },
    ...{ from: from.toISOString(), to: to.toISOString() },
    ...limits,
    steps: steps.map((step) => ({ ...step, at: step.at.toISOString() })),
    breaches: breaches.map((breach) => ({ ...breach, from: breach.from.toISOString(), to: breach.to.toISOString() })),
    people: people.map(({ userId, counts, spans }) => ({
      userId: userId as UserId,
      name: names.get(userId) ?? '',
      counts,
      spans: spansToldOf(spans),
    })),
  };
}
