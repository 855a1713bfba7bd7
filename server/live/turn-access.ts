import { createHmac } from 'node:crypto';
import type { IceServer } from '../contract/live.ts';

export type TurnSettings = { urls: readonly string[]; secret: string };

/** What a browser may use beside the direct way. Nothing where there is no relay. */
export type TurnServersFor = (viewId: string, at: Date) => IceServer[];

/**
 * A relay is asked for while the connection is made. One that was let in stays; a later view brings a later credential, so
 * what is copied out of a page is worth little. Long enough for two machines' clocks to differ.
 */
const VALID_SECONDS = 10 * 60;

/**
 * Makes credentials that the relay can check by itself (coturn's `use-auth-secret`): the user's name is until when, and for which
 * view, never a person; the password is the name under the secret that both know.
 */
export function createTurnAccess(settings: TurnSettings | null): TurnServersFor {
  if (settings === null) return () => [];
  const { secret } = settings;
  const urls = [...settings.urls];
  return (viewId, at) => {
    const username = `${String(Math.floor(at.getTime() / 1000) + VALID_SECONDS)}:${viewId}`;
    // SHA-1 is what the relay knows; as a keyed hash of what lasts for minutes it does.
    const credential = createHmac('sha1', secret).update(username).digest('base64');
    return [{ urls, username, credential }];
  };
}
