import { z } from 'zod';
import { ChildId, IncidentId, IncidentPhotoId, UserId } from '#contract/ids.ts';
import { Problem } from '#contract/problem.ts';

/** A photo that was taken here and that the server does not have. */
export const KeptPhoto = z.object({
  id: IncidentPhotoId,
  /** The tablet, or the person on their own browser. */
  owner: z.string(),
  incidentId: IncidentId,
  childId: ChildId.nullable(),
  /** Who took it: it goes out under nobody else's name without their word. */
  actor: z.object({ userId: UserId, name: z.string() }),
  keptAt: z.number(),
  file: z.instanceof(Blob),
  /** Why the server does not take it: by itself it is not sent again, not by a page that opens later either. */
  refusal: Problem.nullable().catch(null).default(null),
});
export type KeptPhoto = z.infer<typeof KeptPhoto>;

export type WaitingPhoto = KeptPhoto & {
  /**
   * `waiting` goes by itself when the network is back; `held` when its author has said their PIN; `refused` goes nowhere
   * without somebody; `sent` is shown until the list has it.
   */
  state: 'waiting' | 'sending' | 'held' | 'refused' | 'sent';
  /** What the last try came to; null before one. */
  error: unknown;
  /** Since when the server has answered, in this page, that it knows no such incident; null: it has not. */
  missingSince: number | null;
  /** The browser could not keep it: it lives as long as the page. */
  isOnPageOnly: boolean;
};
