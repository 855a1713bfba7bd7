import { z } from 'zod';
import { AskedDay, AskedInstant } from './asked-time.ts';
import { ChildId, OrganizationId, SiteId, UserId } from './ids.ts';
import { ConsentKind, ConsentState, Portrait } from './people.ts';

export const ConsentTextId = z.uuid().brand<'ConsentTextId'>();
export type ConsentTextId = z.infer<typeof ConsentTextId>;
export const ScanId = z.uuid().brand<'ScanId'>();
export type ScanId = z.infer<typeof ScanId>;

/** What ends within so many days is announced: to the family, and on the administrators' list. */
export const NOTICE_DAYS = 30;

/** Kinds with a text to agree to; an insurance is a policy to be shown. */
export const TEXT_KINDS = ['agreement', 'risk_notice', 'video'] as const;
export const TextKind = z.enum(TEXT_KINDS);
export type TextKind = z.infer<typeof TextKind>;

export const MAX_SCAN_BYTES = 10 * 1024 * 1024;
/** Why a picture of a paper is not taken; stands in a problem's `fields.file`. */
export const SCAN_FAULTS = [
  'empty',
  'wrong-type',
  'heic',
  'damaged',
  'too-many-pixels',
  'pdf-incomplete',
  'too-many-waiting',
] as const;
export const ScanFault = z.enum(SCAN_FAULTS);
export type ScanFault = z.infer<typeof ScanFault>;

export const ConsentTextView = z.object({
  textId: ConsentTextId,
  kind: TextKind,
  version: z.number().int(),
  zh: z.string(),
  en: z.string(),
  publishedAt: z.iso.datetime(),
  /** From then on an earlier version counts no more; null: earlier ones stay good. */
  requiredFrom: z.iso.datetime().nullable(),
});
export type ConsentTextView = z.infer<typeof ConsentTextView>;

export const ConsentStandingView = z.object({
  kind: ConsentKind,
  state: ConsentState.shape.state,
  /** When it is over: by its own end, or because a newer text is needed; null: neither is known. */
  until: z.iso.datetime().nullable(),
  /** Of the text that was agreed to last. */
  version: z.number().int().nullable(),
});
export type ConsentStandingView = z.infer<typeof ConsentStandingView>;

// --- a guardian's own ----------------------------------------------------------------------------
export const OwnScan = z.object({
  scanId: ScanId,
  kind: ConsentKind,
  uploadedAt: z.iso.datetime(),
  statedUntil: z.iso.datetime().nullable(),
  state: z.enum(['waiting', 'accepted', 'refused']),
  /** In the administrator's words. */
  refusedWhy: z.string().nullable(),
});
export type OwnScan = z.infer<typeof OwnScan>;

export const LedgerLine = z.object({
  kind: ConsentKind,
  given: z.boolean(),
  version: z.number().int(),
  at: z.iso.datetime(),
  validUntil: z.iso.datetime().nullable(),
  /** Who agreed, as the ledger knows; null for a paper without a name. */
  by: z.string().nullable(),
  how: z.enum(['web', 'paper']),
  textId: ConsentTextId.nullable(),
});
export type LedgerLine = z.infer<typeof LedgerLine>;

export const OwnChildConsents = z.object({
  childId: ChildId,
  name: z.string(),
  nickname: z.string(),
  portrait: Portrait.nullable(),
  siteName: z.string(),
  sitePhone: z.string(),
  timeZone: z.string(),
  /** The room it is enrolled in. */
  room: z.string().nullable(),
  /** Whether that room's picture asks for the video consent of everyone in it. */
  isRoomStrict: z.boolean(),
  consents: z.array(ConsentStandingView),
  /** The newest of each kind, and every one that was agreed to. */
  texts: z.array(ConsentTextView),
  /** The newest first. */
  ledger: z.array(LedgerLine),
  /** What this guardian sent, the newest first. */
  scans: z.array(OwnScan),
});
export type OwnChildConsents = z.infer<typeof OwnChildConsents>;
/** Without a child whose every right stands it is empty, and says no more. */
export const OwnConsents = z.object({ children: z.array(OwnChildConsents) });
export type OwnConsents = z.infer<typeof OwnConsents>;

export const SignConsent = z.object({
  childId: ChildId,
  kind: TextKind,
  textId: ConsentTextId,
  /** The full name, typed: one's own. */
  name: z.string().trim().min(1).max(60),
});
export const WithdrawConsent = z.object({ childId: ChildId, kind: TextKind });
/** Beside the bytes of the picture or PDF, which are the body. `until`: its end, as on the paper. */
export const UploadScan = z.object({ childId: ChildId, kind: ConsentKind, until: AskedInstant.optional() });
export const ScanUploaded = z.object({ scanId: ScanId });

// --- the administrators' ledger --------------------------------------------------------------------
export const CONSENT_FILTERS = ['missing', 'outdated', 'expired', 'ends-soon', 'waiting'] as const;
export const ConsentFilter = z.enum(CONSENT_FILTERS);
export type ConsentFilter = z.infer<typeof ConsentFilter>;

export const ConsentQuery = z.object({
  siteId: SiteId.optional(),
  /** missing: never given, or withdrawn; outdated: of a text that is too old; expired: over. */
  filter: ConsentFilter.optional(),
  search: z.string().trim().max(60).optional(),
});
export type ConsentQuery = z.infer<typeof ConsentQuery>;

export const ChildConsents = z.object({
  childId: ChildId,
  siteId: SiteId,
  siteName: z.string(),
  timeZone: z.string(),
  name: z.string(),
  nickname: z.string(),
  room: z.string().nullable(),
  consents: z.array(ConsentStandingView),
  waitingScans: z.number().int(),
});
export type ChildConsents = z.infer<typeof ChildConsents>;

/** Children, not papers; one can be counted in several. */
export const ConsentCounts = z.object({
  all: z.number().int(),
  missing: z.number().int(),
  outdated: z.number().int(),
  expired: z.number().int(),
  'ends-soon': z.number().int(),
  waiting: z.number().int(),
});
export type ConsentCounts = z.infer<typeof ConsentCounts>;

/** Rows beyond this are found by searching. */
export const MAX_CONSENT_ROWS = 500;
export const ConsentList = z.object({ counts: ConsentCounts, found: z.number().int(), rows: z.array(ChildConsents) });
export type ConsentList = z.infer<typeof ConsentList>;
export const ExportConsents = ConsentQuery.extend({ language: z.enum(['zh', 'en']) });

export const WaitingScan = z.object({
  scanId: ScanId,
  childId: ChildId,
  childName: z.string(),
  siteId: SiteId,
  timeZone: z.string(),
  kind: ConsentKind,
  mediaType: z.enum(['image/jpeg', 'application/pdf']),
  uploadedAt: z.iso.datetime(),
  uploadedBy: z.object({ userId: UserId, name: z.string(), relation: z.string().nullable() }),
  statedUntil: z.iso.datetime().nullable(),
  /** Of the texts that were out when it was sent, the newest first; empty for a policy. */
  versions: z.array(z.number().int()),
});
export type WaitingScan = z.infer<typeof WaitingScan>;
export const AcceptScan = z.object({
  /** An accident insurance always has an end. */
  validUntil: AskedInstant.nullable(),
  /** Of the text on the paper; null is the newest that was out when it was signed or sent. */
  version: z.number().int().min(1).max(10_000).nullable().default(null),
  signedBy: UserId.nullable(),
  signedOn: AskedDay.nullable().default(null),
  note: z.string().trim().max(500).default(''),
});
export const RefuseScan = z.object({ why: z.string().trim().min(2).max(300) });

export const OperatorTexts = z.object({
  operatorId: OrganizationId,
  name: z.string(),
  /** The newest first. */
  texts: z.array(ConsentTextView.extend({ publishedBy: z.string() })),
  /** Children whose consent of that kind is valid now: who would have to sign a new text. */
  signed: z.object({ agreement: z.number().int(), risk_notice: z.number().int(), video: z.number().int() }),
  /** Families' views that run now: a text that is needed at once ends them. */
  familyViews: z.number().int(),
});
export type OperatorTexts = z.infer<typeof OperatorTexts>;

const body = z.string().trim().min(20).max(12_000);
export const PublishText = z.object({
  operatorId: OrganizationId,
  kind: TextKind,
  /** The newest version that its author saw; 0 for none. */
  after: z.number().int().min(0).max(10_000),
  zh: body,
  en: body,
  /** From when it has to be agreed to anew; null: earlier agreements stay good. */
  requiredFrom: z.union([z.literal('now'), AskedInstant]).nullable(),
});
export const TextPublished = ConsentTextView.extend({ endedViews: z.number().int() });
