import type { RecordedKind } from '../contract/attendance.ts';

/** A row of attendance_event, as far as the day depends on it. */
export type DayEvent = {
  id: string;
  /** Where it happened; of a transfer, the room moved into. */
  classroomId: string;
  kind: RecordedKind;
  /** The event taken back (kind `undone`) or stood for from now on (a correction). */
  undoesId: string | null;
  happenedAt: Date;
  /** Who brought or fetched the child; not read where only presence matters. */
  withUserId?: string | null;
  withPickupId?: string | null;
};

/** From an arrival to the departure that followed it. */
export type Stay<E extends DayEvent = DayEvent> = {
  from: Date;
  /** null: nobody has checked the child out. */
  to: Date | null;
  arrival: E;
  departure: E | null;
  /** Room by room, without gaps; `byId`: the record that brought the child there. */
  rooms: { classroomId: string; from: Date; to: Date | null; byId: string }[];
};

/** A record that stands and cannot be so beside the others; see AttendanceConflict in the contract. */
export type Conflict<E extends DayEvent = DayEvent> = {
  kind: 'left-twice' | 'two-rooms' | 'out-without-in';
  event: E;
};

export type Day<E extends DayEvent = DayEvent> = {
  stays: Stay<E>[];
  conflicts: Conflict<E>[];
  /** The records that stand, in the order in which they happened. */
  standing: E[];
};

/**
 * A child's day, from everything that was ever recorded of it: pure. Neither the order in which rows come nor rows that
 * come twice matter. The written rule for two tablets that recorded the same child:
 *
 * 1. What happened counts, not when it was recorded: a tablet that was offline tells its morning at noon, and an
 *    arrival told late does not bring back a child that has left since.
 * 2. Of two arrivals in a row the earlier counts, of two departures in a row the earlier; the later changes nothing.
 *    Departures with two different people contradict one another, and say so.
 * 3. An arrival in another room moves the child there, and says so: a move should have been a transfer.
 * 4. Of two records in the same instant the departure comes last: in doubt nobody is present.
 */
export function deriveDay<E extends DayEvent>(events: readonly E[]): Day<E> {
  const replaced = new Set(events.map((event) => event.undoesId));
  const standing = [...new Map(events.map((event) => [event.id, event])).values()]
    .filter((event) => event.kind !== 'undone' && !replaced.has(event.id))
    .sort(byTime);
  const day: Day<E> = { stays: [], conflicts: [], standing };
  for (const event of standing) STEP[event.kind as keyof typeof STEP](day, event);
  return day;
}

const STEP = { checked_in: arrive, transferred: move, checked_out: leave };

function arrive<E extends DayEvent>(day: Day<E>, event: E): void {
  const stay = openStay(day);
  if (stay === null) {
    const { happenedAt: from, classroomId, id: byId } = event;
    day.stays.push({ from, to: null, arrival: event, departure: null, rooms: [{ classroomId, from, to: null, byId }] });
  } else if (roomOf(stay) !== event.classroomId) {
    day.conflicts.push({ kind: 'two-rooms', event });
    changeRoom(stay, event);
  }
}

/** A transfer of a child that is not there, or is there already, moves nobody. */
function move<E extends DayEvent>(day: Day<E>, event: E): void {
  const stay = openStay(day);
  if (stay !== null && roomOf(stay) !== event.classroomId) changeRoom(stay, event);
}

function leave<E extends DayEvent>(day: Day<E>, event: E): void {
  const stay = openStay(day);
  if (stay !== null) {
    stay.to = event.happenedAt;
    stay.departure = event;
    lastRoom(stay).to = event.happenedAt;
    return;
  }
  const last = day.stays.at(-1)?.departure;
  if (!last) day.conflicts.push({ kind: 'out-without-in', event });
  else if (!isSameCompanion(last, event)) day.conflicts.push({ kind: 'left-twice', event });
}

export const openStay = <E extends DayEvent>(day: Day<E>): Stay<E> | null => {
  const last = day.stays.at(-1);
  return last && last.to === null ? last : null;
};

/** The room a stay is in, or ended in. */
export const roomOf = (stay: Stay): string => lastRoom(stay).classroomId;

const lastRoom = (stay: Stay) => stay.rooms[stay.rooms.length - 1] as Stay['rooms'][number];

function changeRoom(stay: Stay, { classroomId, happenedAt, id: byId }: DayEvent): void {
  lastRoom(stay).to = happenedAt;
  stay.rooms.push({ classroomId, from: happenedAt, to: null, byId });
}

export const isSameCompanion = (a: DayEvent, b: Pick<DayEvent, 'withUserId' | 'withPickupId'>): boolean =>
  (a.withUserId ?? null) === (b.withUserId ?? null) && (a.withPickupId ?? null) === (b.withPickupId ?? null);

const RANK = { checked_in: 0, transferred: 1, checked_out: 2, undone: 3 };

function byTime(a: DayEvent, b: DayEvent): number {
  const apartMs = a.happenedAt.getTime() - b.happenedAt.getTime();
  // In one instant the kind decides before the clock of the server does: it may differ between two ways to arrive here.
  return apartMs || RANK[a.kind] - RANK[b.kind] || a.id.localeCompare(b.id, 'en');
}
