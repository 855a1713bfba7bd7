import { z } from 'zod';
import type { UserId } from '#contract/ids.ts';
import { recordTime } from '../server-clock.ts';
import type { Outbox } from './outbox.ts';
import { OutboxRecord } from './outbox-record.ts';

/** Records that can be taken back, each with what the server is told instead once it may know the record. */
export const Undoing = z.array(z.object({ id: z.uuid(), by: z.array(OutboxRecord) }));
export type Undoing = z.infer<typeof Undoing>;

/**
 * Takes out of the outbox what was never sent; of everything else the server is told.
 * @param under whose word each undoing is
 */
export function takeBack(outbox: Outbox, undoing: Undoing, under: (by: OutboxRecord) => UserId): void {
  const happenedAt = recordTime();
  for (const { id, by } of undoing)
    if (!outbox.drop(id)) for (const each of by) outbox.add({ ...each, actorId: under(each), happenedAt });
}
