/** One row of the attendance record, as far as the state of the day depends on it. */
export type DayEvent = {
  id: string;
  classroomId: string;
  kind: 'checked_in' | 'checked_out' | 'undone';
  /** The event taken back; only with kind `undone`. */
  undoesId: string | null;
  happenedAt: Date;
  recordedAt: Date;
};

export type DayState = {
  state: 'expected' | 'present' | 'left';
  /** The room it is in, or left from; null while expected. */
  classroomId: string | null;
  /** Since when: arrival, or departure. */
  at: Date | null;
};

const EXPECTED: DayState = { state: 'expected', classroomId: null, at: null };

/**
 * Where a child is, from the events of one day. Pure; the order in which rows come, and rows that come twice, do not
 * matter. What happened counts, not when it was recorded: a tablet that was offline tells its morning at noon, and
 * a check-in told late does not bring back a child that has left since.
 */
export function dayState(events: readonly DayEvent[]): DayState {
  const undone = new Set(events.map((event) => event.undoesId));
  return [...new Map(events.map((event) => [event.id, event])).values()]
    .filter((event) => event.kind !== 'undone' && !undone.has(event.id))
    .sort(byTime)
    .reduce(afterEvent, EXPECTED);
}

function afterEvent(day: DayState, event: DayEvent): DayState {
  const isPresent = day.state === 'present';
  if (event.kind === 'checked_in') {
    // Checked in while present: a move to another room. The arrival stays what it was.
    return { state: 'present', classroomId: event.classroomId, at: isPresent ? day.at : event.happenedAt };
  }
  return isPresent ? { state: 'left', classroomId: event.classroomId, at: event.happenedAt } : day;
}

/** Of two in the same instant the departure comes last: in doubt nobody is present. */
function byTime(a: DayEvent, b: DayEvent): number {
  const apartMs = a.happenedAt.getTime() - b.happenedAt.getTime() || a.recordedAt.getTime() - b.recordedAt.getTime();
  if (apartMs !== 0) return apartMs;
  return a.kind === b.kind ? a.id.localeCompare(b.id, 'en') : a.kind === 'checked_out' ? 1 : -1;
}
