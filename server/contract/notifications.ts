import { z } from 'zod';

export const NOTIFICATION_CHANNELS = ['push', 'email'] as const;
export const NotificationChannel = z.enum(NOTIFICATION_CHANNELS);
export type NotificationChannel = z.infer<typeof NotificationChannel>;

/** What a family is told of its own child's incidents, and what whoever answers for a site is told of all. */
export const FAMILY_KINDS = ['published', 'addendum', 'reminder'] as const;
export const OFFICE_KINDS = ['review', 'overdue'] as const;
/** What can be switched off, as far as it is about nothing grave. */
export const MutableKind = z.enum([...FAMILY_KINDS, ...OFFICE_KINDS]);
export type MutableKind = z.infer<typeof MutableKind>;
/** Something grave has just happened, or is said not to have: nobody can switch it off. */
export type NotificationKind = MutableKind | 'flagged' | 'withdrawn';

export const PushSubscriptionId = z.uuid().brand<'PushSubscriptionId'>();
export type PushSubscriptionId = z.infer<typeof PushSubscriptionId>;

/** As a browser gives it out: the address of its push service and the keys with which it reads. */
export const SubscribeBrowser = z.object({
  endpoint: z.url().max(1_500),
  /** An uncompressed point of P-256, and sixteen bytes: base64url. */
  keys: z.object({
    p256dh: z.string().regex(/^[\w-]{87}=?$/),
    auth: z.string().regex(/^[\w-]{22}(==)?$/),
  }),
});
export type SubscribeBrowser = z.output<typeof SubscribeBrowser>;

const EmailAddressText = z.email().max(254);
export const GiveEmail = z.object({ address: EmailAddressText });
export const ConfirmEmail = z.object({ code: z.string().regex(/^\d{6}$/) });
export const EMAIL_CODE_MINUTES = 15;
/** Of one person. */
export const BROWSERS_MOST = 10;

export const SaveNotifications = z.object({
  /** By which channels what is not grave is told, too. */
  routine: z.object({ push: z.boolean(), email: z.boolean() }),
  muted: z.array(MutableKind).max(MutableKind.options.length),
});
export type SaveNotifications = z.output<typeof SaveNotifications>;

/** One's own settings, and where one is told. */
export const NotificationsView = SaveNotifications.extend({
  /** Those of them that come to this person at all. */
  kinds: z.array(MutableKind),
  push: z.object({
    /** With this key a browser subscribes. */
    applicationServerKey: z.string(),
    browsers: z.array(
      z.object({
        subscriptionId: PushSubscriptionId,
        userAgent: z.string(),
        since: z.iso.datetime(),
        /** Of the sign-in that asks. */
        isThis: z.boolean(),
      }),
    ),
  }),
  email: z.object({
    /** False: the service sends no e-mail. */
    isOffered: z.boolean(),
    address: z.string().nullable(),
    /** It waits for its code. */
    waiting: z.string().nullable(),
  }),
});
export type NotificationsView = z.infer<typeof NotificationsView>;

export const SendTrial = z.object({ channel: NotificationChannel });

/** A visible page has shown this event: of what is not grave nothing more is sent to its person. */
export const MarkSeen = z.object({ position: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });

/** Events of which somebody who is not looking may be told otherwise. */
export const NOTIFYING_EVENTS = ['incident:told', 'incident:changed'] as const;

/** What a push message holds, for the service worker; the path is one of this service's own pages. */
export const PushMessage = z.object({
  tag: z.string(),
  title: z.string(),
  body: z.string(),
  path: z.string().startsWith('/'),
  language: z.enum(['zh', 'en']),
});
export type PushMessage = z.infer<typeof PushMessage>;
