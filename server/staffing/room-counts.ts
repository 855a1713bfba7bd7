import { deriveStaffDay, type StaffDay } from './derive-staff-day.ts';
import type { Presence } from './ratio-by-minute.ts';
import type { RoomFacts } from './room-facts-store.ts';
import type { ChildRooms } from './staffing-deps.ts';

/** When children and counting caregivers were in this room; of one person never two at once. Pure. */
export function presencesIn(
  classroomId: string,
  facts: Pick<RoomFacts, 'children' | 'staff'>,
  childRooms: ChildRooms,
): { children: Presence[]; staff: Presence[] } {
  const byChild = Map.groupBy(facts.children, ({ childId }) => childId);
  return {
    children: [...byChild.values()]
      .flatMap((events) => childRooms(events))
      .filter((span) => span.classroomId === classroomId),
    staff: staffDays(facts)
      .filter(({ counts }) => counts)
      .flatMap(({ spans }) => spans)
      .filter((span) => span.state === 'working' && span.classroomId === classroomId),
  };
}

type Person = StaffDay<RoomFacts['staff'][number]> & { userId: string; counts: boolean };

/** The day of everybody of the staff who was in the room. */
export const staffDays = ({ staff }: Pick<RoomFacts, 'staff'>): Person[] =>
  [...Map.groupBy(staff, ({ userId }) => userId)].map(([userId, events]) => ({
    userId,
    ...deriveStaffDay(events),
    counts: events.some(({ counts }) => counts),
  }));

/** How many of them are there at this instant. */
export const countAt = (spans: readonly Presence[], at: Date): number =>
  spans.filter(({ from, to }) => from <= at && (to === null || to > at)).length;
