import type { z } from 'zod';
import type { OrganizationId, SiteId } from '../contract/ids.ts';
import type { SaveClassroom, SaveSite } from '../contract/people.ts';
import type { WeeklySpan } from '../contract/hours.ts';
import type { ClassroomId } from '../contract/ids.ts';
import type { Tx } from '../platform/database.ts';

type SiteFields = z.output<typeof SaveSite>;
type ClassroomFields = z.output<typeof SaveClassroom>;

const openingRow = ({ weekday, fromMinute, toMinute }: WeeklySpan) => ({
  weekday,
  opensMinute: fromMinute,
  closesMinute: toMinute,
});

export async function insertSite(
  tx: Tx,
  operatorId: OrganizationId,
  { hours, clock, ...fields }: SiteFields,
): Promise<SiteId> {
  const { id } = await tx.site.create({
    data: { ...fields, ...clock, operatorId, hours: { create: hours.map(openingRow) } },
  });
  return id as SiteId;
}

export async function updateSite(tx: Tx, siteId: SiteId, { hours, clock, ...fields }: SiteFields): Promise<void> {
  await tx.site.update({
    where: { id: siteId },
    data: { ...fields, ...clock, hours: { deleteMany: {}, create: hours.map(openingRow) } },
  });
}

/** In which networks (CIDR) its cameras may be; holds the site's row until the transaction ends. */
export async function networksOf(tx: Tx, siteId: SiteId): Promise<string[]> {
  await tx.$queryRaw`SELECT id FROM site WHERE id = ${siteId}::uuid FOR UPDATE`;
  const site = await tx.site.findUniqueOrThrow({ where: { id: siteId }, select: { cameraNetworks: true } });
  return site.cameraNetworks;
}

/** The basis of the last time it was on stays readable while it is off. */
export async function setLiveView(
  tx: Tx,
  siteId: SiteId,
  live: { liveViewOnSince: Date | null; liveViewBasis?: string },
): Promise<void> {
  await tx.site.update({ where: { id: siteId }, data: live });
}

export async function insertClassroom(
  tx: Tx,
  siteId: SiteId,
  { windows, ...fields }: ClassroomFields,
): Promise<ClassroomId> {
  const { id } = await tx.classroom.create({ data: { ...fields, siteId, windows: { create: windows } } });
  return id as ClassroomId;
}

export async function updateClassroom(
  tx: Tx,
  classroomId: ClassroomId,
  { windows, ...fields }: ClassroomFields,
): Promise<void> {
  await tx.classroom.update({
    where: { id: classroomId },
    data: { ...fields, windows: { deleteMany: {}, create: windows } },
  });
}
