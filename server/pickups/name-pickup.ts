import { randomInt, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { recordAudit } from '../audit/audit-store.ts';
import type { PickupPersonId } from '../contract/ids.ts';
import { MAX_PICKUP_PEOPLE, type NamePickup, type PickupCode } from '../contract/pickups.ts';
import { appendEvent } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import { atMinute, dateColumn, type LocalDay } from '../platform/calendar.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { hashSecret } from '../platform/secret-hash.ts';
import { blockedGuardians, type ChildPlace, holdChild, placeOfChild, standingLink } from './family-store.ts';
import { blockedAs } from './is-blocked.ts';
import type { PickupDeps } from './pickup-deps.ts';
import { countCurrent, insertPickup } from './pickups-store.ts';
import { raiseAlarm } from './raise-alarm.ts';

type Deps = Pick<PickupDeps, 'db' | 'now' | 'throttles'>;
type Asked = z.output<typeof NamePickup>;

/** Of whom an order keeps from the child: the refusal is written down and the director called, after all else was taken back. */
class NamedBlocked extends Error {
  override readonly name = 'NamedBlocked';
  readonly personId: string;
  readonly place: ChildPlace;

  constructor(personId: string, place: ChildPlace) {
    super('a guardian kept from the child was named');
    this.personId = personId;
    this.place = place;
  }
}

/**
 * A guardian lets somebody fetch the child from now on.
 * @throws AppError 'not-found' for a child that is not theirs, 'ask-the-nursery' when they may not fetch it themselves or named
 * somebody who must not, 'conflict' when the family has named enough
 */
export const namePickup = async (deps: Deps, asking: AskingUser, input: Asked): Promise<PickupPersonId> =>
  (await add(deps, asking, input, null)).pickupId;

/**
 * Lets somebody fetch the child today, once, by six digits; the guardian passes them on.
 * @throws AppError as `namePickup`
 */
export async function makePickupCode(
  deps: Deps,
  asking: AskingUser,
  input: Asked,
): Promise<z.input<typeof PickupCode>> {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const { pickupId, today, timeZone } = await add(deps, asking, input, await hashSecret(code));
  return { pickupId, code, onlyOn: today, expiresAt: atMinute(today, 1440, timeZone).toISOString() };
}

async function add(deps: Deps, asking: AskingUser, input: Asked, codeHash: string | null) {
  await deps.throttles.naming.take(asking.userId);
  const at = deps.now();
  const pickupId = randomUUID() as PickupPersonId;
  const { childId } = input;
  try {
    const place = await deps.db.$transaction(async (tx) => {
      await holdChild(tx, childId);
      const found = await requireMayName(tx, asking, input, at);
      await requireRoom(tx, found);
      const onlyOn = codeHash === null ? null : dateColumn(found.today);
      await insertPickup(tx, { id: pickupId, ...input, addedBy: asking.userId, addedAt: at, onlyOn, codeHash });
      await record(tx, asking, at, { place: found, pickupId, isCode: codeHash !== null });
      return found;
    });
    return { pickupId, ...place };
  } catch (error) {
    if (!(error instanceof NamedBlocked)) throw error;
    await alarm(deps, asking, error);
    throw new AppError('ask-the-nursery');
  }
}

async function requireMayName(tx: Tx, asking: AskingUser, input: Asked, at: Date): Promise<ChildPlace> {
  const link = await standingLink(tx, asking.userId, input.childId);
  const place = link && (await placeOfChild(tx, input.childId, at));
  if (!place) throw new AppError('not-found');
  if (!link.mayPickUp) throw new AppError('ask-the-nursery');
  const blocked = blockedAs(input, await blockedGuardians(tx, input.childId));
  if (blocked) throw new NamedBlocked(blocked.id, place);
  return place;
}

async function requireRoom(tx: Tx, { childId, today }: { childId: ChildPlace['childId']; today: LocalDay }) {
  if ((await countCurrent(tx, childId, today)) >= MAX_PICKUP_PEOPLE)
    throw new AppError('bad-request', { fields: { childId: 'too-many' } });
}

async function record(
  tx: Tx,
  { userId, address }: AskingUser,
  at: Date,
  { place, pickupId, isCode }: { place: ChildPlace; pickupId: PickupPersonId; isCode: boolean },
): Promise<void> {
  const { siteId, childId, classroomId } = place;
  const action = isCode ? 'pickup-code-made' : 'pickup-named';
  await recordAudit(tx, { action, at, actorId: userId, siteId, childId, address, details: { pickupId } });
  const payload = { by: userId, pickupId, what: isCode ? 'code' : 'named' };
  await appendEvent(tx, { type: 'pickup:changed', at, siteId, childId, classroomId, payload });
}

async function alarm({ db, now }: Deps, { userId, address }: AskingUser, { personId, place }: NamedBlocked) {
  const at = now();
  const { siteId, childId } = place;
  await db.$transaction(async (tx) => {
    const about = { at, actorId: userId, siteId, childId, subjectId: personId, address };
    await recordAudit(tx, { action: 'pickup-refused', ...about });
    await raiseAlarm(tx, { place, personId, what: 'named', actorId: userId, deviceId: null, at, address });
  });
}
