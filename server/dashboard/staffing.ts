import type { ClassroomView } from '../contract/people.ts';

export type Room = Pick<ClassroomView, 'classroomId' | 'name' | 'childrenPresent' | 'ratio' | 'staff'>;

/**
 * Who works in the room now, as far as it is known: staff attendance is not recorded, so it is everyone assigned to it as a
 * caregiver. THE place to change once it is; volunteers never count (设置标准第 20 条).
 */
export const caregiversOf = ({ staff }: Pick<Room, 'staff'>): Set<string> =>
  new Set(staff.filter(({ role }) => role === 'caregiver').map(({ userId }) => userId));

/** How much of what its caregivers may look after a room holds: 1 is full, more is too much. */
export function loadOf(room: Room): number {
  const places = caregiversOf(room).size * room.ratio;
  if (room.childrenPresent === 0) return 0;
  return places === 0 ? Number.POSITIVE_INFINITY : room.childrenPresent / places;
}

/** null when nobody is in any of them. */
export function tightestOf<R extends Room>(rooms: readonly R[]): R | null {
  const used = rooms.filter(({ childrenPresent }) => childrenPresent > 0);
  return used.reduce<R | null>((most, room) => (most === null || loadOf(room) > loadOf(most) ? room : most), null);
}
