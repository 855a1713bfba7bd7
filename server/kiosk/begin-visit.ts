import type { z } from 'zod';
import { recordAudit } from '../audit/audit-store.ts';
import type { ChildId, KioskId, UserId } from '../contract/ids.ts';
import type { DoorPinEntry, DoorVisit } from '../contract/kiosk.ts';
import type { AskingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { plainPhone } from '../platform/plain-phone.ts';
import { isSecret } from '../platform/secret-hash.ts';
import { childrenAt, pinHoldersAt, stateOfChild } from './door-store.ts';
import type { Visit } from './door-tokens.ts';
import type { KioskDeps } from './kiosk-deps.ts';
import { type LiveKiosk, liveKiosk } from './kiosks-store.ts';

type Deps = Pick<KioskDeps, 'db' | 'now' | 'doorTokens' | 'throttles'>;

/**
 * A guardian's phone has read what a screen shows: within sixty seconds, once for each person, and of few people.
 * @throws AppError 'door-code-void' for what is old, used, changed, or of a screen that was switched off
 */
export async function beginVisitByPhone(
  deps: Deps,
  { userId }: AskingUser,
  token: string,
): Promise<z.input<typeof DoorVisit>> {
  await deps.throttles.visits.take(userId);
  const kioskId = deps.doorTokens.kioskOf(token, deps.now());
  const kiosk = kioskId && (await liveKiosk(deps.db, kioskId));
  if (!kiosk) throw new AppError('door-code-void');
  await takeCode(deps, token, userId);
  return visitTo(deps, kiosk, { userId, by: 'phone' });
}

async function takeCode({ throttles }: Deps, token: string, userId: UserId): Promise<void> {
  try {
    await throttles.tokenAndPerson.take(token, userId);
    await throttles.token.take(token);
  } catch (error) {
    throw error instanceof AppError ? new AppError('door-code-void') : error;
  }
}

/**
 * A guardian says phone number and PIN to the screen. An unknown number answers as a wrong PIN does, and takes as long.
 * @throws AppError 'wrong-door-pin' or 'too-many-tries'
 */
export async function beginVisitByPin(
  deps: Deps,
  kiosk: LiveKiosk,
  input: z.output<typeof DoorPinEntry>,
  address: string,
): Promise<z.input<typeof DoorVisit>> {
  const phone = plainPhone(input.phone);
  const { pinKiosk, pinAddress, pinPhone, pinPhoneOfDay } = deps.throttles;
  await pinAddress.take(address);
  await pinKiosk.take(kiosk.id);
  await pinPhone.take(phone);
  await pinPhoneOfDay.take(phone);
  const { userId, isShared } = await personOf(deps, kiosk.siteId, phone, input.pin);
  if (userId === null) {
    const about = { at: deps.now(), actorId: null, siteId: kiosk.siteId, address, details: { kioskId: kiosk.id } };
    await recordAudit(deps.db, { action: 'wrong-door-pin', ...about });
    throw new AppError('wrong-door-pin');
  }
  await Promise.all([pinAddress.giveBack(address), pinKiosk.giveBack(kiosk.id)]);
  // Who shares the number could else try on for ever, with the own PIN in between.
  if (!isShared) await Promise.all([pinPhone.forget(phone), pinPhoneOfDay.giveBack(phone)]);
  return visitTo(deps, kiosk, { userId, by: 'screen' });
}

/** Two parents may share a number; as many are compared every time, so that time tells nothing of who is known. */
const COMPARED = 2;

type Found = { userId: UserId | null; isShared: boolean };

/** Nobody when it is nobody's, or when two have chosen the same: who brought a child is never guessed. */
async function personOf({ db }: Deps, siteId: string, phone: string, pin: string): Promise<Found> {
  const holders = (await pinHoldersAt(db, siteId)).filter((user) => plainPhone(user.phone) === phone);
  const compared = Array.from({ length: COMPARED }, (_, nth) => holders[nth]);
  const isRight = await Promise.all(compared.map((holder) => isSecret(holder?.doorPinHash ?? null, pin)));
  const [one, ...more] = compared.filter((_, nth) => isRight[nth]);
  return { userId: one && more.length === 0 ? (one.id as UserId) : null, isShared: holders.length > 1 };
}

async function visitTo(
  { db, now, doorTokens }: Deps,
  kiosk: LiveKiosk,
  who: Pick<Visit, 'userId' | 'by'>,
): Promise<z.input<typeof DoorVisit>> {
  const begunAt = now();
  const { visit, expiresAt } = doorTokens.signVisit({ kioskId: kiosk.id as KioskId, ...who }, begunAt);
  const { name: siteName, timeZone } = kiosk.site;
  const children = (await childrenAt(db, who.userId, kiosk.siteId)).map(async ({ childId, callName, knowsWhere }) => ({
    ...{ childId, callName },
    now: knowsWhere ? await stateAt(db, childId, timeZone, begunAt) : null,
  }));
  return { visit, expiresAt: expiresAt.toISOString(), siteName, timeZone, children: await Promise.all(children) };
}

async function stateAt(db: Deps['db'], childId: ChildId, timeZone: string, at: Date) {
  const { state, at: since } = await stateOfChild(db, childId, timeZone, at);
  return { state, at: since?.toISOString() ?? null };
}
