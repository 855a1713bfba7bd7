import { pino } from 'pino';
import type { MediaSettings } from './settings.ts';

/** What the media side writes to; a pino logger fits. Lines carry ids, never an address or a secret. */
export type MediaLog = Record<'debug' | 'info' | 'warn' | 'error', (context: object, message: string) => void>;

export function createMediaLog(level: MediaSettings['logLevel']): MediaLog {
  return pino({ name: 'media', level });
}
