import { recordAudits } from '../audit/audit-store.ts';
import { isAbnormal, type RecordCheck } from '../contract/health.ts';
import type { ChildId, UserId } from '../contract/ids.ts';
import { appendEvents } from '../events/append-event.ts';
import { personOf, type Asking } from '../platform/asking.ts';
import { requireBelievable } from '../platform/believable.ts';
import { dateColumn, localDay, type LocalDay } from '../platform/calendar.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import type { DayEvent } from '../attendance/day-state.ts';
import { TAKEN_BACK } from './cases.ts';
import { ChecksInHand } from './checks-in-hand.ts';
import { roomToCareIn, type HealthDeps } from './health-deps.ts';
import {
  attendanceOf,
  checksOf,
  findChecks,
  findChildren,
  insertChecks,
  insertFollowUps,
  lockChildren,
  type OfChildAndDay,
  type PlacedChild,
  type RecordedCheck,
} from './health-store.ts';

type Author = { actorId: UserId; deviceId: string | null; at: Date };
type Recorded = { checkId: RecordCheck['checkId']; childId: ChildId; isAbnormal: boolean };

/**
 * Records looks at children: all of them, or none. The same id again is the same look; one that takes another back does
 * nothing when that one stands no more.
 * @throws AppError 'not-found' for a child that is unknown or of a room elsewhere, 'conflict' when an id was used for
 * something else, 'bad-request' for a clock that cannot be believed
 */
export async function recordChecks(
  deps: HealthDeps,
  asking: Asking,
  checks: readonly RecordCheck[],
): Promise<Recorded[]> {
  const actorId = personOf(asking);
  const deviceId = asking.kind === 'device' ? asking.deviceId : null;
  const childIds = [...new Set(checks.map(({ childId }) => childId))];
  await deps.db.$transaction(async (tx) => {
    await lockChildren(tx, childIds);
    const { children, known, attendance, inHand } = await readAll(tx, childIds, checks);
    for (const check of checks) {
      const child = children.get(check.childId) ?? null;
      const author = { actorId, deviceId, at: deps.now() };
      const row = rowOf(asking, { child, check, attendance, author });
      const before = known.get(check.checkId);
      if (before) requireSame(before, row);
      else inHand.take(row, child as PlacedChild, check.takesBackId);
    }
    await write(tx, inHand);
  });
  await deps.onChildDayChanged(childIds);
  return checks.map((check) => ({ checkId: check.checkId, childId: check.childId, isAbnormal: isAbnormal(check) }));
}

/** All that is judged by, in as many queries for sixty children as for one. */
async function readAll(tx: Tx, childIds: readonly ChildId[], checks: readonly RecordCheck[]) {
  const children = new Map((await findChildren(tx, childIds)).map((child) => [child.childId, child]));
  const ids = checks.map(({ checkId }) => checkId);
  const known = new Map((await findChecks(tx, ids)).map((row) => [row.id, row]));
  const days = [...new Set(checks.map((check) => dayOf(check, children.get(check.childId) ?? null)))];
  const attendance = await attendanceOf(tx, childIds, days);
  const inHand = new ChecksInHand(await checksOf(tx, childIds, days));
  return { children, known, attendance, inHand };
}

const dayOf = ({ happenedAt }: RecordCheck, child: PlacedChild | null): LocalDay =>
  localDay(new Date(happenedAt), child?.timeZone ?? 'UTC');

async function write(tx: Tx, { checks, followUps, events, audits }: ChecksInHand): Promise<void> {
  if (!(await insertChecks(tx, checks)) || !(await insertFollowUps(tx, followUps))) throw new AppError('conflict');
  await appendEvents(tx, events);
  await recordAudits(tx, audits);
}

type About = {
  child: PlacedChild | null;
  check: RecordCheck;
  attendance: OfChildAndDay<DayEvent>;
  author: Author;
};

function rowOf(asking: Asking, { child, check, attendance, author }: About): RecordedCheck {
  const happenedAt = new Date(check.happenedAt);
  const day = dayOf(check, child);
  const classroomId = roomToCareIn(asking, child, { day, events: attendance(check.childId, day) });
  requireBelievable(happenedAt, author.at);
  return {
    id: check.checkId,
    childId: check.childId,
    classroomId,
    period: check.period,
    temperature: check.temperature,
    signs: check.takesBackId === null ? check.signs : [TAKEN_BACK],
    note: check.note,
    isAbnormal: isAbnormal(check),
    happenedAt,
    recordedAt: author.at,
    day: dateColumn(day),
    actorId: author.actorId,
    deviceId: author.deviceId,
  };
}

function requireSame(known: RecordedCheck, row: RecordedCheck): void {
  const isSame =
    known.childId === row.childId &&
    known.period === row.period &&
    known.temperature === row.temperature &&
    known.signs.join() === row.signs.join() &&
    known.happenedAt.getTime() === row.happenedAt.getTime();
  if (!isSame) throw new AppError('conflict');
}
