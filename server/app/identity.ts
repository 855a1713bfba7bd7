import type { DeviceId } from '../contract/ids.ts';
import { askingOfDevice } from '../devices/device-session.ts';
import type { Asking } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { createAccessTokens, type AccessTokens } from '../sign-in/access-token.ts';
import { askingOfSession } from '../sign-in/asking-store.ts';
import { createAuthenticator, type Authenticator } from '../sign-in/authenticator.ts';
import type { AppDeps } from './app-deps.ts';

export type Identity = {
  tokens: AccessTokens;
  authenticator: Authenticator;
  /** The same asking as it stands in the database now; a socket outlives its token. @throws AppError when its session is over */
  askAnew: (asking: Asking) => Promise<Asking>;
};

/** Who is asking: the same for REST and sockets, for people and tablets. */
export function buildIdentity({ database: { db }, deriveKey, now, settings }: AppDeps): Identity {
  const { adminSecondFactor } = settings;
  const tokens = createAccessTokens(deriveKey('access-tokens'), now);
  const ofDevice = (deviceId: DeviceId) => askingOfDevice(db, deviceId, now());
  return {
    tokens,
    authenticator: createAuthenticator({ db, now, tokens, adminSecondFactor, askingOfDevice: ofDevice }),
    askAnew: async (asking) => {
      const from = { address: asking.address, userAgent: asking.userAgent };
      if (asking.kind === 'device') return { ...(await ofDevice(asking.deviceId)), ...from };
      const user = await askingOfSession(db, asking.sessionId, now(), adminSecondFactor);
      if (!user) throw new AppError('not-signed-in');
      return { ...user, ...from };
    },
  };
}
