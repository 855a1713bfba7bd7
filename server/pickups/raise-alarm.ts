import { randomUUID } from 'node:crypto';
import { requirePermission } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import type { ChildId, OrganizationId, SiteId, UserId } from '../contract/ids.ts';
import { appendEvent } from '../events/append-event.ts';
import { personOf, type Asking, type AskingUser } from '../platform/asking.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { alarmsIn, findAlarm, holdAlarm } from './alarms-store.ts';
import { blockedGuardians, type ChildPlace, placeOfChild } from './family-store.ts';
import type { PickupDeps } from './pickup-deps.ts';
import { requireRoomOf } from './require-room.ts';

export type Alarm = {
  place: Pick<ChildPlace, 'siteId' | 'childId' | 'classroomId'>;
  /** The guardian who is kept from the child. */
  personId: string;
  what: 'here' | 'named' | 'kiosk' | 'handed';
  actorId: string;
  deviceId: string | null;
  at: Date;
  address: string | null;
};

/** Calls whoever answers for the site, in the transaction of what happened. It stands until one of them says that they know. */
export async function raiseAlarm(
  tx: Tx,
  { place, personId, what, actorId, deviceId, at, address }: Alarm,
): Promise<void> {
  const { siteId, childId, classroomId } = place;
  const alarmId = randomUUID();
  const details = { alarmId, what, classroomId };
  await recordAudit(tx, {
    ...{ action: 'pickup-alarm', at, actorId, deviceId, siteId, childId, subjectId: personId, address, details },
  });
  const payload = { alarmId, what, personId, by: actorId };
  await appendEvent(tx, { type: 'pickup:alarm', at, siteId, childId, classroomId, payload });
}

/**
 * The room calls the director, without a sound: the guardian whom an order keeps from the child has come for it.
 * @throws AppError 'who-is-acting', 'not-found' for a child of no room of the asking, or for anybody who is not kept from it
 */
export async function callDirector(
  deps: Pick<PickupDeps, 'db' | 'now' | 'throttles'>,
  asking: Asking,
  { childId, userId }: { childId: ChildId; userId: UserId },
): Promise<void> {
  const at = deps.now();
  const actorId = personOf(asking);
  const place = await placeOfChild(deps.db, childId, at);
  requireRoomOf(asking, 'room:work', place);
  const blocked = await blockedGuardians(deps.db, childId);
  if (!blocked.some(({ id }) => id === userId)) throw new AppError('not-found');
  await deps.throttles.alarm.take(actorId, childId);
  const deviceId = asking.kind === 'device' ? asking.deviceId : null;
  const { address } = asking;
  await deps.db.$transaction((tx) =>
    raiseAlarm(tx, { place, personId: userId, what: 'here', actorId, deviceId, at, address }),
  );
}

/** Says once that an alarm is known. @throws AppError 'forbidden', or 'not-found' for what is no alarm in reach */
export async function acknowledgeAlarm(
  { db, now }: Pick<PickupDeps, 'db' | 'now'>,
  asking: AskingUser,
  alarmId: string,
): Promise<void> {
  const found = await findAlarm(db, alarmId);
  const place = found && { siteId: found.siteId as SiteId, operatorId: found.operatorId as OrganizationId };
  requirePermission(asking, 'rights:write', place);
  const at = now();
  await db.$transaction(async (tx) => {
    await holdAlarm(tx, alarmId);
    const [alarm] = await alarmsIn(tx, { alarmId });
    if (!alarm || alarm.isKnown) return;
    const { siteId } = place;
    const { userId: actorId, address } = asking;
    const about = { at, actorId, siteId, childId: alarm.childId, subjectId: alarm.personId, address };
    await recordAudit(tx, { action: 'pickup-alarm-known', ...about, details: { alarmId } });
    await appendEvent(tx, { type: 'pickup:alarm-known', at, siteId });
  });
}
