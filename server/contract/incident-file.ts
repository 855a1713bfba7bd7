import { z } from 'zod';
import { ClockRule } from './incident-clocks.ts';
import { IncidentDetails } from './incident-details.ts';
import { IncidentPhoto } from './incident-photos.ts';
import { IncidentStepKind, OpenIncident } from './incidents.ts';
import { Signature } from './incident-steps.ts';
import { CameraId, ChildId, IncidentStepId, UserId } from './ids.ts';
import { OwnIncident } from './own-incidents.ts';
import { Portrait } from './people.ts';

/** What makes a family's signature worth a second look. */
export const DOUBTS = ['password-reset', 'second-factor-reset', 'linked-later', 'of-the-staff'] as const;
export type DoubtKind = (typeof DOUBTS)[number];
const SignatureDoubt = z.object({
  what: z.enum(DOUBTS),
  /** When it was done; of an account of the staff when it was linked, null where nobody knows. */
  at: z.iso.datetime().nullable(),
  by: z.string().nullable(),
});
export type SignatureDoubt = z.infer<typeof SignatureDoubt>;

/** One line of how it went. Of savings of the details, that follow one another by the same person, only the last is told. */
export const IncidentLine = z.object({
  stepId: IncidentStepId,
  kind: IncidentStepKind,
  /** By the server's clock; a call also says when it was made. */
  at: z.iso.datetime(),
  happenedAt: z.iso.datetime(),
  /** Null: the clock did it, or nobody was known on the tablet. */
  by: z.string().nullable(),
  childId: ChildId.nullable(),
  /** Of a call: whom, null for somebody else of the family, and whether they answered. */
  guardianId: UserId.nullable(),
  isReached: z.boolean().nullable(),
  /** Why it was returned, taken back or closed unsigned; what was added. */
  text: z.string(),
  /** Of a closing: whose families had not signed. */
  unsigned: z.array(ChildId).default([]),
  /** Of a reminder and an escalation: which time was over. */
  why: ClockRule.optional(),
  /** Of a family's acknowledgement; for who reviews alone. */
  signature: Signature.nullable(),
  /** Of the account that signed; for who reviews alone. */
  doubts: z.array(SignatureDoubt).optional(),
});
export type IncidentLine = z.infer<typeof IncidentLine>;

const IncidentGuardian = z.object({
  userId: UserId,
  name: z.string(),
  relation: z.string(),
  phone: z.string(),
  portrait: Portrait.nullable(),
});
export type IncidentGuardian = z.infer<typeof IncidentGuardian>;

/**
 * How a family stands to it: it signed; it is waited for (`awaited`); it was asked in vain, so that it may be filed with why;
 * nobody of it can be told, but somebody was reached by phone (`called`); nobody of it can be told, and nobody ever was.
 */
export const FAMILY_ANSWERS = ['signed', 'awaited', 'asked', 'called', 'unknown'] as const;
export type FamilyAnswer = (typeof FAMILY_ANSWERS)[number];

/** One child that it concerns, with its family. */
export const IncidentFamily = z.object({
  childId: ChildId,
  name: z.string(),
  nickname: z.string(),
  portrait: Portrait.nullable(),
  /** Whose right stands; none: nobody of this family is told. */
  guardians: z.array(IncidentGuardian),
  /** As the server judges it where it is filed. */
  answer: z.enum(FAMILY_ANSWERS),
  /** What they read, or would read if it were published as it is now. Made by the same code that makes it for them. */
  view: OwnIncident,
});
export type IncidentFamily = z.infer<typeof IncidentFamily>;

/** Everything staff read of one incident. */
export const IncidentFile = OpenIncident.extend({
  details: IncidentDetails,
  families: z.array(IncidentFamily),
  /** How it went, the earliest first. */
  lines: z.array(IncidentLine),
  /** Those that were not removed, the earliest first. */
  photos: z.array(IncidentPhoto),
  /** Who may be named in the details: the room's staff, the site's directors, and who is named already. */
  staff: z.array(z.object({ userId: UserId, name: z.string() })),
  /** What is held of the recording. */
  holds: z.array(
    z.object({ cameraId: CameraId, cameraName: z.string(), from: z.iso.datetime(), to: z.iso.datetime() }),
  ),
  /** Whether who asks may return, publish, add, close and take back. */
  mayReview: z.boolean(),
});
export type IncidentFile = z.infer<typeof IncidentFile>;
