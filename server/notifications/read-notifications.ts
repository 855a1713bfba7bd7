import type { z } from 'zod';
import { FAMILY_KINDS, type NotificationsView, OFFICE_KINDS, type MutableKind } from '../contract/notifications.ts';
import type { AskingUser } from '../platform/asking.ts';
import { isGuardian } from './guardian-store.ts';
import type { NotificationDeps } from './notification-deps.ts';
import { HEARD_BY } from './what-to-tell.ts';
import { addressOf, settingsOf, subscriptionsOf, waitingCode } from './targets-store.ts';

/** One's own settings, browsers and address; of nobody else's anything. */
export async function readNotifications(
  deps: NotificationDeps,
  asking: AskingUser,
): Promise<z.input<typeof NotificationsView>> {
  const { db, push, mailer } = deps;
  const { userId, sessionId } = asking;
  const now = deps.now();
  const [settings, browsers, address, code, kinds] = await Promise.all([
    settingsOf(db, userId),
    subscriptionsOf(db, userId, now),
    addressOf(db, userId),
    waitingCode(db, userId, now),
    kindsOf(deps, asking),
  ]);
  return {
    ...settings,
    kinds,
    push: {
      applicationServerKey: push.keys.publicKey,
      browsers: browsers.map(({ id, sessionId: of, createdAt, session }) => ({
        subscriptionId: id,
        userAgent: session.userAgent,
        since: createdAt.toISOString(),
        isThis: of === sessionId,
      })),
    },
    email: { isOffered: mailer !== null, address, waiting: code?.address ?? null },
  };
}

/** What can come to this person: as a guardian, and by a role that hears of it. Nothing, where neither is so. */
async function kindsOf({ db }: NotificationDeps, { userId, roles, withheld }: AskingUser): Promise<MutableKind[]> {
  const isHeard = (kind: (typeof OFFICE_KINDS)[number]) =>
    [...roles, ...withheld].some(({ role }) => HEARD_BY[kind].includes(role));
  return [...((await isGuardian(db, userId)) ? FAMILY_KINDS : []), ...OFFICE_KINDS.filter(isHeard)];
}
