import type { ClassroomId } from '../contract/ids.ts';
import type { LocalDay } from '../platform/calendar.ts';
import type { RoomPeople } from './room-people.ts';

/** What a child's state in a room depends on, beside the child. */
export type RoomDay = {
  classroomId: ClassroomId;
  day: LocalDay;
  timeZone: string;
  isClosed: boolean;
  people: RoomPeople;
};
