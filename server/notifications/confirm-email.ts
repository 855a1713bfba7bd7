import { createHmac, randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import { recordAudit } from '../audit/audit-store.ts';
import { EMAIL_CODE_MINUTES } from '../contract/notifications.ts';
import type { AskingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { codeMail } from './message.ts';
import type { NotificationDeps } from './notification-deps.ts';
import {
  deleteAddress,
  forgetCode,
  languageOf,
  replaceAddress,
  saveCode,
  spendCode,
  waitingCode,
} from './targets-store.ts';

/**
 * Sends a code to the address that somebody says is theirs; until they enter it nothing else goes there. Whether the address is
 * known here, or whose it is, nobody learns: the answer is the same, and so is the mail.
 * @throws AppError 'channel-absent', 'too-many-tries', 'not-delivered'
 */
export async function sendEmailCode(deps: NotificationDeps, asking: AskingUser, given: string): Promise<void> {
  const { mailer, throttles, db, now } = deps;
  if (mailer === null) throw new AppError('channel-absent');
  const { userId } = asking;
  const address = given.trim();
  await throttles.codesAsked.take(userId);
  await throttles.codesTo.take(address.toLowerCase());
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const expiresAt = new Date(now().getTime() + EMAIL_CODE_MINUTES * 60_000);
  await saveCode(db, { userId, address, hash: hashOf(deps, userId, address, code), expiresAt });
  const mail = codeMail(code, EMAIL_CODE_MINUTES, await languageOf(db, userId));
  const delivery = await mailer({ ...mail, to: address, id: randomUUID() });
  if (delivery.is === 'sent') return;
  deps.log.warn({ userId, code: delivery.code }, 'a code could not be sent by mail');
  throw new AppError('not-delivered');
}

/** Whoever has read the code gets mail there. @throws AppError 'wrong-email-code', 'too-many-tries' */
export async function confirmEmail(deps: NotificationDeps, asking: AskingUser, code: string): Promise<void> {
  const { userId, address: from } = asking;
  await deps.throttles.codesTried.take(userId);
  const at = deps.now();
  const isRight = await deps.db.$transaction(async (tx) => {
    const waiting = await waitingCode(tx, userId, at);
    if (waiting === null) return false;
    if (!timingSafeEqual(waiting.hash, hashOf(deps, userId, waiting.address, code))) return false;
    if (!(await spendCode(tx, userId, waiting.hash))) return false;
    await replaceAddress(tx, userId, waiting.address, at);
    await recordAudit(tx, { action: 'email-confirmed', at, actorId: userId, subjectId: userId, address: from });
    return true;
  });
  if (!isRight) throw new AppError('wrong-email-code');
}

/** No mail any more, neither there nor to one that waits for its code. */
export async function removeEmail(deps: NotificationDeps, asking: AskingUser): Promise<void> {
  const { userId, address } = asking;
  const at = deps.now();
  await deps.db.$transaction(async (tx) => {
    await forgetCode(tx, userId);
    if (!(await deleteAddress(tx, userId))) return;
    await recordAudit(tx, { action: 'email-removed', at, actorId: userId, subjectId: userId, address });
  });
}

const hashOf = ({ codeKey }: NotificationDeps, ...parts: string[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHmac('sha256', codeKey).update(JSON.stringify(parts)).digest());
