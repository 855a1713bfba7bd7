import type { z } from 'zod';
import type { Room } from '../contract/attendance.ts';
import type { CameraPhase } from '../contract/cameras.ts';
import type { ClassroomId } from '../contract/ids.ts';
import type { Watching } from '../contract/live.ts';
import { requirePermission } from '../access/roles.ts';
import { type Asking, roomAsked } from '../platform/asking.ts';
import { type LocalDay, localDay } from '../platform/calendar.ts';
import { AppError } from '../platform/errors.ts';
import { isClosedOn } from '../platform/open-days.ts';
import { openDaysOf } from '../platform/open-days-store.ts';
import type { AttendanceDeps } from './attendance-deps.ts';
import { daysNow, eventsNow } from './day-state.ts';
import { portraitOf, roomChild, type Row } from './room-child.ts';
import { peopleOfRoom } from './room-people.ts';
import {
  camerasOfRoom,
  childrenOfRoom,
  findRoom,
  otherRooms,
  viewsOfRoom,
  type ChildOfRoom,
  type RoomRow,
  type ViewOfRoom,
} from './room-store.ts';
import { roomsOfDay } from './rooms-of-day.ts';

/**
 * The room as its staff see it now. A tablet shows its own room whoever acts on it; a person names one of theirs.
 * @throws AppError 'not-found' for a room elsewhere
 */
export async function readRoom(
  deps: Pick<AttendanceDeps, 'db' | 'now' | 'whoMayFetch'>,
  asking: Asking,
  asked: ClassroomId | null,
): Promise<z.input<typeof Room>> {
  const room = await findRoom(deps.db, roomAsked(asking, asked));
  if (asking.kind === 'user') requirePermission(asking, 'room:read', room);
  if (room === null) throw new AppError('not-found');
  return describeRoom(deps, room, deps.now());
}

async function describeRoom(
  { db, whoMayFetch }: Pick<AttendanceDeps, 'db' | 'whoMayFetch'>,
  room: RoomRow,
  now: Date,
): Promise<z.input<typeof Room>> {
  const { classroomId, siteId } = room;
  const { timeZone, name: siteName, phone: sitePhone } = room.site;
  const day = localDay(now, timeZone);
  const [found, cameras, views, rooms, days] = await Promise.all([
    childrenOfRoom(db, classroomId, day, daysNow(now, timeZone)),
    camerasOfRoom(db, classroomId, now),
    viewsOfRoom(db, classroomId, now),
    otherRooms(db, siteId, classroomId),
    openDaysOf(db, siteId, { from: day, to: day }),
  ]);
  const children = found.map((child) => asItIsNow(child, now, timeZone)).filter(isOfRoom(classroomId, day));
  const people = await peopleOfRoom({ db, whoMayFetch }, children, day);
  const about = { classroomId, day, timeZone, isClosed: isClosedOn(day, days), people };
  return {
    now: now.toISOString(),
    timeZone,
    siteName,
    sitePhone,
    classroomId,
    name: room.name,
    kind: room.kind as Room['kind'],
    capacity: room.capacity,
    ratio: room.ratio,
    lateAfterMinutes: room.site.lateAfterMinutes,
    otherRooms: rooms.map(({ id, name }) => ({ classroomId: id, name })),
    children: children.map((child) => roomChild(child, about)),
    cameras: cameras.map(({ id, name, areaKind, phase, phaseSince, pauses }) => ({
      cameraId: id,
      name,
      areaKind,
      phase: phase as CameraPhase,
      since: phaseSince.toISOString(),
      pausedUntil: pauses[0]?.endsAt.toISOString() ?? null,
    })),
    watching: views.map(watchingOf),
  };
}

/** In the night a child that nobody has fetched is shown as it is: still here, and since then gone. */
const asItIsNow = (child: ChildOfRoom, now: Date, timeZone: string): ChildOfRoom => ({
  ...child,
  attendance: eventsNow(child.attendance as Row[], now, timeZone),
});

const isOfRoom =
  (classroomId: ClassroomId, day: LocalDay) =>
  ({ enrolments, attendance }: ChildOfRoom): boolean =>
    roomsOfDay({ day, enrolments, events: attendance as Row[] }).includes(classroomId);

function watchingOf(view: ViewOfRoom): z.input<typeof Watching> {
  const { name, portrait, roles } = view.user;
  const child = view.guardianship?.child;
  const asGuardian = view.guardianship && `${child?.nickname || (child?.name ?? '')}${view.guardianship.relation}`;
  return {
    viewId: view.id,
    cameraId: view.cameraId,
    userId: view.userId,
    name,
    relation: asGuardian ?? roles[0]?.role ?? 'guest',
    portrait: portraitOf(portrait),
    since: view.openedAt.toISOString(),
  };
}
