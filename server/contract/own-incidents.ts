import { z } from 'zod';
import { IncidentKind } from './incidents.ts';
import { BodyPart, INJURIES } from './incident-details.ts';
import { OwnIncidentPhoto } from './incident-photos.ts';
import { Signature } from './incident-steps.ts';
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
  /** The nursery's. */
  timeZone: z.string(),
  /** Where to reach it; empty where none is known. */
  sitePhone: z.string(),
  happenedAt: z.iso.datetime(),
  /** Null only in what staff are shown before it is published. */
  publishedAt: z.iso.datetime().nullable(),
  /** When the nursery reached somebody of the family by phone before it was published; null: it did not have to. */
  calledAt: z.iso.datetime().nullable(),
  /** Of a grave one: when it first did, also after the publication, since who hears of it late is called first too. */
  reachedAt: z.iso.datetime().nullable(),
  injury: z.enum(INJURIES).nullable(),
  marks: z.array(BodyPart),
  told: z.string(),
  /** Those that show this child alone, as the nursery chose them. */
  photos: z.array(OwnIncidentPhoto),
  /** Added after it was published, the earliest first. */
  addenda: z.array(z.object({ at: z.iso.datetime(), text: z.string() })),
  /** When a guardian of this child said that they know; null: nobody yet. */
  acknowledgedAt: z.iso.datetime().nullable(),
  /** What who reads this signed; null: not they. Nobody reads another's signature here. */
  signed: z.object({ at: z.iso.datetime(), signature: Signature }).nullable(),
});
export type OwnIncident = z.infer<typeof OwnIncident>;

/** The newest first. */
export const OwnIncidents = z.object({ incidents: z.array(OwnIncident) });
export type OwnIncidents = z.infer<typeof OwnIncidents>;
