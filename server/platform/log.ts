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

/** @param to where the lines go; without it, standard error */
export function createLog(level: string, to?: pino.DestinationStream): pino.Logger {
  const options = {
    level,
    redact: { paths: REDACTED, censor: '[hidden]' },
    serializers: { err: errorInWords },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    base: null,
  };
  return pino(options, to ?? pino.destination({ dest: 2, sync: false }));
}

/** An error's own words and those of its causes. Not its other properties: a database puts the failing row there, names and all. */
function errorInWords(error: unknown): unknown {
  if (typeof error !== 'object' || error === null) return error;
  const { name, code, message, stack, cause } = error as Partial<Error> & { code?: unknown };
  return { type: name, code, message, stack, ...(cause !== undefined && { cause: errorInWords(cause) }) };
}
