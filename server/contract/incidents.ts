import { z } from 'zod';
import { AskedInstant } from './asked-time.ts';
import { ClockRule, IncidentDue } from './incident-clocks.ts';
import { ChildId, ClassroomId, IncidentId, IncidentStepId, SiteId, UserId } from './ids.ts';

/** What a caregiver flags, as the tablet shows it: the last four are grave. */
export const INCIDENT_KINDS = [
  'fall',
  'bite',
  'scratch',
  'prick',
  'fever',
  'vomiting',
  'sting',
  'other',
  'allergy',
  'choking',
  'burn',
  'missing',
] as const;
export const IncidentKind = z.enum(INCIDENT_KINDS);
export type IncidentKind = z.infer<typeof IncidentKind>;

/** Of these the family is called before anything is sent to it (先打电话). */
export const GRAVE_KINDS: readonly IncidentKind[] = ['allergy', 'choking', 'burn', 'missing'];
/** Ill, or gone, not injured: of these there may rightly be no injury written. */
export const NO_INJURY_KINDS: readonly IncidentKind[] = ['fever', 'vomiting', 'allergy', 'missing'];
export const isGrave = (kind: string): boolean => GRAVE_KINDS.includes(kind as IncidentKind);

export const INCIDENT_STATES = ['draft', 'in-review', 'published', 'acknowledged', 'closed', 'withdrawn'] as const;
export const IncidentState = z.enum(INCIDENT_STATES);
export type IncidentState = z.infer<typeof IncidentState>;

/** Everything that may be written of an incident. A record is the list of its steps, and what they mean is derived. */
export const INCIDENT_STEPS = [
  'flagged',
  'withdrawn',
  'detailed',
  'submitted',
  'returned',
  'called',
  'published',
  'acknowledged',
  'addendum',
  'reminded',
  'escalated',
  'closed',
] as const;
export const IncidentStepKind = z.enum(INCIDENT_STEPS);
export type IncidentStepKind = z.infer<typeof IncidentStepKind>;

/** As long as a flag may be taken back: a wrong tile was touched. */
export const FLAG_UNDO_SECONDS = 30;
/** What is held of the recording around what happened. */
export const HELD_BEFORE_MINUTES = 5;
export const HELD_AFTER_MINUTES = 10;

// --- the tablet --------------------------------------------------------------------------------
export const FlagIncident = z.object({
  /** Made on the tablet: the same two taps sent twice are one incident. */
  incidentId: IncidentId,
  classroomId: ClassroomId,
  kind: IncidentKind,
  /** None: it concerns the room, as a fire alarm does. */
  childIds: z
    .array(ChildId)
    .max(60)
    .refine((ids) => new Set(ids).size === ids.length, 'twice'),
  happenedAt: AskedInstant,
  isOffline: z.boolean().default(false),
  /**
   * Who acted on the tablet at the tap, as far as it knows: null for nobody. A flag waits for no PIN, so that somebody else may act
   * when it is sent. Left out: whoever acts.
   */
  authorId: UserId.nullable().optional(),
});
export type FlagIncident = z.output<typeof FlagIncident>;

/** Within FLAG_UNDO_SECONDS of its recording, while nothing else was written. */
export const WithdrawFlag = z.object({ stepId: IncidentStepId, incidentId: IncidentId });
export type WithdrawFlag = z.output<typeof WithdrawFlag>;

export const IncidentRecorded = z.object({ incidentId: IncidentId, number: z.string(), state: IncidentState });
export type IncidentRecorded = z.infer<typeof IncidentRecorded>;

// --- who looks after it -------------------------------------------------------------------------
export const OpenIncident = z.object({
  incidentId: IncidentId,
  /** `2026-1120-03`: the third of its site that day. */
  number: z.string(),
  kind: IncidentKind,
  isGrave: z.boolean(),
  state: IncidentState,
  /** A guardian of one of its children signed: where nobody has to, it is through when it was reviewed. */
  isSigned: z.boolean(),
  /** The director sent it back to be written better; why stands in its lines. */
  isReturned: z.boolean().default(false),
  /** The director's words then; empty while it is not sent back. */
  returnedWhy: z.string().default(''),
  /** It is grave, and a family that is to be told of it was not reached by phone yet: until then it is not published. */
  isCallDue: z.boolean(),
  siteId: SiteId,
  classroomId: ClassroomId,
  classroomName: z.string(),
  children: z.array(z.object({ childId: ChildId, name: z.string() })),
  happenedAt: z.iso.datetime(),
  recordedAt: z.iso.datetime(),
  /** Who flagged it; null where nobody was known on the tablet. */
  by: z.string().nullable(),
  /** They said their PIN for this shift, or wrote its details or handed it in with theirs; else a tablet names them. */
  isAuthorConfirmed: z.boolean(),
  /** The times that run for it, the earliest first. */
  due: z.array(IncidentDue),
});
export type OpenIncident = z.infer<typeof OpenIncident>;

export const IncidentsQuery = z.object({ siteId: SiteId.optional(), classroomId: ClassroomId.optional() });
/** Neither closed nor withdrawn, the oldest first. */
export const OpenIncidents = z.object({ incidents: z.array(OpenIncident) });
export type OpenIncidents = z.infer<typeof OpenIncidents>;

/** For a family: something of its own child was published, added to that, acknowledged by one of it, or waits for its word. */
export const incidentTold = {
  incidentId: IncidentId,
  kind: IncidentKind,
  isGrave: z.boolean(),
  what: z.enum(['published', 'addendum', 'acknowledged', 'reminder']),
  childId: ChildId,
  childName: z.string(),
  classroomName: z.string(),
};

/** The event of the log: whoever shows incidents reads again. No name is in it. */
export const incidentChanged = {
  incidentId: IncidentId,
  kind: IncidentKind,
  step: IncidentStepKind,
  /** Of an escalation: which time is over. */
  why: ClockRule.optional(),
  /** Of a withdrawal: a slip of the room, undone within its seconds; otherwise the director took it back. */
  isUndo: z.boolean().optional(),
  classroomId: ClassroomId,
  classroomName: z.string(),
};
