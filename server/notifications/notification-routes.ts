import { Router, type Response } from 'express';
import {
  ConfirmEmail,
  GiveEmail,
  MarkSeen,
  NotificationsView,
  PushSubscriptionId,
  SaveNotifications,
  SendTrial,
  SubscribeBrowser,
} from '../contract/notifications.ts';
import { askingUser } from '../platform/asking.ts';
import { parseBody, send } from '../platform/http.ts';
import { confirmEmail, removeEmail, sendEmailCode } from './confirm-email.ts';
import { endBrowser } from './end-browser.ts';
import type { NotificationDeps } from './notification-deps.ts';
import { insertSeen } from './notifications-store.ts';
import { readNotifications } from './read-notifications.ts';
import { sendTrial } from './send-trial.ts';
import { subscribeBrowser } from './subscribe-browser.ts';
import { saveSettings } from './targets-store.ts';

/** Older than that nothing waits to be seen. */
const SEEN_COUNTS_MS = 600_000;

/** How one is told while not looking, under `/api/me/notifications`; each of one's own account alone. */
export function notificationRoutes(deps: NotificationDeps): Router {
  const view = async (res: Response): Promise<void> =>
    send(res, NotificationsView, await readNotifications(deps, askingUser(res)));
  const router = Router()
    .get('/', async (_req, res) => view(res))
    .put('/', async (req, res) => {
      await saveSettings(deps.db, askingUser(res).userId, parseBody(SaveNotifications, req));
      await view(res);
    })
    .post('/browsers', async (req, res) => {
      await subscribeBrowser(deps, askingUser(res), parseBody(SubscribeBrowser, req));
      await view(res);
    })
    .delete('/browsers/:subscriptionId', async (req, res) => {
      await endBrowser(deps, askingUser(res), PushSubscriptionId.parse(req.params.subscriptionId));
      await view(res);
    })
    .post('/email', async (req, res) => {
      await sendEmailCode(deps, askingUser(res), parseBody(GiveEmail, req).address);
      await view(res);
    })
    .post('/email/confirmation', async (req, res) => {
      await confirmEmail(deps, askingUser(res), parseBody(ConfirmEmail, req).code);
      await view(res);
    })
    .delete('/email', async (_req, res) => {
      await removeEmail(deps, askingUser(res));
      await view(res);
    })
    .post('/trial', async (req, res) => {
      await sendTrial(deps, askingUser(res), parseBody(SendTrial, req).channel);
      res.status(204).end();
    })
    .post('/seen', async (req, res) => {
      const { userId } = askingUser(res);
      const at = deps.now();
      const { position } = parseBody(MarkSeen, req);
      await insertSeen(deps.db, position, userId, at, new Date(at.getTime() - SEEN_COUNTS_MS));
      res.status(204).end();
    });
  return Router().use('/api/me/notifications', router);
}
