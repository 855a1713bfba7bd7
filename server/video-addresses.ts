import type { Config } from './config.ts';
import { isLoopback } from './platform/loopback.ts';

export type VideoAddresses = { listenIp: string; announcedAddresses: string[] };

/**
 * Where video ports listen, and under which addresses browsers are told to reach them. A proxy passes pages on and never
 * video: an installation's video listens on every card, also when its web listens on loopback behind a proxy.
 * @param own addresses of this machine that others can reach
 */
export function videoAddresses(
  { HOST, PUBLIC_URL, MEDIA_ANNOUNCE }: Pick<Config, 'HOST' | 'PUBLIC_URL' | 'MEDIA_ANNOUNCE'>,
  own: readonly string[],
): VideoAddresses {
  const isForThisMachine = isLoopback(PUBLIC_URL === undefined ? HOST : new URL(PUBLIC_URL).hostname);
  return {
    listenIp: isForThisMachine ? '127.0.0.1' : '0.0.0.0',
    announcedAddresses: MEDIA_ANNOUNCE ?? [...(isForThisMachine ? [] : own), '127.0.0.1'],
  };
}
