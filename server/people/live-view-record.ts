import type { z } from 'zod';
import { requirePermission } from '../access/roles.ts';
import type { SiteId } from '../contract/ids.ts';
import type { LiveViewSwitch } from '../contract/live-view-record.ts';
import type { AskingUser } from '../platform/asking.ts';
import { liveViewSwitches } from './live-view-record-store.ts';
import type { PeopleDeps } from './people-deps.ts';
import { placeOfSite } from './places-store.ts';

/** Every switch of a site's live view with its basis or reason, the newest first. @throws AppError 'forbidden' or 'not-found' */
export async function readLiveViewRecord(
  { db }: Pick<PeopleDeps, 'db'>,
  asking: AskingUser,
  siteId: SiteId,
): Promise<z.input<typeof LiveViewSwitch>[]> {
  requirePermission(asking, 'audit:read', await placeOfSite(db, siteId));
  return liveViewSwitches(db, siteId);
}
