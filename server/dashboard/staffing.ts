import type { ClassroomView } from '../contract/people.ts';

export type Room = Pick<ClassroomView, 'classroomId' | 'siteId' | 'name' | 'childrenPresent' | 'ratio'>;

/**
 * Who works where, by their own records. A site of which nobody has ever recorded when they came is not known: nothing is
 * said of its ratio, neither good nor bad.
 */
export type StaffNow = {
  recordedSiteIds: ReadonlySet<string>;
  /** Caregivers at work, by room; who rests, learns or helps as a volunteer is not among them (设置标准第 20 条). */
  workingIn: ReadonlyMap<string, ReadonlySet<string>>;
  /** Since when a room has had too few of them. */
  tooFewSince: ReadonlyMap<string, Date>;
};

const NOBODY: ReadonlySet<string> = new Set();

export const caregiversIn = ({ workingIn }: StaffNow, { classroomId }: Pick<Room, 'classroomId'>) =>
  workingIn.get(classroomId) ?? NOBODY;

/** How much of what its caregivers may look after a room holds: 1 is full, more is too much; null where that is not known. */
export function loadOf(room: Room, staff: StaffNow): number | null {
  if (!staff.recordedSiteIds.has(room.siteId)) return null;
  if (room.childrenPresent === 0) return 0;
  const places = caregiversIn(staff, room).size * room.ratio;
  return places === 0 ? Number.POSITIVE_INFINITY : room.childrenPresent / places;
}

/** null when nobody is in any of them, or nothing is known of them. */
export function tightestOf<R extends Room>(rooms: readonly R[], staff: StaffNow): R | null {
  const loads = rooms
    .filter(({ childrenPresent }) => childrenPresent > 0)
    .flatMap((room) => {
      const load = loadOf(room, staff);
      return load === null ? [] : [{ room, load }];
    });
  return (
    loads.reduce<(typeof loads)[number] | null>((most, one) => (most && most.load >= one.load ? most : one), null)
      ?.room ?? null
  );
}
