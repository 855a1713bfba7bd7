import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { PROBLEM_SENTENCE, type Problem, type ProblemCode } from '../contract/problem.ts';
import type { Refusal } from '../contract/refusal.ts';
import type { Log } from './log.ts';

type AppErrorOptions = {
  refusal?: Refusal;
  fields?: Record<string, string>;
  retryAfterSeconds?: number;
  cause?: unknown;
};

/** The only error we throw on purpose. `code` is for programs; the sentence for people comes from the contract's table. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ProblemCode;
  readonly refusal: Refusal | undefined;
  readonly fields: Record<string, string> | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ProblemCode, options: AppErrorOptions = {}) {
    super(code, { cause: options.cause });
    this.code = code;
    this.refusal = options.refusal;
    this.fields = options.fields;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

// The compiler asks for a status when a code is added.
export const HTTP_STATUS: Record<ProblemCode, number> = {
  'bad-request': 400,
  'not-signed-in': 401,
  'wrong-credentials': 401,
  'wrong-pin': 403,
  'own-record': 403,
  'wrong-code': 403,
  'wrong-second-factor': 403,
  'second-factor-needed': 403,
  'who-is-acting': 403,
  'device-revoked': 401,
  'too-many-tries': 429,
  forbidden: 403,
  refused: 403,
  'not-found': 404,
  conflict: 409,
  'already-there': 409,
  'not-present': 409,
  'not-on-duty': 409,
  'already-so': 409,
  'too-late-to-undo': 409,
  'incident-not-now': 409,
  'concern-not-now': 409,
  'call-first': 409,
  'signature-first': 409,
  'call-before-incident': 400,
  'nothing-told': 409,
  'names-other-child': 409,
  'name-not-yours': 422,
  'day-does-not-fit': 422,
  'nothing-to-change': 422,
  'invitation-void': 410,
  'right-stopped': 409,
  'ask-the-nursery': 403,
  'fetched-today': 409,
  'arrival-undone': 409,
  'wrong-pickup-code': 403,
  'door-code-void': 410,
  'wrong-door-pin': 403,
  'kiosk-revoked': 401,
  'day-past': 422,
  'not-coming-then': 422,
  'already-arrived': 409,
  'outside-opening-hours': 422,
  'may-not-fetch': 422,
  'push-service-unknown': 422,
  'channel-absent': 409,
  'not-delivered': 503,
  'wrong-email-code': 403,
  'camera-area-forbidden': 422,
  'camera-address-refused': 422,
  'camera-offline': 503,
  'view-gone': 410,
  'browser-cannot-play': 422,
  'media-unavailable': 503,
  'origin-refused': 403,
  'too-large': 413,
  'too-much-for-one-file': 422,
  'wrong-host': 421,
  internal: 500,
};

/** A stopped database, a fault of ours, a wrong input: each becomes a Problem here, and nothing inside of it leaves. */
export function reportProblem(error: unknown, log: Log): Problem {
  const id = randomUUID();
  const known = asAppError(error);
  if (known === null) log.error({ problemId: id, err: error }, 'unexpected error');
  else if (known.code === 'internal') log.error({ problemId: id, err: known.cause }, 'internal error');
  const code = known?.code ?? 'internal';
  return {
    code,
    message: PROBLEM_SENTENCE[code],
    id,
    ...(known?.fields && { fields: known.fields }),
    ...(known?.refusal && { refusal: known.refusal }),
    ...(known?.retryAfterSeconds !== undefined && { retryAfterSeconds: known.retryAfterSeconds }),
  };
}

function asAppError(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  return error instanceof z.ZodError && isOfPathId(error) ? malformed(error) : null;
}

/**
 * Routes parse the id in their path by its schema alone. Nothing else fails that way: a stored id is a uuid by its column,
 * and every other input passes `parseInput`. Whatever else does not parse is a row of ours, and a fault to be looked into.
 */
const isOfPathId = ({ issues: [issue, ...more] }: z.ZodError): boolean =>
  more.length === 0 && issue?.code === 'invalid_format' && issue.format === 'uuid' && issue.path.length === 0;

/** What the caller sent does not fit: the answer names the fields. */
export const malformed = (error: z.ZodError): AppError =>
  new AppError('bad-request', { fields: fieldsOf(error), cause: error });

/** Path → what is wrong. Values are never repeated: they may be secrets. */
function fieldsOf(error: z.ZodError): Record<string, string> {
  return Object.fromEntries(
    error.issues
      .slice(0, 50)
      .map((issue) => [issue.path.map(String).join('.') || '.', issue.code === 'custom' ? issue.message : issue.code]),
  );
}
