import type { z } from 'zod';
import { requirePermission } from '../access/roles.ts';
import type { ClassroomId } from '../contract/ids.ts';
import { Portrait } from '../contract/people.ts';
import { limitsOf } from '../contract/room-standard.ts';
import type { StaffRoom } from '../contract/staffing.ts';
import { type Asking, roomAsked } from '../platform/asking.ts';
import { atMinute, localDay, type LocalDay } from '../platform/calendar.ts';
import { AppError } from '../platform/errors.ts';
import { deriveStaffDay } from './derive-staff-day.ts';
import { countAt, presencesIn } from './room-counts.ts';
import { roomFacts } from './room-facts-store.ts';
import { isOnDay, shiftsOfSite, type Shift } from './shifts-store.ts';
import { standNow } from './staff-change.ts';
import { eventsOfRooms, type StaffEventRow } from './staff-event-store.ts';
import { linesOf } from './staff-lines.ts';
import { placeOfRoom, roomsOfSite, staffOfSite, type StaffMember, type StaffPlace } from './staff-store.ts';
import type { StaffingDeps } from './staffing-deps.ts';

type Deps = Pick<StaffingDeps, 'db' | 'now' | 'childRooms'>;

/**
 * Who is planned in a room and who works in it now, with what it keeps to. A tablet shows its own room whoever acts on it.
 * @throws AppError 'not-found' for a room elsewhere, 'bad-request' when a person names none
 */
export async function readStaffRoom(
  deps: Deps,
  asking: Asking,
  asked: ClassroomId | undefined,
): Promise<z.input<typeof StaffRoom>> {
  const room = await placeAsked(deps, asking, asked ?? null);
  const at = deps.now();
  const day = localDay(at, room.timeZone);
  const rooms = await roomsOfSite(deps.db, room.siteId);
  const [facts, staff, events, shifts] = await Promise.all([
    roomFacts(deps.db, room.classroomId, at),
    staffOfSite(deps.db, room.siteId, at),
    eventsOfRooms(
      deps.db,
      rooms.map(({ classroomId }) => classroomId),
      { from: day, to: day },
    ),
    shiftsOfSite(deps.db, room.siteId, day, day),
  ]);
  if (facts === null) throw new AppError('not-found');
  const present = presencesIn(room.classroomId, facts, deps.childRooms);
  const today = shifts.filter((shift) => isOnDay(shift, day) && shift.classroomId === room.classroomId);
  return {
    now: at.toISOString(),
    timeZone: room.timeZone,
    classroomId: room.classroomId,
    rooms: rooms.filter(({ classroomId }) => classroomId !== room.classroomId),
    children: countAt(present.children, at),
    staff: countAt(present.staff, at),
    ...limitsOf(facts),
    isRecorded: facts.isRecorded,
    people: staff.map((member) => personIn({ room, day }, member, { events, shifts: today })),
  };
}

async function placeAsked({ db }: Deps, asking: Asking, asked: ClassroomId | null): Promise<StaffPlace> {
  const room = await placeOfRoom(db, roomAsked(asking, asked));
  if (asking.kind === 'user') requirePermission(asking, 'room:read', room);
  if (room === null) throw new AppError('not-found');
  return room;
}

type Today = { events: readonly StaffEventRow[]; shifts: readonly Shift[] };

function personIn(
  { room, day }: { room: StaffPlace; day: LocalDay },
  member: StaffMember,
  { events, shifts }: Today,
): z.input<typeof StaffRoom>['people'][number] {
  const own = deriveStaffDay(events.filter(({ userId }) => userId === member.userId));
  const planned = shifts.filter(({ userId }) => userId === member.userId);
  const { classroomId } = room;
  const wasHere = own.spans.some((span) => span.classroomId === classroomId);
  return {
    userId: member.userId,
    name: member.name,
    portrait: Portrait.nullable().catch(null).parse(member.portrait),
    hasPin: member.pinHash !== null,
    counts: member.counts,
    isOfRoom: wasHere || planned.length > 0 || member.roomIds.includes(classroomId),
    shift: planned[0] ? spanOf(planned[0], day, room.timeZone) : null,
    ...standNow(own),
    arrivedAt: own.spans[0]?.from.toISOString() ?? null,
    lines: linesOf(own),
  };
}

/** A shift on a day, as instants. */
export const spanOf = ({ classroomId, fromMinute, toMinute }: Shift, day: LocalDay, zone: string) => ({
  classroomId,
  from: atMinute(day, fromMinute, zone).toISOString(),
  to: atMinute(day, toMinute, zone).toISOString(),
});
