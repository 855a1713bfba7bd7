import { z } from 'zod';
import { Refusal } from './refusal.ts';

/** One code per outcome a caller can act on. */
export const PROBLEM_CODES = [
  'bad-request',
  'not-signed-in',
  'wrong-credentials',
  'wrong-pin',
  'wrong-code',
  'who-is-acting',
  'device-revoked',
  'too-many-tries',
  'forbidden',
  'refused',
  'not-found',
  'conflict',
  'already-there',
  'not-present',
  'too-late-to-undo',
  'camera-area-forbidden',
  'camera-address-refused',
  'camera-offline',
  'view-gone',
  'media-unavailable',
  'origin-refused',
  'too-large',
  'not-ready',
  'internal',
] as const;
export const ProblemCode = z.enum(PROBLEM_CODES);
export type ProblemCode = z.infer<typeof ProblemCode>;

/** The body of every answer that is not a success. */
export const Problem = z.object({
  code: ProblemCode,
  /** For people, in both languages: what is wrong and what to do. */
  message: z.object({ zh: z.string(), en: z.string() }),
  /** Names the log line of this answer. */
  id: z.string(),
  /** Field by field, when the input was malformed: path → what is wrong. */
  fields: z.record(z.string(), z.string()).optional(),
  refusal: Refusal.optional(),
  retryAfterSeconds: z.number().int().optional(),
});
export type Problem = z.infer<typeof Problem>;

/** What a socket acknowledgement carries. */
export type Reply<T> = { ok: true; data: T } | { ok: false; problem: Problem };
