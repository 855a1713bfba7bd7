import type { UserId } from '../contract/ids.ts';
import type { Delivery } from './delivery.ts';
import { browserIsGone } from './end-browser.ts';
import { mailOf, messageOf, pushMessage, type Message } from './message.ts';
import type { Reader, SendingDeps } from './notification-deps.ts';
import { findEvent, wasSeen, type DueNotification, type Outcome } from './notifications-store.ts';
import { sendPush } from './send-push.ts';
import { openSubscription } from './subscription-seal.ts';
import { addressById, isMuted, languageOf, runningSubscription, settingsOf } from './targets-store.ts';
import { noticeOf } from './what-to-tell.ts';

/** What a try has come to: over, or to be tried again. */
export type Tried = { is: 'done'; outcome: Exclude<Outcome, 'given-up'>; code?: string } | Failed;
export type Failed = Extract<Delivery, { is: 'failed' }>;

/**
 * Sends one, if it still is to be sent: its reader has not muted it meanwhile, no visible page of theirs has shown it (neither
 * counts for what is grave), the browser or address is still theirs, and they still hear of the event, asked now.
 */
export async function deliver(deps: SendingDeps, due: DueNotification): Promise<Tried> {
  const unwanted = due.isGrave ? null : await whyUnwanted(deps, due);
  if (unwanted !== null) return done(unwanted);
  const event = await findEvent(deps.db, due.position);
  const target = await targetOf(deps, due);
  if (event === null || target === null) return done('gone');
  const heardAs = await deps.hearsAs(target.reader, event.position);
  if (heardAs === null || heardAs !== noticeOf(event)?.heardAs) return done('no-right');
  const message = messageOf(event, await languageOf(deps.db, due.userId));
  return message === null ? done('gone') : after(deps, due, await target.send(message));
}

const done = (outcome: Exclude<Outcome, 'given-up'>, code?: string): Tried => ({
  ...{ is: 'done', outcome },
  ...(code !== undefined && { code }),
});

async function whyUnwanted({ db }: SendingDeps, due: DueNotification): Promise<'muted' | 'seen' | null> {
  const settings = await settingsOf(db, due.userId);
  if (!settings.routine[due.channel] || isMuted(settings, due.kind)) return 'muted';
  return (await wasSeen(db, due.position, due.userId)) ? 'seen' : null;
}

type Target = { reader: Reader; send: (message: Message) => Promise<Delivery> };

const targetOf = (deps: SendingDeps, due: DueNotification): Promise<Target | null> =>
  due.channel === 'push' ? browserOf(deps, due) : mailboxOf(deps, due);

async function browserOf(deps: SendingDeps, { id, targetId, isGrave }: DueNotification): Promise<Target | null> {
  const found = await runningSubscription(deps.db, targetId, deps.now());
  if (found === null) return null;
  const subscription = openSubscription(deps.sealer, found.id, found.sealed);
  return {
    reader: { sessionId: found.sessionId },
    send: (message) =>
      sendPush(deps.push, {
        subscription,
        topic: id.replaceAll('-', ''),
        text: JSON.stringify(pushMessage(id, message)),
        isUrgent: isGrave,
      }),
  };
}

async function mailboxOf({ db, mailer, address }: SendingDeps, due: DueNotification): Promise<Target | null> {
  const to = await addressById(db, due.targetId);
  if (to === null || mailer === null) return null;
  return {
    reader: { userId: due.userId as UserId },
    send: (message) => mailer({ ...mailOf(message, address), to, id: due.id }),
  };
}

async function after(deps: SendingDeps, due: DueNotification, delivery: Delivery): Promise<Tried> {
  if (delivery.is === 'failed') return delivery;
  if (delivery.is === 'gone' && due.channel === 'push') await browserIsGone(deps, due.userId, due.targetId);
  return delivery.is === 'sent' ? done('sent') : done(delivery.is, delivery.code);
}
