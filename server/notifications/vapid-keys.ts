import { createECDH } from 'node:crypto';
import type { DeriveKey } from '../platform/master-key.ts';

export type VapidKeys = { publicKey: string; privateKey: string };

/**
 * The installation's key pair for push services (RFC 8292), derived from its master key: made once by that, the same in every
 * server, never in the database. With another master key browsers subscribe anew.
 */
export function vapidKeys(deriveKey: DeriveKey): VapidKeys {
  const pair = createECDH('prime256v1');
  const secret = deriveKey('web-push');
  pair.setPrivateKey(secret);
  return { publicKey: pair.getPublicKey('base64url'), privateKey: secret.toString('base64url') };
}
