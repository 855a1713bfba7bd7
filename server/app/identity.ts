import type { DeviceId } from '../contract/ids.ts';
import { askingOfDevice } from '../devices/device-session.ts';
import type { Asking } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { createAccessTokens, type AccessTokens } from '../sign-in/access-token.ts';
import { askingsOfSessions } from '../sign-in/asking-store.ts';
import { createAuthenticator, type Authenticator } from '../sign-in/authenticator.ts';
import type { AppDeps } from './app-deps.ts';

export type Identity = {
  tokens: AccessTokens;
  authenticator: Authenticator;
  /** The same asking as it stands in the database now; a socket outlives its token. @throws AppError when its session is over */
  askAnew: <A extends Asking>(asking: A) => Promise<A>;
  /** The same for many with few queries: in the order asked, the error for one whose session is over. */
  askAllAnew: (askings: readonly Asking[]) => Promise<(Asking | AppError)[]>;
};

/** Who is asking: the same for REST and sockets, for people and tablets. */
export function buildIdentity({ database: { db }, deriveKey, now, settings }: AppDeps): Identity {
  const { adminSecondFactor } = settings;
  const tokens = createAccessTokens(deriveKey('access-tokens'), now);
  const ofDevice = (deviceId: DeviceId) => askingOfDevice(db, deviceId, now());
  const askAllAnew: Identity['askAllAnew'] = async (askings) => {
    const sessionIds = askings.flatMap((asking) => (asking.kind === 'user' ? asking.sessionId : []));
    const users = await askingsOfSessions(db, sessionIds, now(), adminSecondFactor);
    return Promise.all(
      askings.map(async (asking) => {
        const { address, userAgent } = asking;
        const found =
          asking.kind === 'user' ? users.get(asking.sessionId) : await ofDevice(asking.deviceId).catch(overOrThrow);
        if (found === undefined) return new AppError('not-signed-in');
        return found instanceof AppError ? found : { ...found, address, userAgent };
      }),
    );
  };
  return {
    tokens,
    authenticator: createAuthenticator({ db, now, tokens, adminSecondFactor, askingOfDevice: ofDevice }),
    askAllAnew,
    askAnew: async <A extends Asking>(asking: A) => {
      const [found] = await askAllAnew([asking]);
      if (found === undefined || found instanceof AppError) throw found ?? new AppError('internal');
      return found as A; // of the same kind: a session's for a session, a tablet's for a tablet
    },
  };
}

/** A tablet that was switched off is one answer; that the database cannot be asked is none. */
function overOrThrow(error: unknown): AppError {
  if (error instanceof AppError) return error;
  throw error;
}
