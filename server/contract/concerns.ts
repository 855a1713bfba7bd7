import { z } from 'zod';
import { AskedDay, AskedInstant } from './asked-time.ts';
import { ChildId, ClassroomId, ConcernId, ConcernStepId, SiteId, UserId } from './ids.ts';
import { ActAs } from './sign-in.ts';

/** About whom. `director` goes to the operator alone. */
export const CONCERN_ABOUT = ['staff', 'director', 'family', 'other', 'unknown'] as const;
export const ConcernAbout = z.enum(CONCERN_ABOUT);
export type ConcernAbout = z.infer<typeof ConcernAbout>;

/** What may be written of a report after it was made; where it stands is derived from these. */
export const CONCERN_STEPS = ['opened', 'reminded', 'noted', 'authority', 'closed'] as const;
export const ConcernStepKind = z.enum(CONCERN_STEPS);
export type ConcernStepKind = z.infer<typeof ConcernStepKind>;

export const ConcernState = z.enum(['received', 'looked-into', 'closed']);
export type ConcernState = z.infer<typeof ConcernState>;

/** Where suspected abuse is reported to, beside the nursery's own people. */
export const AUTHORITIES = ['police', 'civil-affairs', 'health', 'education', 'other'] as const;
export const Authority = z.enum(AUTHORITIES);
export type Authority = z.infer<typeof Authority>;

export const CONCERN_OUTCOMES = ['handed-over', 'measures-taken', 'not-confirmed', 'unfounded'] as const;
export const ConcernOutcome = z.enum(CONCERN_OUTCOMES);
export type ConcernOutcome = z.infer<typeof ConcernOutcome>;

/** Nobody has opened it for so long: then the operator is told once more. */
export const UNOPENED_MINUTES = 30;
export const CONCERN_TEXT_MAX = 4_000;

const said = (most: number) => z.string().trim().min(1).max(most);

// --- who reports ------------------------------------------------------------------------------
export const ReportConcern = z.object({
  /** Made where it is written: the same person sending it twice has made one report. */
  sentId: z.uuid(),
  siteId: SiteId,
  childId: ChildId.nullable(),
  about: ConcernAbout,
  /** Of the staff; only where it is about them. */
  subjectId: UserId.nullable(),
  /** Where it happened; null: not known, or the child's rooms of that day. */
  classroomId: ClassroomId.nullable(),
  /** By the site's calendar and clock; a minute without its day says nothing. */
  happenedOn: AskedDay.nullable(),
  happenedMinute: z.number().int().min(0).max(1_439).nullable(),
  where: z.string().trim().max(120),
  text: said(CONCERN_TEXT_MAX),
  /** The police or another authority has heard of it from the reporter. */
  toldAuthority: z.boolean(),
  /** On a tablet: who reports, by their own PIN. Whoever acts there stays who they were. */
  by: ActAs.optional(),
});
export type ReportConcern = z.output<typeof ReportConcern>;

export const ConcernReceipt = z.object({
  receipt: z.string(),
  reportedAt: z.iso.datetime(),
  /** False: everybody who could read it is kept from it, so that an authority must be told. */
  isReadable: z.boolean(),
  /** It is about a director: the operator alone was told. */
  isForOperator: z.boolean(),
});
export type ConcernReceipt = z.infer<typeof ConcernReceipt>;

const Named = z.object({ userId: UserId, name: z.string() });
/** What somebody may name in a report of one site. */
export const ConcernPlace = z.object({
  siteId: SiteId,
  siteName: z.string(),
  timeZone: z.string(),
  /** For a guardian, who reports of their own child alone. */
  needsChild: z.boolean(),
  children: z.array(z.object({ childId: ChildId, name: z.string() })),
  rooms: z.array(z.object({ classroomId: ClassroomId, name: z.string() })),
  staff: z.array(Named),
});
export type ConcernPlace = z.infer<typeof ConcernPlace>;
export const ConcernChoices = z.object({ places: z.array(ConcernPlace) });

/** Of one's own reports nothing but where they stand: a browser may be lent. */
export const OwnConcerns = z.object({
  /** The password is one that somebody else chose: until it is changed nothing is shown, whether there is something or not. */
  needsOwnPassword: z.boolean(),
  concerns: z.array(
    z.object({
      receipt: z.string(),
      reportedAt: z.iso.datetime(),
      state: ConcernState,
      /** Whether anybody beside the reporter may read it now: who leaves, or gets into others' hands, no more does. */
      isReadable: z.boolean(),
    }),
  ),
});
export type OwnConcerns = z.infer<typeof OwnConcerns>;

// --- who looks into it ------------------------------------------------------------------------
export const ConcernsQuery = z.object({ siteId: SiteId.optional() });

export const ListedConcern = z.object({
  concernId: ConcernId,
  receipt: z.string(),
  siteId: SiteId,
  reportedAt: z.iso.datetime(),
  about: ConcernAbout,
  state: ConcernState,
  isForOperator: z.boolean(),
});
export type ListedConcern = z.infer<typeof ListedConcern>;
/** Unopened ones first, the oldest before the others; then those that are looked into; the closed ones last, the newest first. */
export const Concerns = z.object({ concerns: z.array(ListedConcern) });

export const ConcernLine = z.object({
  stepId: ConcernStepId,
  kind: ConcernStepKind,
  at: z.iso.datetime(),
  /** Of what was told to an authority: when. */
  happenedAt: z.iso.datetime(),
  /** Null: the clock did it. */
  by: z.string().nullable(),
  text: z.string(),
  authority: Authority.nullable(),
  reference: z.string(),
  outcome: ConcernOutcome.nullable(),
  /** Of a closing: why no authority was told. */
  untoldWhy: z.string(),
});
export type ConcernLine = z.infer<typeof ConcernLine>;

export const ConcernFile = ListedConcern.extend({
  siteName: z.string(),
  timeZone: z.string(),
  reporter: z.string(),
  /** The tablet that it was written on. */
  deviceName: z.string().nullable(),
  child: z.object({ childId: ChildId, name: z.string() }).nullable(),
  subject: z.string().nullable(),
  classroomName: z.string().nullable(),
  happenedOn: z.iso.date().nullable(),
  happenedMinute: z.number().int().nullable(),
  where: z.string(),
  text: z.string(),
  toldAuthority: z.boolean(),
  /** The earliest first. */
  lines: z.array(ConcernLine),
  /** What is held of the recording. */
  holds: z.array(z.object({ cameraName: z.string(), from: z.iso.datetime(), to: z.iso.datetime() })),
});
export type ConcernFile = z.infer<typeof ConcernFile>;

const step = { stepId: ConcernStepId };
/** The id is made where it is done: sent twice is done once. */
export const TakeConcernStep = z.discriminatedUnion('kind', [
  z.object({ ...step, kind: z.literal('noted'), text: said(CONCERN_TEXT_MAX) }),
  z.object({
    ...step,
    kind: z.literal('authority'),
    authority: Authority,
    happenedAt: AskedInstant,
    /** The authority's own number of it. */
    reference: z.string().trim().max(120),
    text: z.string().trim().max(CONCERN_TEXT_MAX),
  }),
  z.object({
    ...step,
    kind: z.literal('closed'),
    outcome: ConcernOutcome,
    text: said(CONCERN_TEXT_MAX),
    /** Why no authority was told; where none was, nothing is closed without. */
    untoldWhy: z.string().trim().max(CONCERN_TEXT_MAX).default(''),
  }),
]);
export type TakeConcernStep = z.output<typeof TakeConcernStep>;
export const ConcernStepTaken = z.object({ state: ConcernState });

/** The event of the log, for each who may read the report: read it again. Nothing of it is in the event. */
export const concernChanged = { concernId: ConcernId, what: z.enum(['reported', 'changed', 'unopened']) };
