import type { ListScopes } from '../access/roles.ts';
import type { SiteId } from '../contract/ids.ts';
import type { ClassroomView, SiteView } from '../contract/people.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';

export type DashboardDeps = {
  db: Db;
  now: Clock;
  /** The register's own counts, so that no number differs from the one on its page. */
  readPlaces: (scopes: ListScopes, siteId?: SiteId) => Promise<{ sites: SiteView[]; rooms: ClassroomView[] }>;
};
