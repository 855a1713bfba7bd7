import { pino } from 'pino';

/** Structured logs: an event's name and ids. Names, addresses of cameras and secrets never belong into one; these paths are a net. */
const REDACTED = [
  'password',
  'token',
  'authorization',
  'cookie',
  'pin',
  'url',
  'username',
  '*.password',
  '*.token',
  '*.url',
];

export type Log = Pick<pino.Logger, 'info' | 'warn' | 'error' | 'debug' | 'child'>;

export function createLog(level: string): pino.Logger {
  const options = {
    level,
    redact: { paths: REDACTED, censor: '[hidden]' },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    base: null,
  };
  return pino(options, pino.destination({ dest: 2, sync: false }));
}
