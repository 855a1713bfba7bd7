import type { RequestHandler } from 'express';
import type { DeviceId, SessionId } from '../contract/ids.ts';
import type { AdminSecondFactor } from '../contract/second-factor.ts';
import { ACTOR_HEADER } from '../contract/sign-in.ts';
import { addressOf, type Asking, type AskingDevice, setAsking } from '../platform/asking.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import type { AccessTokens } from './access-token.ts';
import { askingOfSession } from './asking-store.ts';
import type { Caller } from './sign-in-deps.ts';

export type AuthenticatorDeps = {
  db: Db;
  now: Clock;
  tokens: AccessTokens;
  adminSecondFactor: AdminSecondFactor;
  /** The tablet as it stands in the database. @throws AppError 'device-revoked' or 'not-signed-in' */
  askingOfDevice: (deviceId: DeviceId) => Promise<Omit<AskingDevice, 'address' | 'userAgent'>>;
};

export type Authenticator = {
  /**
   * Who is asking now; the same for a request, a socket, and each event of a socket.
   * @throws AppError 'not-signed-in' or 'device-revoked'
   */
  ofToken: (token: string, from: Caller) => Promise<Asking>;
  /**
   * Reads the bearer token, if there is a good one. Whether one is needed, the route says by `askingOf`.
   * A record that somebody else made is refused ('who-is-acting'): it was on its way while another person said their PIN.
   */
  middleware: RequestHandler;
};

export function createAuthenticator(deps: AuthenticatorDeps): Authenticator {
  const ofToken: Authenticator['ofToken'] = async (token, { address, userAgent }) => {
    const { kind, id } = deps.tokens.verify(token);
    if (kind === 'device') return { ...(await deps.askingOfDevice(id as DeviceId)), address, userAgent };
    const user = await askingOfSession(deps.db, id as SessionId, deps.now(), deps.adminSecondFactor);
    if (!user) throw new AppError('not-signed-in');
    return { ...user, address, userAgent };
  };

  const middleware: RequestHandler = async (req, res, next) => {
    const token = /^Bearer ([\w.-]{1,2000})$/.exec(req.headers.authorization ?? '')?.[1];
    if (token !== undefined) {
      const asking = await ofToken(token, callerOf(req)).catch(nobodyWhenRefused);
      if (asking && !isOf(asking, req.get(ACTOR_HEADER))) throw new AppError('who-is-acting');
      if (asking) setAsking(res, asking);
    }
    next();
  };
  return { ofToken, middleware };
}

const isOf = (asking: Asking, actorId: string | undefined): boolean =>
  actorId === undefined || actorId === (asking.kind === 'user' ? asking.userId : asking.actorId);

export const callerOf = (req: Parameters<RequestHandler>[0]): Caller => ({
  address: addressOf(req),
  userAgent: (req.headers['user-agent'] ?? '').slice(0, 300),
});

/** A token that is no longer good is as none at all; that the database cannot be asked is an error. */
function nobodyWhenRefused(error: unknown): null {
  if (error instanceof AppError) return null;
  throw error;
}
