import { brokenBy, type BreachKind, limitsOf, type RoomLimits } from '#contract/room-standard.ts';
import type { Room } from '#contract/attendance.ts';
import type { StaffRoom } from '#contract/staffing.ts';

export type RoomLoad = {
  children: number;
  /** Caregivers at work; null while that is not known: nobody here has ever recorded when they came. */
  staff: number | null;
  limits: RoomLimits;
  /** What the room breaks now, its ratio first. */
  broken: BreachKind | null;
};

/** Whether the hands suffice, from what this device knows: right without a network, too. */
export function roomLoad(
  room: Pick<Room, 'kind' | 'ratio' | 'capacity'> & { children: readonly { state: string }[] },
  staffRoom: Pick<StaffRoom, 'isRecorded' | 'staff'> | null,
): RoomLoad {
  const children = room.children.filter(({ state }) => state === 'present').length;
  // A first record that is still on its way is one, too.
  const isKnown = staffRoom !== null && (staffRoom.isRecorded || staffRoom.staff > 0);
  const staff = isKnown ? staffRoom.staff : null;
  const limits = limitsOf(room);
  const [broken = null] = brokenBy(limits, children, staff ?? children).filter((kind) => kind !== 'ratio' || isKnown);
  return { children, staff, limits, broken };
}

/** Children for each caregiver, as it is said: 5.3; null without any. */
export const perCaregiver = ({ children, staff }: Pick<RoomLoad, 'children' | 'staff'>): string | null =>
  staff === null || staff === 0 ? null : String(Number((children / staff).toFixed(1)));
