import { pino } from 'pino';

/** Structured logs: an event's name and ids. Names, addresses of cameras and secrets never belong into one; these paths are a net. */
const REDACTED = ['password', 'token', 'authorization', 'cookie', 'pin', 'url', 'username', '*.password', '*.token', '*.url'];

export type Log = Pick<pino.Logger, 'info' | 'warn' | 'error' | 'debug' | 'child'>;

export function createLog(level: string): pino.Logger {
  return pino({
    level,
    redact: { paths: REDACTED, censor: '[hidden]' },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    base: null,
  });
}
