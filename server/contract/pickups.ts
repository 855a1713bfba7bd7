import { z } from 'zod';
import { ChildId, PickupPersonId, SiteId, UserId } from './ids.ts';
import { Portrait } from './people.ts';

export const MAX_PHOTO_BYTES = 10 * 1024 * 1024;
/** Why a photo is not taken; stands in a problem's `fields.file`. */
export const PHOTO_FAULTS = ['empty', 'wrong-type', 'heic', 'damaged', 'too-many-pixels'] as const;
export const PhotoFault = z.enum(PHOTO_FAULTS);
export type PhotoFault = z.infer<typeof PhotoFault>;

/** A person who may fetch the child, as the family and the office read it. */
export const PickupView = z.object({
  pickupId: PickupPersonId,
  name: z.string(),
  relation: z.string(),
  phone: z.string(),
  hasPhoto: z.boolean(),
  /** The guardian who named them. */
  addedBy: z.object({ userId: UserId, name: z.string() }),
  addedAt: z.iso.datetime(),
  /** The one day for which a code was made; null: any day. */
  onlyOn: z.iso.date().nullable(),
  /** May fetch no child any more for whoever named them may not, though nobody withdrew them. */
  isVoid: z.boolean(),
});
export type PickupView = z.infer<typeof PickupView>;

// --- the family's own ------------------------------------------------------------------------
export const OwnPickupChild = z.object({
  childId: ChildId,
  name: z.string(),
  nickname: z.string(),
  portrait: Portrait.nullable(),
  siteName: z.string(),
  sitePhone: z.string(),
  timeZone: z.string(),
  /** The asking may name and withdraw; who may not fetch the child reads only. */
  mayName: z.boolean(),
  /** Guardians who may fetch the child themselves. */
  guardians: z.array(
    z.object({ userId: UserId, name: z.string(), relation: z.string(), portrait: Portrait.nullable() }),
  ),
  people: z.array(PickupView),
});
export type OwnPickupChild = z.infer<typeof OwnPickupChild>;
export const OwnPickups = z.object({ children: z.array(OwnPickupChild) });
export type OwnPickups = z.infer<typeof OwnPickups>;

/** Persons of one child at a time; enough for both sides of a family. */
export const MAX_PICKUP_PEOPLE = 12;
export const NamePickup = z.object({
  childId: ChildId,
  name: z.string().trim().min(1).max(40),
  relation: z.string().trim().min(1).max(20),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[\d\s()-]{5,24}$/),
});
export const PickupNamed = z.object({ pickupId: PickupPersonId });
/** The code is answered this once and kept as a hash only. */
export const PickupCode = z.object({
  pickupId: PickupPersonId,
  code: z.string().regex(/^\d{6}$/),
  onlyOn: z.iso.date(),
  /** The end of that day at the site. */
  expiresAt: z.iso.datetime(),
});
export type PickupCode = z.infer<typeof PickupCode>;

// --- the room's tablet -----------------------------------------------------------------------
export const CheckPickupCode = z.object({ childId: ChildId, code: z.string().regex(/^\d{6}$/) });
/** After a right code the child may be handed to this person on this tablet for so long. */
export const CODE_CHECK_LASTS_MINUTES = 10;
export const CheckedPickup = z.object({
  pickupId: PickupPersonId,
  name: z.string(),
  relation: z.string(),
  phone: z.string(),
  /** The guardian who made the code. */
  by: z.string(),
});
export type CheckedPickup = z.infer<typeof CheckedPickup>;
/** The guardian whom an order keeps from the child. */
export const RaiseAlarm = z.object({ childId: ChildId, userId: UserId });

// --- the office ------------------------------------------------------------------------------
export const ChildPickups = z.object({ people: z.array(PickupView) });
export const WithdrawPickup = z.object({ reason: z.string().trim().min(2).max(300) });

export const ALARM_KINDS = ['here', 'named', 'kiosk', 'handed'] as const;
/** What is shown above all until one who answers for the site says that they know. */
export const PickupAlarm = z.object({
  alarmId: z.uuid(),
  siteId: SiteId,
  at: z.iso.datetime(),
  what: z.enum(ALARM_KINDS),
  childId: ChildId,
  childName: z.string(),
  classroomName: z.string(),
  personName: z.string(),
  by: z.string(),
});
export type PickupAlarm = z.infer<typeof PickupAlarm>;
