import { mayDo, requirePermission } from '../access/roles.ts';
import type { ChildId, UserId } from '../contract/ids.ts';
import { personOf, type Asking } from '../platform/asking.ts';
import type { Clock } from '../platform/clock.ts';
import type { LocalDay } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { findChild, type NoticeChild } from './day-notices-store.ts';

export type NamedPerson = { id: string; name: string; relation: string; onlyOn: Date | null; isBlocked: boolean };

export type NoticeDeps = {
  db: Db;
  now: Clock;
  /** Counts what a person says. @throws AppError 'too-many-tries' */
  spendWord: (asking: Asking) => Promise<void>;
  /** Whom the family named and who may fetch on that day, by child; by the feature of pick-ups. */
  whoMayFetch: (
    db: Db | Tx,
    childIds: readonly string[],
    day: LocalDay,
  ) => Promise<ReadonlyMap<string, readonly NamedPerson[]>>;
  /** What was recorded may answer what a child's room or family was alerted of. */
  onChildDayChanged: (childIds: readonly string[]) => Promise<void>;
};

/** Who speaks, for which child, from which device. */
export type Speaker = { child: NoticeChild; actorId: UserId; deviceId: string | null };

/**
 * A guardian whose link stands, or whoever works in a room that looks after the child today and was called. A blocked
 * guardian and a stranger read the same.
 * @throws AppError 'not-found'; 'forbidden' for staff who only read; 'who-is-acting' on a tablet without a person
 */
export async function speakerFor(
  deps: Pick<NoticeDeps, 'db' | 'now'>,
  asking: Asking,
  childId: ChildId,
): Promise<Speaker> {
  const actorId = personOf(asking);
  const child = await findChild(deps.db, childId, deps.now());
  const deviceId = asking.kind === 'device' ? asking.deviceId : null;
  const isOfFamily = asking.kind === 'user' && child?.guardianships.some(({ userId }) => userId === actorId) === true;
  if (child === null || !isOfFamily) requireStaff(asking, child);
  if (child === null) throw new AppError('not-found');
  return { child, actorId, deviceId };
}

function requireStaff(asking: Asking, child: NoticeChild | null): void {
  const holdsNone = asking.roles.length === 0 && (asking.kind === 'device' || asking.withheld.length === 0);
  if (holdsNone) throw new AppError('not-found');
  const rooms = child === null ? [] : placesOf(asking, child);
  const place = rooms.find((each) => mayDo(asking.roles, 'room:work', each)) ?? rooms[0] ?? null;
  requirePermission(asking, 'room:work', place);
}

/** A tablet speaks for the children of its own room only. */
const placesOf = (asking: Asking, { siteId, operatorId, roomsNow }: NoticeChild) =>
  roomsNow
    .map((classroomId) => ({ siteId, operatorId, classroomId }))
    .filter(({ classroomId }) => asking.kind === 'user' || asking.classroomId === classroomId);
