import { AppError } from './errors.ts';

/** A tablet may have been offline for a day, not longer; its clock may run ahead a little. */
const OLDEST_MS = 24 * 3_600_000;
const AHEAD_MS = 2 * 60_000;

/** @throws AppError 'bad-request' when the tablet's clock cannot be believed; a wrong time would open or close a view wrongly. */
export function requireBelievable(happenedAt: Date, now: Date): void {
  const agoMs = now.getTime() - happenedAt.getTime();
  if (agoMs > OLDEST_MS) throw new AppError('bad-request', { fields: { happenedAt: 'too-old' } });
  if (isAhead(happenedAt, now)) throw new AppError('bad-request', { fields: { happenedAt: 'in-the-future' } });
}

/** Further ahead than clocks differ. */
export const isAhead = (happenedAt: Date, now: Date): boolean => happenedAt.getTime() - now.getTime() > AHEAD_MS;
