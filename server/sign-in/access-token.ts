import { createSecretKey } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { AppError } from '../platform/errors.ts';
import type { Clock } from '../platform/clock.ts';

export const ACCESS_TOKEN_SECONDS = 600;
const ISSUER = 'kanwa';
const AUDIENCE = 'kanwa-api';

/** What a token says: which session or tablet this is. Never who may do what: that is read from the database each time. */
const Claims = z.object({ sub: z.uuid(), kind: z.enum(['session', 'device']), exp: z.number() });
export type TokenSubject = { kind: 'session' | 'device'; id: string };

export type AccessTokens = {
  /** A token of ten minutes. */
  sign: (subject: TokenSubject) => string;
  /** @throws AppError 'not-signed-in' for everything but our own, unexpired token */
  verify: (token: string) => TokenSubject;
};

/** @param key 32 random bytes, the same in every server process */
export function createAccessTokens(key: Uint8Array, now: Clock): AccessTokens {
  if (key.length < 32) throw new Error('The key of access tokens has at least 32 bytes.');
  const secret = createSecretKey(key);
  const seconds = () => Math.floor(now().getTime() / 1000);
  return {
    sign: ({ kind, id }) =>
      jwt.sign({ kind, iat: seconds(), exp: seconds() + ACCESS_TOKEN_SECONDS }, secret, {
        algorithm: 'HS256',
        issuer: ISSUER,
        audience: AUDIENCE,
        subject: id,
      }),
    verify: (token) => {
      try {
        const options = {
          algorithms: ['HS256' as const],
          issuer: ISSUER,
          audience: AUDIENCE,
          clockTimestamp: seconds(),
        };
        const { kind, sub } = Claims.parse(jwt.verify(token, secret, options));
        return { kind, id: sub };
      } catch (cause) {
        throw new AppError('not-signed-in', { cause });
      }
    },
  };
}
