import type { SessionId, UserId } from '../contract/ids.ts';
import { MutableKind, type NotificationKind, type SaveNotifications } from '../contract/notifications.ts';
import type { Db, Tx } from '../platform/database.ts';

const EVERYTHING: SaveNotifications = { routine: { push: true, email: true }, muted: [] };

export async function settingsOf(db: Db, userId: string): Promise<SaveNotifications> {
  const row = await db.notificationSetting.findUnique({ where: { userId } });
  if (row === null) return EVERYTHING;
  const muted = row.muted.flatMap((kind) => MutableKind.safeParse(kind).data ?? []);
  return { routine: { push: row.routineByPush, email: row.routineByEmail }, muted };
}

export async function saveSettings(db: Db, userId: UserId, { routine, muted }: SaveNotifications): Promise<void> {
  const data = { routineByPush: routine.push, routineByEmail: routine.email, muted: [...new Set(muted)] };
  await db.notificationSetting.upsert({ where: { userId }, create: { userId, ...data }, update: data });
}

export const isMuted = ({ muted }: SaveNotifications, kind: NotificationKind): boolean =>
  (muted as readonly NotificationKind[]).includes(kind);

export async function languageOf(db: Db, userId: string): Promise<'zh' | 'en'> {
  const user = await db.user.findUnique({ where: { id: userId }, select: { language: true } });
  return user?.language === 'en' ? 'en' : 'zh';
}

// --- browsers -------------------------------------------------------------------------------------
const running = (now: Date) => ({ endedAt: null, expiresAt: { gt: now }, user: { suspendedAt: null } });

/** A browser's sign-in and what it gave; null when either is over. */
export async function runningSubscription(db: Db, id: string, now: Date) {
  const row = await db.pushSubscription.findFirst({ where: { id, session: running(now) } });
  return row && { id: row.id, sessionId: row.sessionId as SessionId, sealed: row.sealed };
}

export const subscriptionsOf = (db: Db | Tx, userId: UserId, now: Date) =>
  db.pushSubscription.findMany({
    where: { session: { ...running(now), userId } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, sessionId: true, createdAt: true, sealed: true, session: { select: { userAgent: true } } },
  });

/** Two pages of one browser that say the same at once come one after the other. */
export async function lockEndpoint(tx: Tx, endpoint: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${endpoint}, 7714))`;
}

export const subscriptionAt = (tx: Tx, endpointHash: Uint8Array<ArrayBuffer>) =>
  tx.pushSubscription.findUnique({ where: { endpointHash } });

export async function insertSubscription(
  tx: Tx,
  row: { id: string; sessionId: SessionId; endpointHash: Uint8Array<ArrayBuffer>; sealed: Uint8Array<ArrayBuffer> },
  createdAt: Date,
): Promise<void> {
  await tx.pushSubscription.create({ data: { ...row, createdAt } });
}

/** @returns whether it was there until now */
export async function deleteSubscription(tx: Tx, id: string, userId?: UserId): Promise<boolean> {
  const where = { id, ...(userId !== undefined && { session: { userId } }) };
  return (await tx.pushSubscription.deleteMany({ where })).count > 0;
}

// --- e-mail ---------------------------------------------------------------------------------------
/** Where this address is, unless its person is suspended or has another one by now. */
export const addressById = async (db: Db, id: string): Promise<string | null> =>
  (await db.emailAddress.findFirst({ where: { id, user: { suspendedAt: null } } }))?.address ?? null;

export const addressOf = async (db: Db | Tx, userId: UserId): Promise<string | null> =>
  (await db.emailAddress.findUnique({ where: { userId } }))?.address ?? null;

/** Another row than the one before: what was on its way to that is not sent to this. */
export async function replaceAddress(tx: Tx, userId: UserId, address: string, confirmedAt: Date): Promise<void> {
  await tx.emailAddress.deleteMany({ where: { userId } });
  await tx.emailAddress.create({ data: { userId, address, confirmedAt } });
}

/** @returns whether there was one */
export const deleteAddress = async (tx: Tx, userId: UserId): Promise<boolean> =>
  (await tx.emailAddress.deleteMany({ where: { userId } })).count > 0;

export async function waitingCode(db: Db | Tx, userId: UserId, now: Date) {
  return db.emailCode.findFirst({ where: { userId, expiresAt: { gt: now } } });
}

export async function saveCode(
  db: Db,
  code: { userId: UserId; address: string; hash: Uint8Array<ArrayBuffer>; expiresAt: Date },
): Promise<void> {
  await db.emailCode.upsert({ where: { userId: code.userId }, create: code, update: code });
}

/** @returns whether this very one was still there: a code is good once */
export const spendCode = async (tx: Tx, userId: UserId, hash: Uint8Array<ArrayBuffer>): Promise<boolean> =>
  (await tx.emailCode.deleteMany({ where: { userId, hash } })).count > 0;

export async function forgetCode(tx: Tx, userId: UserId): Promise<void> {
  await tx.emailCode.deleteMany({ where: { userId } });
}
