import type { z } from 'zod';
import { listScopes, mayDo, type ListScopes } from '../access/roles.ts';
import {
  type Dashboard,
  type DashboardSite,
  type IncidentStanding,
  VIEWERS_EVERY_MINUTES,
} from '../contract/dashboard.ts';
import type { SiteId } from '../contract/ids.ts';
import type { ClassroomView, SiteView } from '../contract/people.ts';
import { RefusalReason } from '../contract/refusal.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { DashboardDeps } from './dashboard-deps.ts';
import { refusalsOfToday, type SiteDay, viewersByTime } from './day-figures-store.ts';
import { arrivalsIn, guardiansOfRooms, tablets, troubledCameras, waitingScans } from './exception-rows-store.ts';
import { expectedChildren } from './expected-children-store.ts';
import { exceptionsOf } from './exceptions.ts';
import { looksWithReason } from './looks-store.ts';
import { openLooks } from './open-looks.ts';
import { siteDayOf } from './site-day.ts';
import { caregiversIn, loadOf, tightestOf, type StaffNow } from './staffing.ts';

/** A second person is asked for so long to say that they know. */
const LOOKS_ARE_SHOWN_MS = 24 * 3_600_000;

type SiteSeen = SiteView & { isPart: boolean };

/**
 * Every site of the asking's scope at once: its figures of now and today, and what is not as it should be. An employer's
 * administrator reads numbers of the employer's own families, and of a site what is the same for everybody.
 */
export async function readDashboard(
  deps: DashboardDeps,
  asking: AskingUser,
  siteId?: SiteId,
): Promise<z.input<typeof Dashboard>> {
  const scopes = listScopes(asking, 'sites:read');
  const at = deps.now();
  const { sites: read, rooms } = await deps.readPlaces(scopes, siteId);
  if (read.length === 0) return { now: at.toISOString(), sites: [], refusedPersons: 0, exceptions: [] };
  const sites = read.map((site): SiteSeen => ({ ...site, isPart: !isWhole(scopes, site) }));
  const days = sites.map((site) => siteDayOf(site, at));
  const whole = sites.filter(({ isPart }) => !isPart);
  const wholeRooms = rooms.filter((room) => whole.some((site) => site.siteId === room.siteId));
  const reviewed = whole.filter((site) => mayDo(asking.roles, 'incidents:review', site)).map(({ siteId }) => siteId);
  const [staff, incidents] = await Promise.all([
    deps.readStaff(whole.map(({ siteId }) => siteId)),
    deps.incidents(reviewed),
  ]);
  const [figures, exceptions] = await Promise.all([
    readFigures(deps, scopes, days, at),
    readExceptions(deps, asking, { sites, whole, rooms: wholeRooms, staff, incidents: incidents.standing, days, at }),
  ]);
  const openAt = (siteId: SiteId) => (reviewed.includes(siteId) ? (incidents.open.get(siteId) ?? 0) : null);
  return {
    now: at.toISOString(),
    sites: sites.map((site, nth) =>
      siteOf(
        site,
        wholeRooms.filter((room) => room.siteId === site.siteId),
        { ...figures, staff, incidentsOpen: openAt(site.siteId) },
        days[nth],
        at,
      ),
    ),
    refusedPersons: figures.refusals.find((row) => row.siteId === null)?.persons ?? 0,
    exceptions,
  };
}

const isWhole = ({ siteIds, operatorIds }: ListScopes, { siteId, operatorId }: SiteView): boolean =>
  siteIds.includes(siteId) || operatorIds.includes(operatorId);

type Figures = Awaited<ReturnType<typeof readFigures>> & { staff: StaffNow; incidentsOpen: number | null };

async function readFigures({ db }: DashboardDeps, scopes: ListScopes, days: readonly SiteDay[], at: Date) {
  const [expected, refusals, viewers] = await Promise.all([
    expectedChildren(db, scopes, days),
    refusalsOfToday(db, scopes, days),
    viewersByTime(db, scopes, days, at),
  ]);
  return { expected, refusals, viewers };
}

type Asked = {
  sites: readonly SiteSeen[];
  whole: readonly SiteSeen[];
  rooms: readonly ClassroomView[];
  staff: StaffNow;
  incidents: readonly IncidentStanding[];
  days: readonly SiteDay[];
  at: Date;
};

async function readExceptions(
  { db, openAlarms, standingAlerts, unopenedConcerns }: DashboardDeps,
  asking: AskingUser,
  { whole, ...asked }: Asked,
) {
  const { rooms, staff, days, at } = asked;
  const siteIds = whole.map(({ siteId }) => siteId);
  const told = whole.filter((site) => mayDo(asking.roles, 'rights:write', site)).map(({ siteId }) => siteId);
  const blocked = rooms.filter(({ consentGaps }) => consentGaps.length > 0).map(({ classroomId }) => classroomId);
  const overfull = rooms.filter((room) => (loadOf(room, staff) ?? 0) > 1 || room.childrenPresent > room.capacity);
  const since = new Date(at.getTime() - LOOKS_ARE_SHOWN_MS);
  const [cameras, ofTablets, scans, looks, alarms, standing, concerns, guardiansOf, arrivals] = await Promise.all([
    troubledCameras(db, siteIds),
    tablets(db, siteIds),
    waitingScans(db, siteIds),
    told.length === 0 ? [] : looksWithReason(db, { siteIds: told, since }),
    told.length === 0 ? [] : openAlarms(told),
    standingAlerts(siteIds, new Set(told)),
    unopenedConcerns(asking, siteIds),
    guardiansOfRooms(db, blocked, days),
    arrivalsIn(db, overfull, days),
  ]);
  return exceptionsOf({
    ...asked,
    cameras,
    tablets: ofTablets,
    scans,
    looks: openLooks(looks, asking.userId),
    alarms,
    standing,
    concerns,
    guardiansOf,
    arrivalsIn: arrivals,
  });
}

function siteOf(
  site: SiteSeen,
  rooms: readonly ClassroomView[],
  { expected, refusals, viewers, staff, incidentsOpen }: Figures,
  day: SiteDay | undefined,
  at: Date,
): z.input<typeof DashboardSite> {
  const { siteId, isPart } = site;
  const { name, timeZone, childrenPresent, childrenLeft, viewsNow, staffViewsNow, camerasLive, cameras } = site;
  const ofSite = <R extends { siteId: string | null }>(rows: readonly R[]) => rows.filter((r) => r.siteId === siteId);
  const tightest = tightestOf(rooms, staff);
  const isStaffRecorded = staff.recordedSiteIds.has(siteId);
  const refused = ofSite(refusals);
  const timeline = (isToday: boolean, until: Date) =>
    day === undefined
      ? []
      : counted(
          ofSite(viewers).filter((row) => row.isToday === isToday),
          until.getTime() - (isToday ? day : day.weekBefore).starts.getTime(),
        );
  return {
    ...{ siteId, name, timeZone, isPart, childrenPresent, childrenLeft, viewsNow, staffViewsNow, camerasLive, cameras },
    openToday: openOn(day, site.hours),
    childrenExpected: expected.get(siteId) ?? 0,
    isStaffRecorded,
    caregivers: isStaffRecorded ? new Set(rooms.flatMap((room) => [...caregiversIn(staff, room)])).size : null,
    tightestRoom: tightest && {
      classroomId: tightest.classroomId,
      classroomName: tightest.name,
      present: tightest.childrenPresent,
      caregivers: caregiversIn(staff, tightest).size,
      ratio: tightest.ratio,
    },
    roomsBlocked: rooms.filter(({ consentGaps }) => consentGaps.some(({ blocksNow }) => blocksNow)).length,
    incidentsOpen,
    refusals: refused
      .flatMap(({ reason, looks }) => {
        const known = RefusalReason.safeParse(reason);
        return known.success ? [{ reason: known.data, looks }] : [];
      })
      .sort((a, b) => b.looks - a.looks),
    refusedPersons: refused.find(({ reason }) => reason === null)?.persons ?? 0,
    viewers: {
      today: timeline(true, at),
      weekBefore: day === undefined ? [] : timeline(false, day.weekBefore.ends),
    },
  };
}

function openOn(day: SiteDay | undefined, hours: SiteView['hours']): z.input<typeof DashboardSite>['openToday'] {
  const ofDay = hours.filter(({ weekday }) => weekday === day?.weekday);
  if (ofDay.length === 0) return null;
  const [froms, tos] = [ofDay.map(({ fromMinute }) => fromMinute), ofDay.map(({ toMinute }) => toMinute)];
  return { fromMinute: Math.min(...froms), toMinute: Math.max(...tos) };
}

/** One number for each span that began within `lengthMs`. */
function counted(rows: readonly { nth: number; viewers: number }[], lengthMs: number): number[] {
  const ofSpan = new Map(rows.map(({ nth, viewers }) => [nth, viewers]));
  const spans = Math.ceil(lengthMs / (VIEWERS_EVERY_MINUTES * 60_000));
  return Array.from({ length: spans }, (_, nth) => ofSpan.get(nth) ?? 0);
}
