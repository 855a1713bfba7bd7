import { z } from 'zod';
import { SiteId } from './ids.ts';

/** One act or look, with the names as they are now. Names are null where the act had none, or none is known any more. */
export const AuditEntryView = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  action: z.string(),
  actorName: z.string().nullable(),
  /** The tablet that it was done on, with its room. */
  deviceName: z.string().nullable(),
  subjectName: z.string().nullable(),
  cameraName: z.string().nullable(),
  childName: z.string().nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type AuditEntryView = z.infer<typeof AuditEntryView>;

/** Newest first; `before` asks for the entries older than that id. */
export const AuditQuery = z.object({
  siteId: SiteId.optional(),
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
/** `before` of the next page; null on the last one. */
export const AuditPage = z.object({ entries: z.array(AuditEntryView), before: z.string().nullable() });
