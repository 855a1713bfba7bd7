import type { UserId } from '#contract/ids.ts';
import { tablet, useTablet } from '../features/devices/tablet-session.ts';

/**
 * Who acts on this tablet at this instant. Not the person on the screen: a PIN is answered, and what waited for it done,
 * before the page has been drawn again.
 */
export function actsOnTablet(): UserId | null {
  const current = tablet.get();
  return current.phase === 'paired' ? (current.device.actor?.userId ?? null) : null;
}

/** False while the person was only chosen here, without the server: nothing goes out under a name that nobody proved. */
export function serverKnowsActor(): boolean {
  const current = tablet.get();
  return current.phase === 'paired' && !current.unconfirmed;
}

/** The same for the page: what waited goes as soon as the server has said who acts. */
export function useActorProven(): boolean {
  useTablet();
  return serverKnowsActor();
}
