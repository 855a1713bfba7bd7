import type { Router } from 'express';
import { partOf } from '../events/event-for.ts';
import { readNumbered } from '../events/event-store.ts';
import { loadRecipient, type Hearing } from '../events/recipient-store.ts';
import { createCourier, type Courier } from '../notifications/courier.ts';
import { createMailer } from '../notifications/mailer.ts';
import { createNotificationThrottles, type Reader, type SendingDeps } from '../notifications/notification-deps.ts';
import { notificationRoutes } from '../notifications/notification-routes.ts';
import type { NotificationSettings } from '../notifications/notification-settings.ts';
import { vapidKeys } from '../notifications/vapid-keys.ts';
import { createSealer } from '../platform/sealer.ts';
import { askingOfSession, rolesOfPerson } from '../sign-in/asking-store.ts';
import { requireFactorMet } from '../sign-in/require-met.ts';
import type { AppDeps } from './app-deps.ts';

export type NotificationParts = { courier: Courier; routes: Router };

/** Those who are not looking are told elsewhere: who hears of what is asked of the event log's own judge. */
export function notificationParts(deps: AppDeps): NotificationParts {
  const { database, deriveKey, now, log, settings } = deps;
  const { db, pool } = database;
  const { address, mail, pushServices, waitMs } = settings.notifications;
  const sending: SendingDeps = {
    ...{ db, now, log, address },
    push: { keys: vapidKeys(deriveKey), contact: contactOf(settings.notifications), pushServices },
    mailer: createMailer(mail),
    sealer: createSealer(deriveKey('push-subscriptions')),
    hearsAs: (reader, position) => hearsAs(deps, reader, position),
  };
  return {
    courier: createCourier({ ...sending, waitMs }),
    routes: notificationRoutes({
      ...sending,
      throttles: createNotificationThrottles(pool),
      codeKey: deriveKey('email-codes'),
      requireFactorMet,
    }),
  };
}

async function hearsAs(deps: AppDeps, reader: Reader, position: number): ReturnType<SendingDeps['hearsAs']> {
  const { db } = deps.database;
  const hearing = await hearingOf(deps, reader);
  const [event] = await readNumbered(db, position - 1, 1);
  if (hearing === null || event?.position !== position) return null;
  return partOf(await loadRecipient(db, hearing), event);
}

async function hearingOf({ database: { db }, now, settings }: AppDeps, reader: Reader): Promise<Hearing | null> {
  const { adminSecondFactor } = settings;
  if ('sessionId' in reader) return askingOfSession(db, reader.sessionId, now(), adminSecondFactor);
  const roles = await rolesOfPerson(db, reader.userId, now(), adminSecondFactor);
  return roles && { kind: 'user', userId: reader.userId, roles };
}

/** Whom a push service writes to when something is wrong with what we send: RFC 8292 wants one. */
function contactOf({ address, mail }: NotificationSettings): string {
  const from = /[^\s<>]+@[^\s<>]+/.exec(mail?.from ?? '')?.[0];
  if (from !== undefined) return `mailto:${from}`;
  return address.startsWith('https:') ? address : 'mailto:nobody@localhost.localdomain';
}
