import { z } from 'zod';
import { type DeviceId, UserId } from '#contract/ids.ts';

/** One thing that was done here and that the server is told by a POST, kept in the browser until it has it. */
export const OutboxRecord = z.object({
  /** Made here and part of `body`: the same record sent twice is one on the server. */
  id: z.uuid(),
  path: z.string().startsWith('/api/'),
  body: z.record(z.string(), z.unknown()),
  /** Whom it is about, such as a child: records that share a key never overtake each other, even when one is held. */
  orderKeys: z.array(z.string()),
  /** Who did it: it goes out under nobody else's name without their word. Null waits for nobody's PIN. */
  actorId: UserId.nullable(),
  happenedAt: z.iso.datetime(),
  /** What was done, for whoever finds it unsent or refused. */
  words: z.object({ zh: z.string(), en: z.string() }),
  /** What the feature itself needs to show it before the server has it; the feature parses it. */
  memo: z.unknown().optional(),
});
export type OutboxRecord = z.infer<typeof OutboxRecord>;

/** The tablet, or the person on their own browser: nobody else may send what is unsent of theirs. */
export type OutboxOwner = DeviceId | UserId;
