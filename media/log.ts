import { pino, type Logger } from 'pino';
import type { MediaSettings } from './settings.ts';

/** What the media side writes to. Lines carry ids, never an address or a secret. */
export type MediaLog = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'child'>;

/** To standard error, in the shape of the server's lines: `part` tells the two apart. */
export function createMediaLog(level: MediaSettings['logLevel']): MediaLog {
  const options = {
    level,
    base: { part: 'media' },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return pino(options, pino.destination({ dest: 2, sync: false }));
}
