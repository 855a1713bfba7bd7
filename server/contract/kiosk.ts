import { z } from 'zod';
import { AttendanceEventId, ChildId, ClassroomId, KioskId, SiteId } from './ids.ts';
import { PairDevice } from './sign-in.ts';

// --- the office ------------------------------------------------------------------------------
export const MakeKiosk = z.object({ siteId: SiteId, name: z.string().trim().min(1).max(40) });
/** The code is shown this once, like a tablet's. */
export const KioskCode = z.object({ kioskId: KioskId, code: z.string(), expiresAt: z.iso.datetime() });
export type KioskCode = z.infer<typeof KioskCode>;
export const KioskView = z.object({
  kioskId: KioskId,
  name: z.string(),
  siteId: SiteId,
  state: z.enum(['waiting', 'code-expired', 'paired', 'revoked']),
  pairedAt: z.iso.datetime().nullable(),
  lastSeenAt: z.iso.datetime().nullable(),
});
export type KioskView = z.infer<typeof KioskView>;

// --- the screen itself -----------------------------------------------------------------------
export const PairKiosk = PairDevice;
/** A new code every so many seconds; each is good for three of these steps at most. */
export const DOOR_STEP_SECONDS = 20;
/** Asked again so often: a screen that was switched off is dark by then. */
export const KIOSK_ASKS_EVERY_MS = 3_000;
/** Untouched for so long, the screen forgets who stood before it. */
export const KIOSK_FORGETS_SECONDS = 20;
export const KioskScreen = z.object({
  siteName: z.string(),
  timeZone: z.string(),
  now: z.iso.datetime(),
  /** Behind the `#` of /p/arrive, as a picture. */
  token: z.string(),
  /** When the next one is due. */
  renewAt: z.iso.datetime(),
});
export type KioskScreen = z.infer<typeof KioskScreen>;

export const DOOR_PIN = /^\d{6}$/;
export const DoorPinEntry = z.object({
  phone: z
    .string()
    .trim()
    .regex(/^\+?[\d\s()-]{5,24}$/),
  pin: z.string().regex(DOOR_PIN),
});

// --- a guardian at the door, on their own phone or at the screen ----------------------------------
const Token = z.string().regex(/^[\w-]{20,400}$/);
export const BeginVisit = z.object({ token: Token });
/** Where a child is today, for the guardian who may know it: since when it is there, or when it was fetched. */
const DoorState = z.object({ state: z.enum(['expected', 'present', 'left']), at: z.iso.datetime().nullable() });
/** Good for some minutes and for this one guardian. */
export const DoorVisit = z.object({
  visit: z.string(),
  expiresAt: z.iso.datetime(),
  siteName: z.string(),
  timeZone: z.string(),
  /** As they are called; neither faces nor family names. `now` is null where a right is wanting. */
  children: z.array(z.object({ childId: ChildId, callName: z.string(), now: DoorState.nullable() })),
});
export type DoorVisit = z.infer<typeof DoorVisit>;
/** Of a visit; the id is made where it is tapped, and the same one twice is one record. */
export const AtTheDoor = z.object({
  visit: Token,
  eventId: AttendanceEventId,
  childId: ChildId,
  what: z.enum(['arrived', 'fetching']),
});
export const DoorDone = z.object({
  what: z.enum(['arrived', 'already-here', 'announced']),
  at: z.iso.datetime(),
  /** Where the child is expected or waits. */
  roomName: z.string(),
});
export type DoorDone = z.infer<typeof DoorDone>;

/** Nobody waits longer than that without asking again. */
export const DOOR_WAITS_MINUTES = 20;
/** Who said a while ago at the entrance that they came to fetch; for the room, one line for each child. */
export const DoorWaiting = z.object({
  waiting: z.array(
    z.object({
      waitingId: z.string(),
      at: z.iso.datetime(),
      childId: ChildId,
      /** As it is called. */
      childName: z.string(),
      relation: z.string(),
      by: z.string(),
    }),
  ),
});
export type DoorWaiting = z.infer<typeof DoorWaiting>;

/** The room has seen it: the line goes from every tablet and browser of the room. */
export const AnswerWaiting = z.object({
  waitingId: z.string().regex(/^\d{1,18}$/),
  classroomId: ClassroomId.optional(),
});

// --- a guardian's own PIN for the door --------------------------------------------------------
/** `phone`: the number the nursery has, masked; empty when it has none. */
export const DoorPinState = z.object({ isSet: z.boolean(), phone: z.string() });
/** `fields.pin` is 'obvious' for one that is guessed first. */
export const SetDoorPin = z.object({ pin: z.string().regex(DOOR_PIN), password: z.string().min(1).max(200) });
export const ClearDoorPin = z.object({ password: z.string().min(1).max(200) });
