import type { z } from 'zod';
import { recordAudit } from '../audit/audit-store.ts';
import { GUARDIAN_FOLLOW_UPS, type AddFollowUp } from '../contract/health.ts';
import type { ChildId, HealthCheckId } from '../contract/ids.ts';
import { appendEvent } from '../events/append-event.ts';
import { personOf, type Asking } from '../platform/asking.ts';
import { dayOfColumn } from '../platform/calendar.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { TAKEN_BACK } from './cases.ts';
import { roomToCareIn, type HealthDeps } from './health-deps.ts';
import {
  attendanceOf,
  findChecks,
  findChildren,
  findFollowUp,
  insertFollowUps,
  isStandingGuardian,
  lockChildren,
  type PlacedChild,
  type RecordedCheck,
} from './health-store.ts';

type Asked = z.output<typeof AddFollowUp>;
const OF_GUARDIANS: ReadonlySet<string> = new Set(GUARDIAN_FOLLOW_UPS);

/**
 * Writes down what was done about an abnormal check: by the room, or by a guardian who answers it. The same id again is the
 * same step.
 * @throws AppError 'not-found' for a check that is unknown, found nothing, or is of a child elsewhere; 'conflict' when the id
 * was used for something else
 */
export async function addFollowUp(deps: HealthDeps, asking: Asking, checkId: HealthCheckId, input: Asked) {
  const actorId = personOf(asking);
  const [check] = await findChecks(deps.db, [checkId]);
  const child = check ? ((await findChildren(deps.db, [check.childId as ChildId]))[0] ?? null) : null;
  await requireMayAnswer(deps, asking, { check, child, isGuardians: OF_GUARDIANS.has(input.kind) });
  if (!check || !child || !check.isAbnormal || check.signs.includes(TAKEN_BACK)) throw new AppError('not-found');
  const at = deps.now();
  const deviceId = asking.kind === 'device' ? asking.deviceId : null;
  const { followUpId: id, kind, note } = input;
  await deps.db.$transaction(async (tx) => {
    await lockChildren(tx, [child.childId]);
    const known = await findFollowUp(tx, id);
    if (known) {
      if (known.checkId !== checkId || known.kind !== kind || known.note !== note) throw new AppError('conflict');
      return;
    }
    if (!(await insertFollowUps(tx, [{ id, checkId, kind, note, actorId, deviceId, recordedAt: at }])))
      throw new AppError('conflict');
    await tell(tx, check, child, { kind, actorId, deviceId, at });
  });
  await deps.onChildDayChanged([child.childId]);
}

type About = { check: RecordedCheck | undefined; child: PlacedChild | null; isGuardians: boolean };

async function requireMayAnswer(deps: HealthDeps, asking: Asking, { check, child, isGuardians }: About): Promise<void> {
  const isFamily =
    asking.kind === 'user' && child !== null && (await isStandingGuardian(deps.db, asking.userId, child.childId));
  if (isFamily && isGuardians) return;
  const holdsNone = asking.roles.length === 0 && (asking.kind === 'device' || asking.withheld.length === 0);
  // A guardian's answer is nobody else's to give, and a step of the room's none of a guardian's.
  if (isGuardians || holdsNone) throw new AppError(isFamily ? 'forbidden' : 'not-found');
  if (!check || !child) {
    roomToCareIn(asking, null, null);
    return;
  }
  const day = dayOfColumn(check.day);
  const events = (await attendanceOf(deps.db, [check.childId], [day]))(check.childId, day);
  roomToCareIn(asking, child, { day, events });
}

async function tell(
  tx: Tx,
  check: RecordedCheck,
  { childId, siteId }: PlacedChild,
  step: { kind: Asked['kind']; actorId: string; deviceId: string | null; at: Date },
): Promise<void> {
  const { kind, actorId, deviceId, at } = step;
  const details = { checkId: check.id, kind };
  await appendEvent(tx, {
    type: 'health:followed-up',
    at,
    siteId,
    classroomId: check.classroomId,
    childId,
    payload: { by: actorId, ...details, temperature: null },
  });
  await recordAudit(tx, { action: 'health-followed-up', at, actorId, deviceId, siteId, childId, details });
}
