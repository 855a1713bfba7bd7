import type { UserId } from '../contract/ids.ts';
import type { Tx } from '../platform/database.ts';
import type { Sealer } from '../platform/sealer.ts';
import { type FactorRow, keepStep, useRecoveryCode } from './second-factor-store.ts';
import { stepOfCode } from './totp.ts';

export type Proof = 'code' | 'recovery-code';

/** To which account a sealed secret belongs. */
export const boundToUser = (userId: UserId): string => `kanwa second factor ${userId}`;

/**
 * Is this the right code, and used for the first time? Then it is used up. Ask with the account's row held (`lockFactor`).
 * @returns null for wrong, used and "has no second factor" alike
 */
export async function proveSecondFactor(
  tx: Tx,
  sealer: Sealer,
  { userId, row, code, at }: { userId: UserId; row: FactorRow; code: string; at: Date },
): Promise<Proof | null> {
  if (row.totpSecret === null || row.totpSince === null) return null;
  if (await proveCode(tx, sealer, { userId, row, code, at })) return 'code';
  return (await useRecoveryCode(tx, userId, code, at)) ? 'recovery-code' : null;
}

/** Six digits of the app alone: also for a secret that is not confirmed yet. */
export async function proveCode(
  tx: Tx,
  sealer: Sealer,
  { userId, row, code, at }: { userId: UserId; row: FactorRow; code: string; at: Date },
): Promise<boolean> {
  if (row.totpSecret === null) return false;
  const secret = sealer.open(boundToUser(userId), row.totpSecret);
  const step = stepOfCode(secret, code.replaceAll(' ', ''), at, row.totpLastStep);
  if (step === null) return false;
  await keepStep(tx, userId, step);
  return true;
}
