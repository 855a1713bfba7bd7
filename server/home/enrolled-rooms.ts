import { dayOfColumn, type LocalDay } from '../platform/calendar.ts';
import type { FamilyRow } from './home-store.ts';

/** The enrolments of this child that count on that day of its site. */
export const enrolmentsOn = ({ enrolments }: FamilyRow['child'], day: LocalDay) =>
  enrolments.filter(
    ({ startsOn, endsOn }) => dayOfColumn(startsOn) <= day && (endsOn === null || dayOfColumn(endsOn) >= day),
  );

/** Ids of the rooms in which this child is enrolled on that day. */
export const enrolledRooms = (child: FamilyRow['child'], day: LocalDay): string[] =>
  enrolmentsOn(child, day).map(({ classroomId }) => classroomId);
