import type { ListScopes } from '../access/roles.ts';
import type { ConcernStanding, IncidentStanding, RoomStanding } from '../contract/dashboard.ts';
import type { SiteId } from '../contract/ids.ts';
import type { PickupAlarm } from '../contract/pickups.ts';
import type { ClassroomView, SiteView } from '../contract/people.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import type { StaffNow } from './staffing.ts';

export type DashboardDeps = {
  db: Db;
  now: Clock;
  /** Calls for the director of these sites that nobody has said yet to know of. */
  openAlarms: (siteIds: readonly SiteId[]) => Promise<PickupAlarm[]>;
  /** What stands unanswered of children and rooms and has reached the director; of health only where they answer for it. */
  standingAlerts: (siteIds: readonly SiteId[], answersFor: ReadonlySet<string>) => Promise<RoomStanding[]>;
  /** Of sites that the reader answers for: how many incidents are open at each, and those that wait for them. */
  incidents: (
    siteIds: readonly SiteId[],
  ) => Promise<{ open: ReadonlyMap<string, number>; standing: readonly IncidentStanding[] }>;
  /** Reports of suspected abuse that this very person may read and nobody has opened. */
  unopenedConcerns: (asking: AskingUser, siteIds: readonly SiteId[]) => Promise<ConcernStanding[]>;
  /** Who works where at these sites, by their own records. */
  readStaff: (siteIds: readonly SiteId[]) => Promise<StaffNow>;
  /** The register's own counts, so that no number differs from the one on its page. */
  readPlaces: (scopes: ListScopes, siteId?: SiteId) => Promise<{ sites: SiteView[]; rooms: ClassroomView[] }>;
};
