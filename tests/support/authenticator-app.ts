import { Secret, TOTP } from 'otpauth';
import type { SignedInAs } from './office.ts';

/** A telephone's app: the code of the key at a moment. */
export const codeAt = (key: string, at: Date): string =>
  new TOTP({ secret: Secret.fromBase32(key), digits: 6, period: 30, algorithm: 'SHA1' }).generate({
    timestamp: at.getTime(),
  });

/** Sets a second factor up in this sign-in. @returns the key in the app and the recovery codes */
export async function setUpFactor(who: SignedInAs, at: Date): Promise<{ key: string; recoveryCodes: string[] }> {
  const begun = await who.post('/api/me/second-factor').expect(200);
  const key = (begun.body as { secret: string }).secret;
  const confirmed = await who.post('/api/me/second-factor/confirmation', { code: codeAt(key, at) }).expect(200);
  return { key, ...(confirmed.body as { recoveryCodes: string[] }) };
}
