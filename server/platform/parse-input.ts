import type { z } from 'zod';
import { AppError, malformed } from './errors.ts';

/**
 * Parses what came from outside. @throws AppError 'bad-request' that names the fields, or for text that no database keeps:
 * a NUL, or half of a surrogate pair
 */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw malformed(parsed.error);
  if (!isStorable(parsed.data)) throw new AppError('bad-request');
  return parsed.data;
}

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed();
  return typeof value !== 'object' || value === null || Object.values(value).every(isStorable);
}
