import { pino, type Logger } from 'pino';
import type { MediaSettings } from './settings.ts';

/** What the media side writes to. Lines carry ids, never an address or a secret. */
export type MediaLog = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'child'>;

export function createMediaLog(level: MediaSettings['logLevel']): MediaLog {
  return pino({ name: 'media', level });
}
