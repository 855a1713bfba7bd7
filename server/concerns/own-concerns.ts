import type { z } from 'zod';
import type { OwnConcerns } from '../contract/concerns.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { ConcernDeps } from './concern-deps.ts';
import { stateAfter } from './concern-states.ts';
import { kindsOf, passwordSetByOthers } from './concerns-store.ts';

/**
 * Where one's own reports stand, the newest first; nothing of what they say. What was reported before somebody else set this
 * account's password is not in it: whoever did may have signed in with it, and may be whom a report is about.
 */
export async function readOwnConcerns(
  { db }: ConcernDeps,
  { userId }: AskingUser,
): Promise<z.input<typeof OwnConcerns>> {
  const since = await passwordSetByOthers(db, userId);
  const rows = await db.concern.findMany({
    where: { reporterId: userId, ...(since && { reportedAt: { gt: since } }) },
    select: { receipt: true, reportedAt: true, steps: { select: { kind: true }, orderBy: { seq: 'asc' } } },
    orderBy: [{ reportedAt: 'desc' }, { id: 'desc' }],
  });
  return {
    concerns: rows.map((row) => ({
      receipt: row.receipt,
      reportedAt: row.reportedAt.toISOString(),
      state: stateAfter(kindsOf(row)),
    })),
  };
}
