import { z } from 'zod';
import { InvitationId, OrganizationId, UserId } from './ids.ts';
import { LinkGuardian, NewPassword, Username } from './people.ts';

/** A link that nobody used by then is void. */
export const INVITATION_DAYS = 7;

/** Whom the office invites, and as what; rights are those of `LinkGuardian`. */
export const Invite = LinkGuardian.omit({ userId: true }).extend({
  name: z.string().trim().min(1).max(60),
  phone: z.string().trim().max(40).default(''),
  /** One of the site's; counts for an account that is made by the link, and changes none that is there. */
  employerId: OrganizationId.nullable().default(null),
});

export const INVITATION_STATES = ['open', 'used', 'expired', 'revoked'] as const;
export const InvitationView = z.object({
  invitationId: InvitationId,
  name: z.string(),
  phone: z.string(),
  relation: z.string(),
  employer: z.object({ organizationId: OrganizationId, name: z.string() }).nullable(),
  mayWatch: z.boolean(),
  mayPickUp: z.boolean(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  state: z.enum(INVITATION_STATES),
  usedBy: z.object({ userId: UserId, name: z.string() }).nullable(),
});
export type InvitationView = z.infer<typeof InvitationView>;

/** The secret is shown this once; the server keeps its SHA-256 alone. */
export const InvitationMade = z.object({ invitation: InvitationView, secret: z.string() });
export type InvitationMade = z.infer<typeof InvitationMade>;

// --- whoever holds the link ----------------------------------------------------------------------
/** Always in a body: a path or a query is kept in histories, proxies' logs and previews of links. */
const secret = z.string().min(1).max(200);
export const OpenInvitation = z.object({ secret });
/**
 * What a link tells before it is accepted: it may have been passed on or read over a shoulder, so it names the nursery and
 * neither the child nor the invited person.
 */
export const InvitationOpened = z.object({ siteName: z.string(), expiresAt: z.iso.datetime() });
export type InvitationOpened = z.infer<typeof InvitationOpened>;
/** Makes an account of this name and password, and joins it to the child. */
export const JoinAnew = OpenInvitation.extend({ username: Username, password: NewPassword });
