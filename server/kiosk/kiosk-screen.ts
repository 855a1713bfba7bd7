import type { z } from 'zod';
import type { KioskId } from '../contract/ids.ts';
import type { KioskScreen } from '../contract/kiosk.ts';
import { AppError } from '../platform/errors.ts';
import { randomToken, sha256 } from '../platform/secret-hash.ts';
import type { KioskDeps } from './kiosk-deps.ts';
import { claimCode, kioskBySecret, type LiveKiosk, touchKiosk } from './kiosks-store.ts';
import { tell } from './manage-kiosks.ts';

/** A screen that lay switched off for so long is paired anew. */
export const KIOSK_FORGOTTEN_MS = 180 * 86_400_000;
const SEEN_EVERY_MS = 60_000;

/**
 * Turns a code into a paired screen with a secret of its own.
 * @throws AppError 'wrong-code' (unknown, expired and used alike) or 'too-many-tries'
 */
export async function pairKiosk(
  deps: Pick<KioskDeps, 'db' | 'now' | 'throttles' | 'pairingCode'>,
  typedCode: string,
  address: string,
): Promise<string> {
  await deps.throttles.pairAddress.take(address);
  const secret = randomToken();
  const at = deps.now();
  const paired = await deps.db.$transaction(async (tx) => {
    const found = await claimCode(tx, sha256(deps.pairingCode.plain(typedCode)), sha256(secret), at);
    if (found) await tell(tx, { action: 'kiosk-paired', at, actorId: null, address, ...found });
    return found;
  });
  if (!paired) throw new AppError('wrong-code');
  await deps.throttles.pairAddress.giveBack(address);
  return secret;
}

/** The screen that keeps this secret. @throws AppError 'kiosk-revoked' or 'not-signed-in' */
export async function kioskOfSecret({ db, now }: Pick<KioskDeps, 'db' | 'now'>, secret: string): Promise<LiveKiosk> {
  const at = now().getTime();
  const kiosk = await kioskBySecret(db, sha256(secret));
  if (!kiosk) throw new AppError('not-signed-in');
  if (kiosk.revokedAt !== null) throw new AppError('kiosk-revoked');
  const seen = kiosk.lastSeenAt?.getTime() ?? 0;
  if (at - seen > KIOSK_FORGOTTEN_MS) throw new AppError('not-signed-in');
  if (at - seen > SEEN_EVERY_MS) await touchKiosk(db, kiosk.id as KioskId, new Date(at));
  return kiosk;
}

/** More guardians than that do not scan one screen in twenty seconds. */
const CODES_OF_A_STEP = 20;

/** What it shows now: no name but the site's, and a code that nobody has used. */
export async function screenOf(
  { now, doorTokens, throttles }: Pick<KioskDeps, 'now' | 'doorTokens' | 'throttles'>,
  kiosk: LiveKiosk,
): Promise<z.input<typeof KioskScreen>> {
  const at = now();
  const shown = (nth: number) => doorTokens.show(kiosk.id as KioskId, at, nth);
  let nth = 0;
  while (nth < CODES_OF_A_STEP && (await throttles.token.taken(shown(nth).token)) > 0) nth += 1;
  const { token, renewAt } = shown(nth);
  const { name: siteName, timeZone } = kiosk.site;
  return { siteName, timeZone, now: at.toISOString(), token, renewAt: renewAt.toISOString() };
}
