import type { z } from 'zod';
import { AppError } from './errors.ts';

/**
 * Parses what came from outside. @throws ZodError that names the fields, or AppError 'bad-request' for text that no
 * database keeps: a NUL, or half of a surrogate pair.
 */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.parse(input);
  if (!isStorable(parsed)) throw new AppError('bad-request');
  return parsed;
}

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed();
  return typeof value !== 'object' || value === null || Object.values(value).every(isStorable);
}
