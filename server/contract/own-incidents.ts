import { z } from 'zod';
import { IncidentKind } from './incidents.ts';
import { BodyPart, INJURIES } from './incident-details.ts';
import { ChildId, IncidentId } from './ids.ts';

/** What one child's guardians read of an incident. */
export const OwnIncident = z.object({
  incidentId: IncidentId,
  childId: ChildId,
  childName: z.string(),
  number: z.string(),
  kind: IncidentKind,
  isGrave: z.boolean(),
  classroomName: z.string(),
  happenedAt: z.iso.datetime(),
  publishedAt: z.iso.datetime(),
  /** When the nursery reached somebody of the family by phone; null: it did not have to. */
  calledAt: z.iso.datetime().nullable(),
  injury: z.enum(INJURIES).nullable(),
  marks: z.array(BodyPart),
  told: z.string(),
  /** Added after it was published, the earliest first. */
  addenda: z.array(z.object({ at: z.iso.datetime(), text: z.string() })),
  /** When a guardian of this child said that they know; null: nobody yet. */
  acknowledgedAt: z.iso.datetime().nullable(),
});
export type OwnIncident = z.infer<typeof OwnIncident>;

/** The newest first. */
export const OwnIncidents = z.object({ incidents: z.array(OwnIncident) });
export type OwnIncidents = z.infer<typeof OwnIncidents>;
