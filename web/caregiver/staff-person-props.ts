import type { StaffPerson, StaffRoom } from '#contract/staffing.ts';
import type { RoomSheetProps } from './sheet-props.ts';

/** What everything about one person of the staff is given. */
export type StaffPersonProps = RoomSheetProps & { person: StaffPerson; staffRoom: StaffRoom; onOther: () => void };
