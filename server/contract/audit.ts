import { z } from 'zod';
import { AskedInstant } from './asked-time.ts';
import { AUDIT_KINDS } from './audit-actions.ts';
import { CameraId, ChildId, SiteId, UserId } from './ids.ts';
import { RefusalReason } from './refusal.ts';

/** One act or look, with the names as they are now. Names are null where the act had none, or none is known any more. */
export const AuditEntryView = z.object({
  /** Always the same of one entry, and says nothing of how many there are. */
  id: z.string(),
  at: z.iso.datetime(),
  action: z.string(),
  /** The tablet that it was done on, with its room. */
  deviceName: z.string().nullable(),
  actorName: z.string().nullable(),
  subjectName: z.string().nullable(),
  cameraName: z.string().nullable(),
  childName: z.string().nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** Its place in the chain, for who reads that; null for the second or so until it is sealed. */
  place: z.number().int().nullable().optional(),
});
export type AuditEntryView = z.infer<typeof AuditEntryView>;

/** What is looked for; all of it must hold. */
export const AuditFilter = z.object({
  /** Without it also what belongs to no site: sign-ins and accounts of people within reach. */
  siteId: SiteId.optional(),
  /** Who did it, or whom it was done to. */
  personId: UserId.optional(),
  cameraId: CameraId.optional(),
  childId: ChildId.optional(),
  kind: z.enum(AUDIT_KINDS).optional(),
  /** Looks that were refused for this reason. */
  refused: RefusalReason.optional(),
  from: AskedInstant.optional(),
  /** Not included. */
  to: AskedInstant.optional(),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

/** Newest first; `before` is that of the page before. */
export const AuditQuery = AuditFilter.extend({
  before: z
    .string()
    .regex(/^\d{1,15}\.[\w-]{22}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
/** `before` of the next page; null on the last one. */
export const AuditPage = z.object({ entries: z.array(AuditEntryView), before: z.string().nullable() });

export const AUDIT_EXPORT_ROWS = 50_000;
/** The answer is a CSV file; its header `x-rows` says how many entries it holds, `x-cut: 1` that there are older ones. */
export const ExportAudit = AuditFilter.extend({ language: z.enum(['zh', 'en']) });

/** Names to look for, as typed, or ids whose names are wanted, of one sort. */
export const AuditNamesQuery = z.object({
  sort: z.enum(['person', 'child', 'camera']),
  siteId: SiteId.optional(),
  search: z.string().max(60).default(''),
  id: z.uuid().optional(),
});
export type AuditNamesQuery = z.infer<typeof AuditNamesQuery>;
export const AuditName = z.object({ id: z.string(), name: z.string(), siteName: z.string().nullable() });
export type AuditName = z.infer<typeof AuditName>;

/** The chain as it is now, and what its last check found. */
export const AuditChain = z.object({
  /** Noted down elsewhere, these two show later that nothing was rewritten or cut off. Null also for who does not read the chain. */
  newest: z.object({ position: z.number().int(), hash: z.string() }).nullable(),
  /** Entries of the last second or so, which have no place yet; 0 for who does not read the chain. */
  unsealed: z.number().int(),
  checked: z
    .object({
      at: z.iso.datetime(),
      isWhole: z.boolean(),
      /** What was looked at, and the first place that is wrong; null for who does not read the chain. */
      places: z
        .object({ from: z.number().int(), to: z.number().int(), brokenAt: z.number().int().nullable() })
        .nullable(),
    })
    .nullable(),
});
export type AuditChain = z.infer<typeof AuditChain>;
