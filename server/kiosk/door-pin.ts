import type { z } from 'zod';
import { recordAudit } from '../audit/audit-store.ts';
import type { SetDoorPin } from '../contract/kiosk.ts';
import type { AskingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { hashSecret } from '../platform/secret-hash.ts';
import { doorPinOf, easilyGuessed, setDoorPinHash } from './door-store.ts';
import type { KioskDeps } from './kiosk-deps.ts';
import { maskedPhone } from './masked-phone.ts';
import { isObviousPin } from './obvious-pin.ts';

type Deps = Pick<KioskDeps, 'db' | 'now' | 'proveOwnPassword' | 'throttles'>;

/** Whether there is a PIN, never which, and the number that goes with it. */
export async function readDoorPin({ db }: Pick<Deps, 'db'>, { userId }: AskingUser) {
  const { isSet, phone } = await doorPinOf(db, userId);
  return { isSet, phone: maskedPhone(phone) };
}

/**
 * A guardian chooses the six digits they say at the door; nobody reads them, and nobody else can set them.
 * @throws AppError 'wrong-credentials' and others for the password, 'bad-request' for digits that are guessed first,
 * 'too-many-tries' after some changes a day
 */
export async function setDoorPin(
  deps: Deps,
  asking: AskingUser,
  { pin, password }: z.output<typeof SetDoorPin>,
): Promise<void> {
  const facts = await easilyGuessed(deps.db, asking.userId);
  if (isObviousPin(pin, { ...facts, today: deps.now() }))
    throw new AppError('bad-request', { fields: { pin: 'obvious' } });
  await deps.proveOwnPassword(asking, password);
  await deps.throttles.pinChange.take(asking.userId);
  await keep(deps, asking, await hashSecret(pin));
}

/** @throws AppError 'wrong-credentials' and others for the password */
export async function clearDoorPin(deps: Deps, asking: AskingUser, password: string): Promise<void> {
  await deps.proveOwnPassword(asking, password);
  await keep(deps, asking, null);
}

async function keep({ db, now }: Deps, { userId, address }: AskingUser, hash: string | null): Promise<void> {
  const action = hash === null ? 'door-pin-cleared' : 'door-pin-set';
  await db.$transaction(async (tx) => {
    await setDoorPinHash(tx, userId, hash);
    await recordAudit(tx, { action, at: now(), actorId: userId, subjectId: userId, address });
  });
}
