import { z } from 'zod';
import { AskedInstant } from './asked-time.ts';
import { AccessChangeId, CameraId, ChildId, DenyId, GrantId, GuardianshipId, SiteId, UserId } from './ids.ts';
import { Refusal, RefusalReason } from './refusal.ts';

/** The terms of the viewing rule by name, in the order in which they are asked. */
export const WATCH_TERMS = [
  'linked',
  'today',
  'site-on',
  'account',
  'signed-in',
  'second-factor',
  'site-open',
  'not-denied',
  'camera-enabled',
  'area',
  'not-blocked',
  'in-room',
  'grant',
  'agreement',
  'insurance',
  'risk-notice',
  'video',
  'session',
  'window',
  'network',
  'not-paused',
  'room-consent',
  'minutes',
  'streams',
  'staff',
] as const;
export const WatchTerm = z.enum(WATCH_TERMS);
export type WatchTerm = z.infer<typeof WatchTerm>;

/** One guardian × one camera, as an administrator sees it: the internal reason, and the words the parent reads stand behind it. */
export const AccessCell = z.object({
  cameraId: CameraId,
  allowed: z.boolean(),
  /** Every one that applies, in the order of the rule; empty when allowed. */
  reasons: z.array(RefusalReason),
  until: z.iso.datetime().nullable(),
  watching: z.boolean(),
  grantId: GrantId.nullable(),
  denyId: DenyId.nullable(),
});
export const AccessRow = z.object({
  userId: UserId,
  name: z.string(),
  employer: z.string().nullable(),
  /** When the first of the children's consents ends that ends within 30 days; null: none does. */
  expiresAt: z.iso.datetime().nullable(),
  children: z.array(
    z.object({
      childId: ChildId,
      name: z.string(),
      guardianshipId: GuardianshipId,
      relation: z.string(),
      withdrawn: z.boolean(),
      custodyBlocked: z.boolean(),
    }),
  ),
  /** Of cameras that have to do with this person; of all others the answer is that no child of theirs is there. */
  cells: z.array(AccessCell),
});
export type AccessRow = z.infer<typeof AccessRow>;
export const AccessTable = z.object({
  cameras: z.array(z.object({ cameraId: CameraId, name: z.string(), classroomName: z.string() })),
  rows: z.array(AccessRow),
});
export type AccessTable = z.infer<typeof AccessTable>;

/** "Why can X see this?", now or at a past instant. */
export const WhyQuestion = z.object({ userId: UserId, cameraId: CameraId, at: AskedInstant.optional() });

const Spans = z.array(z.object({ from: z.iso.datetime(), to: z.iso.datetime() }));

/** Every term of the rule with what it said, and beside it the facts that the sentences about them name. */
export const WhyAnswer = z.object({
  at: z.iso.datetime(),
  isPast: z.boolean(),
  name: z.string(),
  allowed: z.boolean(),
  reason: RefusalReason.nullable(),
  until: z.iso.datetime().nullable(),
  /** What the person reads; null when they may watch. */
  refusal: Refusal.nullable(),
  terms: z.array(
    z.object({
      term: WatchTerm,
      holds: z.boolean(),
      reason: RefusalReason.nullable(),
      /** Until when it holds if nothing changes; null: for as long as nothing changes. */
      until: z.iso.datetime().nullable(),
    }),
  ),
  facts: z.object({
    isStaff: z.boolean(),
    /** The child by whose right it was decided. */
    child: z
      .object({
        childId: ChildId,
        name: z.string(),
        state: z.enum(['expected', 'present', 'left']),
        at: z.iso.datetime().nullable(),
        room: z.string().nullable(),
      })
      .nullable(),
    open: Spans,
    /** null: the room follows the opening hours. */
    windows: Spans.nullable(),
    session: Spans,
    /** Of the room: whose video consent is asked, and how many lack it; null where it is asked at enrolment. */
    /** The numbers are null for an employer's administrator: they would count the other families in the room. */
    roomConsent: z.object({ asked: z.number().int().nullable(), missing: z.number().int().nullable() }).nullable(),
    minutes: z.object({ used: z.number().int(), limit: z.number().int().nullable() }),
    streams: z.object({ others: z.number().int(), limit: z.number().int() }),
    pausedUntil: z.iso.datetime().nullable(),
    employer: z.string().nullable(),
    grantUntil: z.iso.datetime().nullable(),
  }),
  /** The last time this person watched this camera, and how often they were refused on that day. */
  lastWatched: z.iso.datetime().nullable(),
  refusedThatDay: z.number().int(),
  /** Since when the history of this camera is kept: of no instant before it can be told who could watch. */
  knownSince: z.iso.datetime().nullable(),
  /** What stood then in the way by name. */
  denies: z.array(
    z.object({
      denyId: DenyId,
      /** The employer whose administrators made it; null: the nursery. */
      employer: z.string().nullable(),
      isEverywhere: z.boolean(),
      at: z.iso.datetime(),
      /** Null for an employer's administrator where the nursery made it. */
      by: z.string().nullable(),
      reason: z.string().nullable(),
      /** May the asking lift it? */
      isOwn: z.boolean(),
    }),
  ),
});
export type WhyAnswer = z.infer<typeof WhyAnswer>;

const reason = z.string().trim().min(2).max(300);
/** `custody` is a block by order; `right` withdraws viewing as agreed. Both read as "not available" to the person. */
export const WithdrawRight = z.object({ kind: z.enum(['right', 'custody']), reason });
/** Gives back what was withdrawn or blocked; both, when both were. */
export const RestoreRight = z.object({ reason });
export const GiveGrant = z.object({ userId: UserId, cameraId: CameraId, endsAt: AskedInstant, reason });
export const DenyViewing = z.object({ userId: UserId, cameraId: CameraId.nullable(), reason });

/** In one change: 300 guardians and 24 cameras, and some room. */
const MOST_RIGHTS = 10_000;
const People = z.array(UserId).min(1).max(500);
const Cameras = z.array(CameraId).min(1).max(100);
/** Several rights at once. `trial` changes nothing and answers what would come of it; it needs no reason yet. */
const Why = { reason: reason.nullable(), trial: z.boolean() };
export const ChangeAccess = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('deny'), siteId: SiteId, userIds: People, cameraIds: Cameras, ...Why }),
    z.object({
      kind: z.literal('grant'),
      siteId: SiteId,
      userIds: People,
      cameraIds: Cameras,
      endsAt: AskedInstant,
      ...Why,
    }),
    z.object({ kind: z.literal('withdraw'), siteId: SiteId, userIds: People, ...Why }),
  ])
  .refine((change) => !('cameraIds' in change) || change.userIds.length * change.cameraIds.length <= MOST_RIGHTS, {
    path: ['userIds'],
    message: 'too_big',
  })
  .refine(({ trial, reason: given }) => trial || given !== null, { path: ['reason'], message: 'too_small' });
export type ChangeAccess = z.infer<typeof ChangeAccess>;

/** `changeId` is what undoes it; null after a trial, and when nothing was to be changed. */
export const AccessChanged = z.object({
  changed: z.number().int(),
  unchanged: z.number().int(),
  /** Running pictures that this ended; of a trial those that it would end. */
  endedViews: z.number().int(),
  changeId: AccessChangeId.nullable(),
});
export const AccessUndone = z.object({ undone: z.number().int(), endedViews: z.number().int() });

/** Which part of a site's table is taken out; null: all of it. */
export const ExportAccess = z.object({
  siteId: SiteId,
  userIds: z.array(UserId).max(2_000).nullable(),
  cameraIds: z.array(CameraId).max(200).nullable(),
  language: z.enum(['zh', 'en']),
});
export type ExportAccess = z.infer<typeof ExportAccess>;

/** The consequence, counted: how many running pictures this ended. */
export const RightChanged = z.object({ endedViews: z.number().int() });
export const GrantGiven = RightChanged.extend({ grantId: GrantId });
export const DenyMade = RightChanged.extend({ denyId: DenyId });
