import { z } from 'zod';
import { SiteClock } from './alerts.ts';
import { AskedDay, AskedInstant } from './asked-time.ts';
import { MinuteOfDay, SessionKind, ViewingWindow, ViewingWindows, WeeklyHours, WeeklySpan } from './hours.ts';
import { ChildId, ClassroomId, GuardianshipId, OrganizationId, SiteId, UserId } from './ids.ts';

/** Recipe of a drawn portrait (web/shared/ui/portrait.tsx draws it); null shows the first character of the name. */
export const Portrait = z.object({
  skin: z.number().int().min(0).max(4),
  hair: z.number().int().min(0).max(4),
  hairStyle: z.enum(['short', 'buns', 'bun', 'bob', 'long', 'side', 'glasses', 'grey']),
  shirt: z.number().int().min(0).max(5),
  ground: z.number().int().min(0).max(5),
});
export type Portrait = z.infer<typeof Portrait>;

export const ROLES = ['caregiver', 'volunteer', 'site_admin', 'org_admin', 'operator_admin', 'inspector'] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

export const CLASSROOM_KINDS = ['infant', 'toddler', 'senior', 'mixed', 'school_age'] as const;
export const ClassroomKind = z.enum(CLASSROOM_KINDS);
export type ClassroomKind = z.infer<typeof ClassroomKind>;

export const CONSENT_KINDS = ['agreement', 'insurance', 'risk_notice', 'video'] as const;
export const ConsentKind = z.enum(CONSENT_KINDS);
export type ConsentKind = z.infer<typeof ConsentKind>;

const name = z.string().trim().min(1).max(60);
const cidr = z.union([z.cidrv4(), z.cidrv6()]);

// --- what an administrator reads -------------------------------------------------------------
export const SiteView = z.object({
  ...SiteClock.shape,
  siteId: SiteId,
  operatorId: OrganizationId,
  name: z.string(),
  address: z.string(),
  phone: z.string(),
  timeZone: z.string(),
  liveViewBasis: z.string().nullable(),
  liveViewOnSince: z.iso.datetime().nullable(),
  roomConsentMode: z.enum(['strict', 'enrolment']),
  cameraNetworks: z.array(z.string()),
  /** Whoever watches here needs a second factor. */
  secondFactorNeeded: z.boolean(),
  viewMinutesPerDay: z.number().int().nullable(),
  streamsAtOnce: z.number().int(),
  hours: z.array(WeeklySpan),
  employers: z.array(z.object({ organizationId: OrganizationId, name: z.string() })),
  childrenPresent: z.number().int(),
  /** Came today and were fetched. */
  childrenLeft: z.number().int(),
  childrenEnrolled: z.number().int(),
  /** Enrolled ones with a consent that is not valid now: their families cannot watch. */
  childrenWithoutConsents: z.number().int(),
  /** All of them: what switching live view off would end. */
  viewsNow: z.number().int(),
  /** Those of them that are staff's, tablets included. */
  staffViewsNow: z.number().int(),
  camerasLive: z.number().int(),
  cameras: z.number().int(),
});
export type SiteView = z.infer<typeof SiteView>;

export const ConsentState = z.object({
  kind: ConsentKind,
  /** Outdated: a newer text has to be signed. */
  state: z.enum(['valid', 'missing', 'expired', 'withdrawn', 'outdated']),
  validUntil: z.iso.datetime().nullable(),
});
export type ConsentState = z.infer<typeof ConsentState>;

/** Someone who may be filmed in a room and whose video consent is not valid. */
export const ConsentGap = z.object({
  who: z.enum(['child', 'staff']),
  id: z.uuid(),
  name: z.string(),
  state: ConsentState.shape.state.exclude(['valid']),
  /** Staff always; a child while it is in the room. */
  blocksNow: z.boolean(),
});
export type ConsentGap = z.infer<typeof ConsentGap>;

export const ClassroomView = z.object({
  classroomId: ClassroomId,
  siteId: SiteId,
  name: z.string(),
  kind: ClassroomKind,
  capacity: z.number().int(),
  ratio: z.number().int(),
  windows: z.array(ViewingWindow),
  childrenPresent: z.number().int(),
  childrenEnrolled: z.number().int(),
  staff: z.array(z.object({ userId: UserId, name: z.string(), role: Role })),
  /** Whose video consent is not valid now, where the room asks for everyone's; empty for who sees only a part of the site. */
  consentGaps: z.array(ConsentGap),
});
export type ClassroomView = z.infer<typeof ClassroomView>;

export const GuardianshipView = z.object({
  guardianshipId: GuardianshipId,
  userId: UserId,
  name: z.string(),
  relation: z.string(),
  mayWatch: z.boolean(),
  mayPickUp: z.boolean(),
  custodyBlocked: z.boolean(),
  withdrawn: z.boolean(),
  /** Views of this person that are open now and that this guardianship makes lawful: what a withdrawal would end. */
  runningViews: z.number().int(),
});
export type GuardianshipView = z.infer<typeof GuardianshipView>;

export const ChildView = z.object({
  childId: ChildId,
  siteId: SiteId,
  name: z.string(),
  nickname: z.string(),
  portrait: Portrait.nullable(),
  allergies: z.array(z.string()),
  bornOn: z.iso.date().nullable(),
  classroom: z.object({ classroomId: ClassroomId, name: z.string() }).nullable(),
  sessionKind: SessionKind.nullable(),
  /** When the child comes; null when it is enrolled in no room today. */
  session: z
    .object({ weekdays: z.array(z.number().int()), fromMinute: z.number().int(), toMinute: z.number().int() })
    .nullable(),
  present: z.boolean(),
  consents: z.array(ConsentState),
  guardians: z.array(GuardianshipView),
  /** Guardians who are not of the reader's employer: that there is one is all that is told of them. */
  hasOtherGuardians: z.boolean(),
});
export type ChildView = z.infer<typeof ChildView>;

export const PersonView = z.object({
  userId: UserId,
  username: z.string(),
  name: z.string(),
  phone: z.string(),
  portrait: Portrait.nullable(),
  employer: z.object({ organizationId: OrganizationId, name: z.string() }).nullable(),
  suspended: z.boolean(),
  hasPin: z.boolean(),
  /** Of who works in a room and is filmed there; null for everyone else. */
  videoConsent: ConsentState.nullable(),
  roles: z.array(z.object({ roleId: z.uuid(), role: Role, scope: z.string(), endsAt: z.iso.datetime().nullable() })),
  /** They give nothing any more; the newest few. */
  endedRoles: z.array(z.object({ roleId: z.uuid(), role: Role, scope: z.string(), endedAt: z.iso.datetime() })),
  children: z.array(z.object({ childId: ChildId, name: z.string(), relation: z.string() })),
});
export type PersonView = z.infer<typeof PersonView>;

// --- what an administrator writes ------------------------------------------------------------
export const SaveSite = z.object({
  name,
  address: z.string().trim().max(200),
  phone: z.string().trim().max(40),
  timeZone: z.string().max(60),
  roomConsentMode: z.enum(['strict', 'enrolment']),
  cameraNetworks: z.array(cidr).max(20),
  secondFactorNeeded: z.boolean(),
  viewMinutesPerDay: z.number().int().min(1).max(1440).nullable(),
  streamsAtOnce: z.number().int().min(1).max(16),
  hours: WeeklyHours,
  /** Left out: as it was, or as it is usual. */
  clock: SiteClock.optional(),
});
/** Switching live view on writes down its legal basis; off needs a reason too. */
export const SwitchLiveView = z.discriminatedUnion('on', [
  z.object({ on: z.literal(true), basis: z.string().trim().min(4).max(500) }),
  z.object({ on: z.literal(false), reason: z.string().trim().min(2).max(500) }),
]);
export const SaveClassroom = z.object({
  name,
  kind: ClassroomKind,
  capacity: z.number().int().min(1).max(60),
  ratio: z.number().int().min(1).max(20),
  windows: ViewingWindows,
});
export const AddChild = z.object({
  siteId: SiteId,
  classroomId: ClassroomId,
  name,
  nickname: z.string().trim().max(30).default(''),
  bornOn: AskedDay.nullable().default(null),
  portrait: Portrait.nullable().default(null),
  allergies: z.array(z.string().trim().min(1).max(40)).max(20).default([]),
  sessionKind: SessionKind,
  weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7),
  fromMinute: MinuteOfDay,
  toMinute: MinuteOfDay,
  startsOn: AskedDay,
});
/** Another room, kind or time of care counts from today on. */
export const SaveChild = AddChild.omit({ siteId: true, startsOn: true }).extend({
  nickname: z.string().trim().max(30),
  bornOn: AskedDay.nullable(),
  /** Left out: as it was. */
  portrait: Portrait.nullable().optional(),
  allergies: z.array(z.string().trim().min(1).max(40)).max(20),
});
export const Username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,39}$/);
/** What a new password must be, wherever one is chosen. */
export const NewPassword = z.string().min(10).max(200);
export const AddPerson = z.object({
  username: Username,
  name,
  phone: z.string().trim().max(40).default(''),
  employerId: OrganizationId.nullable().default(null),
  /** Given out once; the person changes it. */
  password: NewPassword,
});
export const SavePerson = AddPerson.pick({ name: true }).extend({
  phone: z.string().trim().max(40),
  /** Left out: as it was. Another's networks count from then on. */
  employerId: OrganizationId.nullable().optional(),
});
export const AddRole = z
  .object({
    role: Role,
    organizationId: OrganizationId.nullable().default(null),
    siteId: SiteId.nullable().default(null),
    classroomId: ClassroomId.nullable().default(null),
    endsAt: AskedInstant.nullable().default(null),
  })
  .refine((r) => [r.organizationId, r.siteId, r.classroomId].filter(Boolean).length === 1, {
    path: ['siteId'],
    message: 'one-scope',
  });
export const LinkGuardian = z.object({
  userId: UserId,
  relation: z.string().trim().min(1).max(20),
  mayWatch: z.boolean().default(true),
  mayPickUp: z.boolean().default(true),
});
/** Undoes a link that should not be, or is no more; a block by order is lifted first. */
export const UnlinkGuardian = z.object({ reason: z.string().trim().min(2).max(300) });
export const RecordConsent = z.object({
  kind: ConsentKind,
  given: z.boolean(),
  /** Of the text that was signed; null is the newest one. */
  version: z.number().int().min(1).max(10_000).nullable().default(null),
  /** An accident insurance always has an end. */
  validUntil: AskedInstant.nullable().default(null),
  /** The child's guardian who signed; null for a paper that someone without an account signed. */
  signedBy: UserId.nullable().default(null),
  /** The site's day from which it counts, today at the latest; null is now. */
  signedOn: AskedDay.nullable().default(null),
  note: z.string().trim().max(500).default(''),
});
/** Of a child. Without a last day it is today; the rights end at once in any case. */
export const EndEnrolment = z.object({
  lastDay: AskedDay.nullable().default(null),
  reason: z.string().trim().min(2).max(300),
});
export const SetPin = z.object({ pin: z.string().regex(/^\d{4}$/) });
export const SetPassword = z.object({ password: NewPassword });
export const SuspendPerson = z.object({ suspended: z.boolean(), reason: z.string().trim().min(2).max(300) });
export const AddSite = SaveSite.extend({ operatorId: OrganizationId });
export const AddClassroom = SaveClassroom.extend({ siteId: SiteId });

// --- answers that count what a change ended ---------------------------------------------------
export const ViewsEnded = z.object({ endedViews: z.number().int() });
export const LiveViewSwitched = SiteView.extend(ViewsEnded.shape);
export const SiteSaved = SiteView.extend(ViewsEnded.shape);
export const ConsentRecorded = ChildView.extend(ViewsEnded.shape);
export const EnrolmentEnded = ChildView.extend(ViewsEnded.shape);
export const ChildSaved = ChildView.extend(ViewsEnded.shape);
export const GuardianUnlinked = ChildView.extend(ViewsEnded.shape);

export const OrganizationView = z.object({
  organizationId: OrganizationId,
  name: z.string(),
  isOperator: z.boolean(),
  isEmployer: z.boolean(),
});
