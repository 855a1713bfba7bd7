import { Router } from 'express';
import { z } from 'zod';
import { AskedDay } from '../contract/asked-time.ts';
import { ChildDayView, DayBoard } from '../contract/day-board.ts';
import { ChildId, SiteId } from '../contract/ids.ts';
import { askingUser } from '../platform/asking.ts';
import { parseQuery, send } from '../platform/http.ts';
import type { BoardDeps } from './board-deps.ts';
import { readBoard } from './read-board.ts';
import { readChildDay } from './read-child-day.ts';

const BoardQuery = z.object({ siteId: SiteId, day: AskedDay });
const ChildDayQuery = z.object({ childId: ChildId, day: AskedDay });

/** A day of a site, and of one child with every record. */
export function boardRoutes(deps: BoardDeps): Router {
  return Router()
    .get('/api/admin/attendance/day', async (req, res) => {
      send(res, DayBoard, await readBoard(deps, askingUser(res), parseQuery(BoardQuery, req)));
    })
    .get('/api/admin/attendance/child-day', async (req, res) => {
      send(res, ChildDayView, await readChildDay(deps, askingUser(res), parseQuery(ChildDayQuery, req)));
    });
}
