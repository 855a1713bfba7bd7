import { z } from 'zod';
import type { UserId } from '#contract/ids.ts';
import { recordTime } from '../server-clock.ts';
import { isOffline } from '../socket.ts';
import type { Outbox } from './outbox.ts';
import { OutboxRecord } from './outbox-record.ts';

/** Records that can be taken back, each with what the server is told instead once it may know the record. */
export const Undoing = z.array(z.object({ id: z.uuid(), by: z.array(OutboxRecord) }));
export type Undoing = z.infer<typeof Undoing>;

/**
 * Takes out of the outbox what was never sent; of everything else the server is told, where a record says so with the time of
 * this tap: on its way it may wait for the network.
 * @param under whose word each undoing is
 */
export function takeBack(outbox: Outbox, undoing: Undoing, under: (by: OutboxRecord) => UserId | null): void {
  const happenedAt = recordTime();
  for (const { id, by } of undoing)
    if (!outbox.drop(id))
      for (const each of by)
        outbox.add({ ...each, body: tappedAt(each, happenedAt), actorId: under(each), happenedAt });
}

/** Only what may be told as tapped offline is judged by when it was tapped. */
function tappedAt({ body }: OutboxRecord, happenedAt: string): OutboxRecord['body'] {
  if (!('isOffline' in body)) return body;
  return { ...body, happenedAt, isOffline: isOffline() };
}
