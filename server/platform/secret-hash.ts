import { hash, verify } from '@node-rs/argon2';
import { createHash, randomBytes } from 'node:crypto';

/** OWASP's argon2id setting: 19 MiB, two passes, one lane; the package's default variant is argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** What an unknown account is compared with, so that it takes as long as a known one. Made once, of a secret nobody has. */
const nobody = hash(randomBytes(32), COST);

/** For passwords and PINs, which people choose. @returns a PHC string that carries its own cost */
export const hashSecret = (secret: string): Promise<string> => hash(secret, COST);

/** A null hash is never right and takes the same time. */
export async function isSecret(stored: string | null, secret: string): Promise<boolean> {
  const isRight = await verify(stored ?? (await nobody), secret);
  return isRight && stored !== null;
}

/** A secret for machines: 256 random bits, so that a plain SHA-256 keeps it safe in the database. */
export const randomToken = (): string => randomBytes(32).toString('base64url');

export const sha256 = (text: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash('sha256').update(text).digest());
