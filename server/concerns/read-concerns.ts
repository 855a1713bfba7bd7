import type { z } from 'zod';
import type { ConcernAbout, Concerns, ConcernsQuery, ConcernState, ListedConcern } from '../contract/concerns.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { ConcernDeps } from './concern-deps.ts';
import { stateAfter } from './concern-states.ts';
import { kindsOf } from './concerns-store.ts';
import { readableBy, readerOf } from './may-read-store.ts';

const ORDER: Record<ConcernState, number> = { received: 0, 'looked-into': 1, closed: 2 };

/**
 * The reports that the asking may read, without what they say. A site out of reach is as empty as one without any.
 * @throws AppError 'forbidden' or 'second-factor-needed'
 */
export async function readConcerns(
  { db }: ConcernDeps,
  asking: AskingUser,
  { siteId }: z.output<typeof ConcernsQuery>,
): Promise<z.input<typeof Concerns>> {
  const rows = await db.concern.findMany({
    where: { AND: [readableBy(await readerOf(db, asking)), siteId ? { siteId } : {}] },
    include: { steps: { select: { kind: true }, orderBy: { seq: 'asc' } } },
  });
  return { concerns: rows.map(listed).sort(byUrgency) };
}

type Row = Parameters<typeof kindsOf>[0] & {
  id: string;
  receipt: string;
  siteId: string;
  reportedAt: Date;
  about: string;
  isForOperator: boolean;
};

export const listed = (row: Row): z.input<typeof ListedConcern> => ({
  concernId: row.id,
  receipt: row.receipt,
  siteId: row.siteId,
  reportedAt: row.reportedAt.toISOString(),
  about: row.about as ConcernAbout,
  state: stateAfter(kindsOf(row)),
  isForOperator: row.isForOperator,
});

/** Unopened first, closed last; the oldest waits longest, and of the closed ones the newest is looked for. */
function byUrgency(a: z.input<typeof ListedConcern>, b: z.input<typeof ListedConcern>): number {
  const older = a.reportedAt.localeCompare(b.reportedAt);
  return ORDER[a.state] - ORDER[b.state] || (a.state === 'closed' ? -older : older);
}
