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
import { type AskingUser, askingUser } from '../platform/asking.ts';
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
  /** A password alone neither ends what somebody is told nor turns it to another mailbox. */
  const changing = (res: Response): AskingUser => {
    const asking = askingUser(res);
    deps.requireFactorMet(asking);
    return asking;
  };
  const router = Router()
    .get('/', async (_req, res) => view(res))
    .put('/', async (req, res) => {
      await saveSettings(deps.db, changing(res).userId, parseBody(SaveNotifications, req));
      await view(res);
    })
    .post('/browsers', async (req, res) => {
      await subscribeBrowser(deps, changing(res), parseBody(SubscribeBrowser, req));
      await view(res);
    })
    .delete('/browsers/:subscriptionId', async (req, res) => {
      await endBrowser(deps, changing(res), PushSubscriptionId.parse(req.params.subscriptionId));
      await view(res);
    })
    .post('/email', async (req, res) => {
      await sendEmailCode(deps, changing(res), parseBody(GiveEmail, req).address);
      await view(res);
    })
    .post('/email/confirmation', async (req, res) => {
      await confirmEmail(deps, changing(res), parseBody(ConfirmEmail, req).code);
      await view(res);
    })
    .delete('/email', async (_req, res) => {
      await removeEmail(deps, changing(res));
      await view(res);
    })
    .post('/trial', async (req, res) => {
      await sendTrial(deps, changing(res), parseBody(SendTrial, req).channel);
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
