import { Secret, TOTP } from 'otpauth';

const SECRET_BYTES = 20;
const PERIOD_SECONDS = 30;
/** A telephone's clock may be off by one code. */
const WINDOW_STEPS = 1;

export const newTotpSecret = (): Uint8Array => new Secret({ size: SECRET_BYTES }).bytes;

const totpOf = (secret: Uint8Array, label: string): TOTP =>
  new TOTP({
    issuer: 'Kanwa',
    label,
    algorithm: 'SHA1', // what every authenticator app knows
    digits: 6,
    period: PERIOD_SECONDS,
    secret: new Secret({ buffer: new Uint8Array(secret).buffer }),
  });

/** @returns the key to type, and the same as an address for a QR code */
export function describeTotp(secret: Uint8Array, username: string): { secret: string; uri: string } {
  const totp = totpOf(secret, username);
  return { secret: totp.secret.base32, uri: totp.toString() };
}

/**
 * @param lastStep of the last code that was used: it, and any before it, is good no more
 * @returns the step of a right code; null for a wrong and for a used one alike
 */
export function stepOfCode(secret: Uint8Array, code: string, at: Date, lastStep: bigint | null): bigint | null {
  if (!/^\d{6}$/.test(code)) return null;
  const delta = totpOf(secret, '').validate({ token: code, timestamp: at.getTime(), window: WINDOW_STEPS });
  if (delta === null) return null;
  const step = BigInt(Math.floor(at.getTime() / 1000 / PERIOD_SECONDS) + delta);
  return lastStep !== null && step <= lastStep ? null : step;
}
