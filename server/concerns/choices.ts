import type { z } from 'zod';
import type { ConcernChoices, ConcernPlace } from '../contract/concerns.ts';
import type { ChildId, ClassroomId, SiteId } from '../contract/ids.ts';
import type { Asking } from '../platform/asking.ts';
import type { ConcernDeps } from './concern-deps.ts';
import { ownChildren, roomsWithChildren, siteOf, staffOf } from './places-store.ts';
import { staffSites } from './who-reports.ts';

type Places = z.input<typeof ConcernChoices>;

/**
 * What somebody may name in a report, for choosing instead of typing: staff of their rooms or sites, guardians of their own
 * children. A tablet is asked before anybody said their PIN: it names its room's children and whom its screen names anyway. Empty for who may report nothing.
 */
export async function readChoices(deps: ConcernDeps, asking: Asking): Promise<Places> {
  if (asking.kind === 'device') {
    const rooms = [asking.classroomId];
    return { places: await placesOf(deps, new Map([[asking.siteId, rooms]]), rooms) };
  }
  const staffed = await placesOf(deps, await staffSites(deps, asking), null);
  return { places: withOwn(staffed, await ownPlaces(deps, asking.userId)) };
}

async function placesOf(
  { db, now }: ConcernDeps,
  sites: ReadonlyMap<SiteId, readonly ClassroomId[] | null>,
  staffRooms: readonly ClassroomId[] | null,
): Promise<ConcernPlace[]> {
  const at = now();
  const places = await Promise.all(
    [...sites].map(async ([siteId, only]) => {
      const site = await siteOf(db, siteId);
      if (site === null) return [];
      const [inside, staff] = await Promise.all([
        roomsWithChildren(db, siteId, only, at),
        staffOf(db, { site, rooms: staffRooms, isForStaff: true, at }),
      ]);
      return [{ siteId, siteName: site.name, timeZone: site.timeZone, needsChild: false, ...inside, staff }];
    }),
  );
  return places.flat().sort((a, b) => a.siteName.localeCompare(b.siteName));
}

async function ownPlaces({ db, now }: ConcernDeps, userId: Parameters<typeof ownChildren>[1]): Promise<ConcernPlace[]> {
  const children = await ownChildren(db, userId);
  const at = now();
  const places = await Promise.all(
    [...Map.groupBy(children, ({ siteId }) => siteId as SiteId)].map(async ([siteId, own]) => {
      const site = await siteOf(db, siteId);
      if (site === null) return [];
      const rooms = own.flatMap(({ enrolments }) => enrolments.map(({ classroomId }) => classroomId));
      const staff = await staffOf(db, { site, rooms, isForStaff: false, at });
      const named = own.map(({ id, name }) => ({ childId: id as ChildId, name }));
      const of = { siteId, siteName: site.name, timeZone: site.timeZone, needsChild: true };
      return [{ ...of, children: named, rooms: [], staff }];
    }),
  );
  return places.flat();
}

/** One place a site: who works there names everybody, their own child among them. */
function withOwn(staffed: ConcernPlace[], own: ConcernPlace[]): ConcernPlace[] {
  const merged = staffed.map((place) => {
    const more = own.find(({ siteId }) => siteId === place.siteId)?.children ?? [];
    const known = new Set<string>(place.children.map(({ childId }) => childId));
    return { ...place, children: [...place.children, ...more.filter(({ childId }) => !known.has(childId))] };
  });
  return [...merged, ...own.filter(({ siteId }) => !staffed.some((place) => place.siteId === siteId))];
}
