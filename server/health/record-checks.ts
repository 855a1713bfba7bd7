import { recordAudits } from '../audit/audit-store.ts';
import { isAbnormal, type RecordCheck } from '../contract/health.ts';
import type { ChildId, UserId } from '../contract/ids.ts';
import { appendEvents } from '../events/append-event.ts';
import { personOf, type Asking } from '../platform/asking.ts';
import { requireBelievable } from '../platform/believable.ts';
import { dateColumn, localDay } from '../platform/calendar.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { healthDay, isOpen, TAKEN_BACK, type HealthDay } from './cases.ts';
import { roomToCareIn, type HealthDeps } from './health-deps.ts';
import {
  attendanceOn,
  checksOfDay,
  findChecks,
  findChildren,
  insertCheck,
  insertFollowUp,
  lockChildren,
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
  const author = { actorId: personOf(asking), deviceId: asking.kind === 'device' ? asking.deviceId : null };
  const childIds = [...new Set(checks.map(({ childId }) => childId))];
  await deps.db.$transaction(async (tx) => {
    await lockChildren(tx, childIds);
    const children = new Map((await findChildren(tx, childIds)).map((child) => [child.childId, child]));
    const known = new Map(
      (
        await findChecks(
          tx,
          checks.map(({ checkId }) => checkId),
        )
      ).map((row) => [row.id, row]),
    );
    for (const check of checks) {
      const child = children.get(check.childId) ?? null;
      const row = await rowOf({ ...deps, tx }, asking, child, check, { ...author, at: deps.now() });
      const before = known.get(check.checkId);
      if (before) requireSame(before, row);
      else await recordOne(tx, row, check, child as PlacedChild);
    }
  });
  await deps.onChildDayChanged(childIds, checks[0]?.checkId ?? '');
  return checks.map((check) => ({ checkId: check.checkId, childId: check.childId, isAbnormal: isAbnormal(check) }));
}

async function rowOf(
  deps: HealthDeps & { tx: Tx },
  asking: Asking,
  child: PlacedChild | null,
  check: RecordCheck,
  author: Author,
): Promise<RecordedCheck> {
  const happenedAt = new Date(check.happenedAt);
  const day = localDay(happenedAt, child?.timeZone ?? 'UTC');
  const attendance = (await attendanceOn(deps.tx, [check.childId], day)).get(check.childId) ?? [];
  const classroomId = roomToCareIn(asking, child, { day, attendance, state: deps.dayState(attendance) });
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

async function recordOne(tx: Tx, row: RecordedCheck, check: RecordCheck, child: PlacedChild): Promise<void> {
  const today = await checksOfDay(tx, child.childId, localDay(row.happenedAt, child.timeZone));
  const before = healthDay(
    today,
    today.flatMap(({ followUps }) => followUps),
  );
  const stood = before.checks.findLast(({ period }) => period === row.period);
  if (check.takesBackId !== null && stood?.id !== check.takesBackId) return;
  if (!(await insertCheck(tx, row))) throw new AppError('conflict');
  const followed = row.period === 'again' && check.takesBackId === null ? openCase(before) : undefined;
  if (followed) await followUp(tx, row, followed.check.id);
  await tell(tx, row, child, {
    corrects: stood !== undefined && row.period !== 'again',
    followedId: followed?.check.id,
  });
}

const openCase = (day: HealthDay) => day.cases.findLast(isOpen);

/** A second look at a child that is being followed up is a step of that case, under the look's own id. */
async function followUp(tx: Tx, { id, actorId, deviceId, recordedAt }: RecordedCheck, checkId: string): Promise<void> {
  const row = { id, checkId, kind: 'measured_again', note: '', actorId, deviceId, recordedAt };
  if (!(await insertFollowUp(tx, row))) throw new AppError('conflict');
}

async function tell(
  tx: Tx,
  row: RecordedCheck,
  { childId, siteId }: PlacedChild,
  how: { corrects: boolean; followedId: string | undefined },
): Promise<void> {
  const { classroomId, actorId, deviceId, temperature, period } = row;
  const isTakenBack = row.signs.includes(TAKEN_BACK);
  const found = { period, temperature, isAbnormal: row.isAbnormal };
  const payload =
    how.followedId === undefined
      ? {
          ...found,
          checkId: row.id,
          signs: isTakenBack ? '' : row.signs.join(' '),
          takenBack: isTakenBack,
          corrects: how.corrects && !isTakenBack,
        }
      : { checkId: how.followedId, kind: 'measured_again', temperature };
  const type = how.followedId === undefined ? 'health:checked' : 'health:followed-up';
  const about = { siteId, childId };
  await appendEvents(tx, [{ type, at: row.happenedAt, classroomId, ...about, payload: { by: actorId, ...payload } }]);
  const details = { checkId: row.id, ...found, signs: row.signs.join(' ') };
  await recordAudits(tx, [{ action: 'health-checked', at: row.recordedAt, actorId, deviceId, ...about, details }]);
}
