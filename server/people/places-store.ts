import type { Place } from '../access/roles.ts';
import type { ClassroomId, OrganizationId, SiteId } from '../contract/ids.ts';
import type { ChildId } from '../contract/ids.ts';
import type { Db } from '../platform/database.ts';

export async function placeOfSite(db: Db, siteId: SiteId): Promise<Place | null> {
  const site = await db.site.findUnique({ where: { id: siteId }, select: { operatorId: true } });
  return site && { siteId, operatorId: site.operatorId as OrganizationId };
}

export async function zoneOfSite(db: Db, siteId: SiteId): Promise<string> {
  const { timeZone } = await db.site.findUniqueOrThrow({ where: { id: siteId }, select: { timeZone: true } });
  return timeZone;
}

export async function placeOfRoom(db: Db, classroomId: ClassroomId): Promise<Place | null> {
  const room = await db.classroom.findUnique({
    where: { id: classroomId },
    select: { siteId: true, site: { select: { operatorId: true } } },
  });
  return room && { siteId: room.siteId as SiteId, operatorId: room.site.operatorId as OrganizationId, classroomId };
}

export async function placeOfChild(db: Db, childId: ChildId): Promise<Place | null> {
  const child = await db.child.findUnique({
    where: { id: childId, leftAt: null },
    select: { siteId: true, site: { select: { operatorId: true } } },
  });
  return child && { siteId: child.siteId as SiteId, operatorId: child.site.operatorId as OrganizationId };
}
