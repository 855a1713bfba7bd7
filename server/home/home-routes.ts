import { Router } from 'express';
import { EventPage } from '../contract/events.ts';
import { ParentHome, ViewingLog } from '../contract/live.ts';
import type { Asking } from '../platform/asking.ts';
import { askingUser } from '../platform/asking.ts';
import { send } from '../platform/http.ts';
import { readParentHome, type HomeDeps } from './parent-home.ts';
import { readOwnViewingLog } from './viewing-log.ts';

/** How far back "today" reaches in the feed; the web shows the site's local day of it. */
const FEED_MS = 24 * 3_600_000;
/** What a tablet tells late is in the feed of the day on which it was recorded; later than this it is not recorded. */
const TOLD_LATE_MS = 24 * 3_600_000;

export type HomeRoutesDeps = HomeDeps & {
  familyEventsSince: (asking: Asking, after: number, since: Date) => Promise<EventPage>;
};

export function homeRoutes(deps: HomeRoutesDeps): Router {
  return Router()
    .get('/api/home', async (_req, res) => {
      send(res, ParentHome, await readParentHome(deps, askingUser(res)));
    })
    .get('/api/feed', async (_req, res) => {
      const since = new Date(deps.now().getTime() - FEED_MS);
      send(res, EventPage, await wholeFeed(deps, askingUser(res), since));
    })
    .get('/api/viewing-log', async (_req, res) => {
      send(res, ViewingLog, await readOwnViewingLog(deps, askingUser(res)));
    });
}

/** All pages of what was recorded since then in one answer: a parent's day is a few lines among many that are others'. */
async function wholeFeed({ familyEventsSince }: HomeRoutesDeps, asking: Asking, since: Date): Promise<EventPage> {
  const events: EventPage['events'] = [];
  for (let after = 0; ;) {
    const page = await familyEventsSince(asking, after, new Date(since.getTime() - TOLD_LATE_MS));
    events.push(...page.events.filter(({ at, recordedAt = at }) => new Date(recordedAt) >= since));
    if (!page.more) return { events, position: page.position, more: false };
    after = page.position;
  }
}
