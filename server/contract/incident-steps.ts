import { z } from 'zod';
import { AskedInstant } from './asked-time.ts';
import { ChildId, IncidentStepId, UserId } from './ids.ts';
import { IncidentDetails } from './incident-details.ts';

const step = { stepId: IncidentStepId };
const said = (most: number) => z.string().trim().min(1).max(most);

/** Why something was done, and what is added afterwards; in characters. */
export const [MOST_REASON, MOST_ADDED] = [500, 1_000];

/** What staff do with an incident after it was flagged. The id is made where it is done: sent twice is done once. */
export const TakeStep = z.discriminatedUnion('kind', [
  z.object({
    ...step,
    kind: z.literal('detailed'),
    details: IncidentDetails,
    /** What it was written over: what somebody else wrote since, and this did not touch, stays. Left out: all of it counts. */
    base: IncidentDetails.optional(),
  }),
  z.object({ ...step, kind: z.literal('submitted') }),
  /** Back to the room, with what is missing. */
  z.object({ ...step, kind: z.literal('returned'), reason: said(MOST_REASON) }),
  /** To one child's family; `guardianId` null: somebody else of it. */
  z.object({
    ...step,
    kind: z.literal('called'),
    childId: ChildId,
    guardianId: UserId.nullable(),
    isReached: z.boolean(),
    happenedAt: AskedInstant,
  }),
  z.object({ ...step, kind: z.literal('published') }),
  /** `childId` null: for the register alone, since a word to all families would have to fit each. */
  z.object({ ...step, kind: z.literal('addendum'), childId: ChildId.nullable(), text: said(MOST_ADDED) }),
  /** Where a family did not sign, why it is closed without that; it was reminded before. */
  z.object({ ...step, kind: z.literal('closed'), reason: said(MOST_REASON).optional() }),
  /** It never was one, or of another child: before it is published, by who answers for the site. */
  z.object({ ...step, kind: z.literal('withdrawn'), reason: said(MOST_REASON) }),
]);
export type TakeStep = z.output<typeof TakeStep>;

/** A finger's strokes on a field of 300 × 100, each a list of x, y, x, y …; or a name typed where nobody can draw. */
export const Signature = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('drawn'),
    strokes: z
      .array(z.array(z.number().int().min(0).max(300)).min(4).max(2_000))
      .min(1)
      .max(60),
  }),
  z.object({ kind: z.literal('typed'), name: said(60) }),
]);
export type Signature = z.output<typeof Signature>;

/** A guardian's 我已知晓. */
export const AcknowledgeIncident = z.object({ ...step, childId: ChildId, signature: Signature });
export type AcknowledgeIncident = z.output<typeof AcknowledgeIncident>;
