import type { StaffDayView } from '#contract/staffing.ts';
import { clock, clockOfEnd } from '../../shared/time.ts';
import type { Say } from '../../shared/words/book.ts';
import type { staffingWords } from './words.ts';

type SayStaffing = Say<(typeof staffingWords)['keys'][number]>;
type Span = { classroomId: string; from: string; to: string | null };

/** 海棠班 08:00–16:00 */
export function spanWords({ classroomId, from, to }: Span, view: StaffDayView, say: SayStaffing): string {
  const room = view.rooms.find((each) => each.classroomId === classroomId)?.name ?? '';
  const until = to === null ? say('still') : clockOfEnd(to, view.timeZone);
  return say('spanIn', { room, from: clock(from, view.timeZone), to: until });
}
