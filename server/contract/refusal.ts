import { z } from 'zod';

/** What a guardian's browser may learn. Each has its sentence in both languages (web/shared/words). */
export const PUBLIC_REFUSALS = [
  'not-available',
  'site-live-off',
  'account-inactive',
  'second-factor-needed',
  'child-not-arrived',
  'child-left',
  'child-elsewhere',
  'agreement-invalid',
  'insurance-invalid',
  'risk-notice-unread',
  'video-consent-invalid',
  'site-closed',
  'outside-window',
  'window-over',
  'outside-session',
  'network-not-allowed',
  'camera-paused',
  'camera-offline',
  'room-consent-incomplete',
  'minutes-used-up',
  'too-many-streams',
  'grant-ended',
  'reason-needed',
  'cannot-decide',
  'signed-out',
] as const;
export const PublicRefusal = z.enum(PUBLIC_REFUSALS);
export type PublicRefusal = z.infer<typeof PublicRefusal>;

/** Said to administrators only: to a guardian each of these is `not-available`, so that a custody order cannot be read off. */
export const HIDDEN_REFUSALS = [
  'custody-block',
  'right-withdrawn',
  'explicit-deny',
  'camera-disabled',
  'camera-area-forbidden',
  'not-linked',
  'out-of-scope',
] as const;

export const REFUSAL_REASONS = [...PUBLIC_REFUSALS, ...HIDDEN_REFUSALS] as const;
export const RefusalReason = z.enum(REFUSAL_REASONS);
export type RefusalReason = z.infer<typeof RefusalReason>;

const HIDDEN: ReadonlySet<string> = new Set(HIDDEN_REFUSALS);

/** The one place where an internal reason becomes what a guardian may read. */
export function publicRefusal(reason: RefusalReason): PublicRefusal {
  return HIDDEN.has(reason) ? 'not-available' : (reason as PublicRefusal);
}

/** What a sentence needs: names of the viewer's own child and room only, instants as ISO (UTC), the site's zone beside them. */
export const Refusal = z.object({
  code: PublicRefusal,
  /** Only on codes that concern the viewer's own child. */
  child: z.string().optional(),
  room: z.string().optional(),
  classroomId: z.string().optional(),
  employer: z.string().optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  /** When it opens next. */
  next: z.iso.datetime().optional(),
  /** A limit: minutes a day, or pictures at once; of a look with a reason, how many others are told of it. */
  n: z.number().int().optional(),
  timeZone: z.string().optional(),
  phone: z.string().optional(),
});
export type Refusal = z.infer<typeof Refusal>;

/** Why a view ended, as written in its record and told to its viewer. */
export const VIEW_ENDS = [
  ...REFUSAL_REASONS,
  'closed-by-viewer',
  'socket-closed',
  'never-started',
  'lease-expired',
  'media-restarted',
  'camera-removed',
  'server-stopped',
] as const;
export const ViewEnd = z.enum(VIEW_ENDS);
export type ViewEnd = z.infer<typeof ViewEnd>;

/** The end of a view in the words its viewer may read. */
export function publicEnd(end: ViewEnd): ViewEnd {
  return HIDDEN.has(end) ? 'not-available' : end;
}
