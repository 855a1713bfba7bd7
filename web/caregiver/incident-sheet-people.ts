import type { ChildId } from '#contract/ids.ts';
import type { StaffPerson } from '#contract/staffing.ts';
import { useTablet } from '../features/devices/tablet-session.ts';
import type { ShownIncident } from '../features/incidents/use-shown-incident.ts';
import { useStaffRoom } from '../features/staffing/use-staff-room.ts';
import { serverNow } from '../shared/server-clock.ts';
import { isSameDay } from '../shared/time.ts';
import type { Callable, NamedChild, StaffMember } from './incident-sheet-props.ts';
import type { RoomSheetProps } from './sheet-props.ts';

type Room = RoomSheetProps['room'];

/** As the room calls them; a child that has left the room since, as the record does. */
export const childrenOf = ({ childIds, file }: ShownIncident, { children }: Room): NamedChild[] =>
  childIds.flatMap(
    (childId) =>
      children.find((child) => child.childId === childId) ??
      file?.families.find((family) => family.childId === childId) ??
      [],
  );

/** Whom to call: those whose right stands, as the record has them or, without a network, as the room knew them. */
export function callableOf({ file }: ShownIncident, { children }: Room, childId: ChildId): Callable[] {
  const family = file?.families.find((each) => each.childId === childId);
  if (family) return family.guardians;
  return children.find((child) => child.childId === childId)?.guardians.filter(({ blocked }) => !blocked) ?? [];
}

/** Who may be named, those first who worked in the room when it happened. */
export function useIncidentStaff(
  { file, happenedAt }: ShownIncident,
  { room, classroomId, outbox }: Pick<RoomSheetProps, 'room' | 'classroomId' | 'outbox'>,
): StaffMember[] {
  const staffRoom = useStaffRoom(classroomId, outbox);
  const tablet = useTablet();
  const people = staffRoom?.people ?? [];
  const known = file?.staff ?? (tablet.phase === 'paired' ? tablet.device.staff : people);
  const isToday = isSameDay(happenedAt, serverNow(), room.timeZone);
  const members = known.map(({ userId, name }) => {
    const person = people.find((each) => each.userId === userId);
    const isOnDuty = isToday && person !== undefined && workedIn(room.classroomId, happenedAt, person);
    return { userId, name, portrait: person?.portrait ?? null, isOnDuty };
  });
  return members.sort((a, b) => Number(b.isOnDuty) - Number(a.isOnDuty));
}

const AT_WORK: ReadonlySet<string> = new Set(['arrived', 'moved', 'break_ended', 'training_ended']);

/** Whether a caregiver was at work in this room at that instant, by what they recorded today. */
function workedIn(classroomId: string, at: string, { counts, lines }: StaffPerson): boolean {
  const last = lines
    .filter((line) => line.at <= at)
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .at(-1);
  return counts && last !== undefined && AT_WORK.has(last.kind) && last.classroomId === classroomId;
}
