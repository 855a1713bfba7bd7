import type { StaffEventKind } from '../contract/staffing.ts';

/** A row of staff_event, as far as the day depends on it. */
export type StaffDayEvent = {
  id: string;
  /** Where they work from then on, when they arrived or moved. */
  classroomId: string;
  kind: StaffEventKind | 'undone';
  /** The event taken back (kind `undone`) or stood for from now on (a correction). */
  undoesId: string | null;
  happenedAt: Date;
};

export type StaffSpan = {
  state: 'working' | 'break' | 'training';
  classroomId: string;
  from: Date;
  /** null: still so. */
  to: Date | null;
};

export type StaffDay<E extends StaffDayEvent = StaffDayEvent> = {
  /** In order, never two at once: nobody is in two rooms, or counted twice. */
  spans: StaffSpan[];
  /** The records that stand, in the order in which they happened. */
  standing: E[];
  /** Those of them that change nothing: a break that had begun already, a leaving before the arrival. */
  idle: E[];
};

/**
 * One person's day, from everything that was ever recorded of it: pure. Neither the order in which rows come nor rows that
 * come twice matter; what happened counts, not when it was recorded. An arrival in another room is a move; whoever moves
 * works there, and whoever is away can do nothing but arrive.
 */
export function deriveStaffDay<E extends StaffDayEvent>(events: readonly E[]): StaffDay<E> {
  const replaced = new Set(events.map(({ undoesId }) => undoesId));
  const standing = [...new Map(events.map((event) => [event.id, event])).values()]
    .filter(({ kind, id }) => kind !== 'undone' && !replaced.has(id))
    .sort(byTime);
  const spans: StaffSpan[] = [];
  const idle: E[] = [];
  for (const event of standing) {
    const open = openSpan(spans);
    const next = after(event, open);
    if (next === 'unchanged') idle.push(event);
    else {
      if (open) open.to = event.happenedAt;
      if (next !== null) spans.push({ ...next, from: event.happenedAt, to: null });
    }
  }
  return { spans: spans.filter(({ from, to }) => to === null || to > from), standing, idle };
}

type Next = Pick<StaffSpan, 'state' | 'classroomId'> | null | 'unchanged';

/** What begins with this event; null: nothing, they are gone. */
function after({ kind, classroomId }: StaffDayEvent, open: StaffSpan | null): Next {
  if (kind === 'arrived' || kind === 'moved') {
    const stays = open === null ? kind === 'moved' : open.classroomId === classroomId;
    return stays ? 'unchanged' : { state: 'working', classroomId };
  }
  if (open === null) return 'unchanged';
  const turn = (state: StaffSpan['state'], isSo = open.state === state): Next =>
    isSo ? 'unchanged' : { state, classroomId: open.classroomId };
  switch (kind) {
    case 'left':
      return null;
    case 'break_began':
      return turn('break');
    case 'training_began':
      return turn('training');
    case 'break_ended':
      return turn('working', open.state !== 'break');
    case 'training_ended':
      return turn('working', open.state !== 'training');
    case 'undone':
      return 'unchanged';
  }
}

/** What they do now, or when the last record was made. */
export const openSpan = (spans: readonly StaffSpan[]): StaffSpan | null => {
  const last = spans.at(-1);
  return last && last.to === null ? last : null;
};

/** Of several in one instant the one that takes a pair of hands away comes last: in doubt fewer are there. */
const RANK: Record<StaffDayEvent['kind'], number> = {
  arrived: 0,
  moved: 1,
  break_ended: 2,
  training_ended: 3,
  break_began: 4,
  training_began: 5,
  left: 6,
  undone: 7,
};

function byTime(a: StaffDayEvent, b: StaffDayEvent): number {
  const apartMs = a.happenedAt.getTime() - b.happenedAt.getTime();
  return apartMs || RANK[a.kind] - RANK[b.kind] || a.id.localeCompare(b.id, 'en');
}
