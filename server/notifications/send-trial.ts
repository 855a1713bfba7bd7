import { randomUUID } from 'node:crypto';
import type { NotificationChannel } from '../contract/notifications.ts';
import type { AskingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import type { Delivery } from './delivery.ts';
import { browserIsGone } from './end-browser.ts';
import { mailOf, pushMessage, trialMessage, type Message } from './message.ts';
import type { NotificationDeps } from './notification-deps.ts';
import { sendPush } from './send-push.ts';
import { openSubscription } from './subscription-seal.ts';
import { addressOf, languageOf, subscriptionsOf } from './targets-store.ts';

/**
 * One message now, so that its person sees it come: to each of their browsers, or to their address.
 * @throws AppError 'channel-absent' when there is none, 'not-delivered' when none took it, 'too-many-tries'
 */
export async function sendTrial(
  deps: NotificationDeps,
  asking: AskingUser,
  channel: NotificationChannel,
): Promise<void> {
  await deps.throttles.trials.take(asking.userId);
  const isAdmin = asking.roles.some(({ role }) => role.endsWith('_admin'));
  const message = trialMessage(await languageOf(deps.db, asking.userId), isAdmin ? '/a/account' : '/p/notifications');
  const deliveries =
    channel === 'push' ? await toBrowsers(deps, asking, message) : await toMailbox(deps, asking, message);
  if (deliveries.length === 0) throw new AppError('channel-absent');
  if (deliveries.some(({ is }) => is === 'sent')) return;
  const codes = deliveries.flatMap((each) => (each.is === 'sent' ? [] : [each.code]));
  deps.log.warn({ userId: asking.userId, channel, codes }, 'a trial notification was not taken');
  throw new AppError('not-delivered');
}

async function toBrowsers(deps: NotificationDeps, { userId }: AskingUser, message: Message): Promise<Delivery[]> {
  const id = randomUUID();
  const text = JSON.stringify(pushMessage(id, message));
  const browsers = await subscriptionsOf(deps.db, userId, deps.now());
  return Promise.all(
    browsers.map(async (browser) => {
      const subscription = openSubscription(deps.sealer, browser.id, browser.sealed);
      const topic = id.replaceAll('-', '');
      const delivery = await sendPush(deps.push, { subscription, topic, text, isUrgent: true });
      if (delivery.is === 'gone') await browserIsGone(deps, userId, browser.id);
      return delivery;
    }),
  );
}

async function toMailbox(deps: NotificationDeps, { userId }: AskingUser, message: Message): Promise<Delivery[]> {
  const to = await addressOf(deps.db, userId);
  if (to === null || deps.mailer === null) return [];
  return [await deps.mailer({ ...mailOf(message, deps.address), to, id: randomUUID() })];
}
