import type { Room } from '#contract/attendance.ts';
import type { StaffRoom } from '#contract/staffing.ts';
import {
  type Counted,
  type Headcount,
  startHeadcount,
  useKeptHeadcount,
  withNewcomers,
} from '../features/attendance/headcount.ts';
import { useStaffRoom } from '../features/staffing/use-staff-room.ts';
import { byName } from '../shared/by-name.ts';
import { isSameDay } from '../shared/time.ts';
import { useNow } from '../shared/use-now.ts';
import type { RoomSheetProps } from './sheet-props.ts';

/** Children who are in the room by their full names, then the staff, also on a break: in an emergency everybody counts. */
function peopleHere(room: Room, staff: StaffRoom['people']): Counted[] {
  const children = room.children.filter(({ state }) => state === 'present');
  const present = staff.filter(({ state, classroomId }) => !AWAY.has(state) && classroomId === room.classroomId);
  return [
    ...children.map(({ childId, name }) => ({ id: childId, name, isStaff: false })).sort(byName),
    ...present.map(({ userId, name }) => ({ id: userId, name, isStaff: true })).sort(byName),
  ];
}

const AWAY: ReadonlySet<string> = new Set(['away', 'left']);

type ShownHeadcount = {
  staff: StaffRoom['people'];
  /** The one that was begun and not finished, with whoever came in since; or the last of today; null otherwise. */
  kept: Headcount | null;
  /** One that begins now, with everybody who is here. */
  begin: () => Headcount;
};

/** The headcount of this browser as it stands. */
export function useHeadcount({ room, classroomId, outbox, owner }: HeadcountProps): ShownHeadcount {
  const staff = useStaffRoom(classroomId, outbox)?.people ?? [];
  const last = useKeptHeadcount(owner);
  const now = useNow(60_000);
  const here = peopleHere(room, staff);
  const begin = (): Headcount => startHeadcount(here);
  if (!last) return { staff, kept: null, begin };
  if (last.finishedAt === null) return { staff, kept: withNewcomers(last, here), begin };
  return { staff, kept: isSameDay(last.finishedAt, now, room.timeZone) ? last : null, begin };
}

type HeadcountProps = Pick<RoomSheetProps, 'room' | 'classroomId' | 'outbox' | 'owner'>;
