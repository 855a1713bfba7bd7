import type { z } from 'zod';
import type { OwnConcerns } from '../contract/concerns.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { ConcernDeps } from './concern-deps.ts';
import { stateAfter } from './concern-states.ts';
import { keptIn, kindsOf, ownConcerns, passwordSetByOthers } from './concerns-store.ts';
import { isReadByOthers } from './may-read-store.ts';

/**
 * Where one's own reports stand, the newest first; nothing of what they say. What was reported before somebody else set this
 * account's password is not in it: whoever did may have signed in with it, and may be whom a report is about. Where the
 * password is still one that somebody else chose, none is in it.
 */
export async function readOwnConcerns(
  { db, now }: ConcernDeps,
  { userId }: AskingUser,
): Promise<z.input<typeof OwnConcerns>> {
  const set = await passwordSetByOthers(db, userId);
  if (set.isStillTheirs) return { needsOwnPassword: true, concerns: [] };
  const rows = await ownConcerns(db, userId, set.last);
  const concerns = rows.map(async (row) => ({
    receipt: row.receipt,
    reportedAt: row.reportedAt.toISOString(),
    state: stateAfter(kindsOf(row)),
    isReadable: await isReadByOthers(db, keptIn(row), userId, now()),
  }));
  return { needsOwnPassword: false, concerns: await Promise.all(concerns) };
}
