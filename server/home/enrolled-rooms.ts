import { dayOfColumn, type LocalDay } from '../platform/calendar.ts';
import type { FamilyRow } from './home-store.ts';

/** Ids of the rooms in which this child is enrolled on that day of its site. */
export function enrolledRooms({ enrolments }: FamilyRow['child'], day: LocalDay): string[] {
  return enrolments
    .filter(({ startsOn, endsOn }) => dayOfColumn(startsOn) <= day && (endsOn === null || dayOfColumn(endsOn) >= day))
    .map(({ classroomId }) => classroomId);
}
