import { Router } from 'express';
import { z } from 'zod';
import { ChildNotices, GiveNotice, WithdrawNotice } from '../contract/day-notices.ts';
import { ChildId } from '../contract/ids.ts';
import { askingOf } from '../platform/asking.ts';
import { parseBody, parseQuery, send } from '../platform/http.ts';
import { giveNotice } from './give-notice.ts';
import type { NoticeDeps } from './notice-deps.ts';
import { readNotices } from './read-notices.ts';
import { withdrawNotice } from './withdraw-notice.ts';

const OfChild = z.object({ childId: ChildId });

/** What a family says of its child's days; for guardians, and for the room that was called. */
export function dayNoticeRoutes(deps: NoticeDeps): Router {
  const router = Router()
    .get('/', async (req, res) => {
      const asking = askingOf(res);
      send(res, ChildNotices, await readNotices(deps, asking, parseQuery(OfChild, req).childId));
    })
    .post('/', async (req, res) => {
      const asking = askingOf(res);
      const input = parseBody(GiveNotice, req);
      await deps.spendWord(asking);
      await giveNotice(deps, asking, input);
      send(res, ChildNotices, await readNotices(deps, asking, input.childId));
    })
    .post('/withdrawals', async (req, res) => {
      const asking = askingOf(res);
      const input = parseBody(WithdrawNotice, req);
      await deps.spendWord(asking);
      const childId = await withdrawNotice(deps, asking, input);
      send(res, ChildNotices, await readNotices(deps, asking, childId));
    });
  return Router().use('/api/day-notices', router);
}
