import { mayDo, requirePermission } from '../access/roles.ts';
import type { AuditRecord } from '../audit/audit-store.ts';
import type { AttendanceEventId, ClassroomId } from '../contract/ids.ts';
import type { NewEvent } from '../events/append-event.ts';
import type { Asking } from '../platform/asking.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import type { Asked, DayFacts, NewAttendance, RecordedEvent } from './attendance-store.ts';
import { stateOf, type DayState } from './day-state.ts';
import { deriveDay, type Day } from './derive-day.ts';
import { roomsOfDay } from './rooms-of-day.ts';

/** One child's day while nobody else can change it. */
export type ChildDay = {
  tx: Tx;
  facts: DayFacts;
  /** Rooms of this child in which the asking works, the likeliest first. */
  rooms: ClassroomId[];
  /** Everything that was ever recorded of the day, what was taken back included. */
  events: RecordedEvent[];
  day: Day<RecordedEvent>;
  before: DayState;
  /** The record that has the asked id already. */
  known: RecordedEvent | null;
  /** Now, by the server's clock. */
  at: Date;
};

/** What is to be written of one child's day. */
export type Decision = {
  change: Pick<
    NewAttendance,
    'id' | 'classroomId' | 'kind' | 'undoesId' | 'happenedAt' | 'withUserId' | 'withPickupId'
  > &
    Partial<Pick<NewAttendance, 'reason' | 'before'>>;
  event: Pick<NewEvent, 'type' | 'payload'> & { at?: Date };
  action: AuditRecord['action'];
  details?: Record<string, unknown>;
};

/**
 * One thing to be recorded of one child. `decide` looks at the day as it is: what to write, or null when there is nothing
 * to write (the same tap sent twice). It throws the AppError that refuses.
 */
export type Act = {
  asked: Asked;
  /** Also of a child that has left the nursery. */
  isOfLeavers?: boolean;
  /** @throws AppError when the asking has nothing to do with this child */
  roomsOf: (facts: DayFacts) => ClassroomId[];
  decide: (day: ChildDay) => Promise<Decision | null> | Decision | null;
};

/** A refusal that is written down itself. */
export class RecordedRefusal extends AppError {
  readonly audit: Pick<AuditRecord, 'action' | 'subjectId'>;

  constructor(code: AppError['code'], audit: RecordedRefusal['audit']) {
    super(code);
    this.audit = audit;
  }
}

/** @throws AppError 'forbidden' or 'not-found', as for a child of nowhere */
export function refuseUnknown(asking: Asking): never {
  requirePermission(asking, 'room:work', null);
  throw new AppError('not-found');
}

/**
 * The rooms of this child in which staff work: of its enrolments, and those it was in on that day. A tablet works in its
 * own room only.
 * @param besides rooms in which the child may be no more
 */
export const roomsOfStaff =
  (asking: Asking, besides: readonly ClassroomId[] = []) =>
  (facts: DayFacts): ClassroomId[] => {
    const rooms = [...new Set([...roomsOfDay(facts), ...besides])].filter(
      (id) =>
        (asking.kind === 'user' || asking.classroomId === id) &&
        mayDo(asking.roles, 'room:work', { ...facts, classroomId: id }),
    );
    return rooms.length === 0 ? refuseUnknown(asking) : rooms;
  };

/** As it was at `at`, from the records that stand. */
export const stateAt = (day: Day, at: Date): DayState =>
  stateOf(deriveDay(day.standing.filter(({ happenedAt }) => happenedAt <= at)));

/** When something was tapped, and whether the server was out of reach then. */
export type Tapped = { happenedAt: Date; isOffline: boolean };

/**
 * Tablets' clocks differ. A tap made while the server could be reached looked at the room as the server knows it: one that
 * seems to lie before what was recorded already means "now", however far the clock is off. Without this a departure would
 * leave the child present, and its parents watching. What was tapped without a network keeps its time. Nothing happens
 * later than now.
 */
export function meantAt({ day, at }: ChildDay, { happenedAt, isOffline }: Tapped): Date {
  const said = happenedAt > at ? at : happenedAt;
  const last = day.standing.at(-1);
  if (!last || isOffline || said > last.happenedAt) return said;
  return new Date(last.happenedAt.getTime() + 1);
}

/**
 * The record that has the asked id says the same, or the same behind a record that came before it (see `meantAt`).
 * @throws AppError 'conflict' when the id was used for something else
 */
export function requireSame(
  known: RecordedEvent,
  { events }: ChildDay,
  asked: Partial<RecordedEvent> & { happenedAt: Date },
): void {
  const { happenedAt, ...rest } = asked;
  const apartMs = known.happenedAt.getTime() - happenedAt.getTime();
  const wasAhead = apartMs < 0 && known.happenedAt.getTime() === known.recordedAt.getTime();
  const wasMoved = apartMs > 0 && events.some((event) => event.happenedAt.getTime() === known.happenedAt.getTime() - 1);
  const isSame = Object.entries(rest).every(([key, value]) => known[key as keyof RecordedEvent] === value);
  if (!isSame || !(apartMs === 0 || wasMoved || wasAhead)) throw new AppError('conflict');
}

export const NOBODY = { withUserId: null, withPickupId: null };

export const newChange = (
  id: AttendanceEventId,
  change: Omit<Decision['change'], 'id' | 'undoesId'>,
): Decision['change'] => ({ id, undoesId: null, ...change });
