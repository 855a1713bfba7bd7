import { once } from 'node:events';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import { AppError, HTTP_STATUS, reportProblem } from './errors.ts';
import type { Log } from './log.ts';
import { parseInput } from './parse-input.ts';

/** Parses a body; a malformed one becomes a 400 that names its fields (see errors.ts). */
export function parseBody<S extends z.ZodType>(schema: S, req: Request): z.output<S> {
  return parseInput(schema, req.body ?? {});
}

export function parseQuery<S extends z.ZodType>(schema: S, req: Request): z.output<S> {
  return parseInput(schema, req.query);
}

/**
 * Answers with a parsed shape: what the schema does not name does not leave.
 * @throws AppError 'internal' for a body that does not fit, which is our fault and never the caller's
 */
export function send<S extends z.ZodType>(res: Response, schema: S, body: z.input<S>, status = 200): void {
  const answer = schema.safeParse(body);
  if (!answer.success) throw new AppError('internal', { cause: answer.error });
  res.status(status).json(answer.data);
}

/** Resolves when all of an answer has left, or nobody is there to take it; one that is not taken in time is cut off. */
export async function isSent(res: Response, withinMs: number): Promise<void> {
  if (res.closed) return;
  const late = setTimeout(() => res.destroy(), withinMs);
  await once(res, 'close');
  clearTimeout(late);
}

export const nothingHere: RequestHandler = () => {
  throw new AppError('not-found');
};

/** The one place where an error becomes an answer. */
export function problems(log: Log): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    const problem = reportProblem(fromExpress(error), log);
    if (problem.retryAfterSeconds !== undefined) res.set('Retry-After', String(problem.retryAfterSeconds));
    res.status(HTTP_STATUS[problem.code]).json({ problem });
  };
}

/** body-parser and the router throw http-errors with a status; only these statuses can be the caller's fault. */
function fromExpress(error: unknown): unknown {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  if (error instanceof AppError || typeof status !== 'number') return error;
  if (status === 413) return new AppError('too-large', { cause: error });
  if (status >= 400 && status < 500) return new AppError('bad-request', { cause: error });
  return error;
}
