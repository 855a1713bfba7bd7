import type { ClassroomId, StaffEventId } from '#contract/ids.ts';
import type { StaffDayRow, StaffDayView, StaffEventKind } from '#contract/staffing.ts';
import { clock } from '../../shared/time.ts';
import { minuteOf } from '../clock-time.ts';
import type { WithReason } from '../reason-modal.tsx';

/** A record that was forgotten, and one that did not happen. */
export const NEW = 'new';
export const NOT_SO = 'not-so';

export type CorrectForm = WithReason & {
  which: StaffEventId | typeof NEW;
  kind: StaffEventKind | typeof NOT_SO;
  to: { happenedAt: number };
  classroomId: ClassroomId;
};
export type CorrectProps = { row: StaffDayRow; view: StaffDayView };

/** Of the site's clock; eight in the morning where nothing else is known. */
export const minuteIn = ({ timeZone }: StaffDayView, at: string | undefined): number =>
  at === undefined ? 8 * 60 : (minuteOf(clock(at, timeZone)) ?? 0);
