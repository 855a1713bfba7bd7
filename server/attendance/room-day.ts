import type { ClassroomId } from '../contract/ids.ts';
import type { LocalDay } from '../platform/calendar.ts';
import type { RoomPeople } from './room-people.ts';
import type { ChildOfRoom } from './room-store.ts';

type Notice = ChildOfRoom['dayNotices'][number];

/** What counts on a day of what a family said; see server/day-notices. */
export type NoticesOn = (
  rows: readonly Notice[],
  day: LocalDay,
) => { absence: Notice | null; latePickUp: Notice | null; pickUp: Notice | null };

/** What a child's state in a room depends on, beside the child. */
export type RoomDay = {
  classroomId: ClassroomId;
  day: LocalDay;
  timeZone: string;
  isClosed: boolean;
  noticesOn: NoticesOn;
  people: RoomPeople;
};
