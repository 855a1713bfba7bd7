import type { CameraId, DenyId, GrantId, GuardianshipId, OrganizationId, SiteId, UserId } from '../contract/ids.ts';
import type { Db, Tx } from '../platform/database.ts';
import type { Place } from './roles.ts';

const SITE = { select: { id: true, operatorId: true } } as const;
const CAMERA_PLACE = { select: { classroomId: true, removedAt: true, site: SITE } } as const;

const placeOf = (site: { id: string; operatorId: string }): Place => ({
  siteId: site.id as SiteId,
  operatorId: site.operatorId as OrganizationId,
});

// --- guardianships -----------------------------------------------------------------------------

/** A guardianship with its place, and the rooms whose staff must hear of a change. */
export async function findGuardianship(db: Db, id: GuardianshipId) {
  const found = await db.guardianship.findUnique({
    where: { id },
    select: {
      userId: true,
      childId: true,
      child: { select: { site: SITE, enrolments: { select: { classroomId: true } } } },
    },
  });
  if (!found) return null;
  const classroomIds = [...new Set(found.child.enrolments.map(({ classroomId }) => classroomId))];
  return { id, userId: found.userId as UserId, childId: found.childId, classroomIds, place: placeOf(found.child.site) };
}
export type FoundGuardianship = NonNullable<Awaited<ReturnType<typeof findGuardianship>>>;

/** @returns whether it changed anything */
export async function markWithdrawn(
  tx: Tx,
  id: GuardianshipId,
  kind: 'right' | 'custody',
  reason: string,
  at: Date,
): Promise<boolean> {
  const { count } =
    kind === 'custody'
      ? await tx.guardianship.updateMany({ where: { id, custodyBlockedAt: null }, data: { custodyBlockedAt: at } })
      : await tx.guardianship.updateMany({
          where: { id, withdrawnAt: null },
          data: { withdrawnAt: at, withdrawnReason: reason },
        });
  return count === 1;
}

/** @returns what was given back; null when nothing had been taken */
export async function markRestored(tx: Tx, id: GuardianshipId): Promise<{ right: boolean; custody: boolean } | null> {
  const rows = await tx.$queryRaw<{ right: boolean; custody: boolean }[]>`
    UPDATE guardianship g SET withdrawn_at = NULL, withdrawn_reason = NULL, custody_blocked_at = NULL
    FROM (SELECT id, withdrawn_at, custody_blocked_at FROM guardianship WHERE id = ${id}::uuid FOR UPDATE) was
    WHERE g.id = was.id AND (was.withdrawn_at IS NOT NULL OR was.custody_blocked_at IS NOT NULL)
    RETURNING was.withdrawn_at IS NOT NULL AS "right", was.custody_blocked_at IS NOT NULL AS "custody"`;
  return rows[0] ?? null;
}

// --- grants and denies -------------------------------------------------------------------------

/** null also for a camera that was removed. */
export async function findCameraPlace(db: Db, cameraId: CameraId): Promise<Place | null> {
  const camera = await db.camera.findFirst({ where: { id: cameraId, removedAt: null }, ...CAMERA_PLACE });
  return camera && placeOf(camera.site);
}

/** Someone whom this site has to do with: of its families, its staff, its employers, or registered by its operator. */
export async function isKnownAt(db: Db, userId: UserId, { siteId, operatorId }: Place): Promise<boolean> {
  const employers = { employedSites: { some: { siteId } } };
  const count = await db.user.count({
    where: {
      id: userId,
      OR: [
        { operatorId },
        { guardianships: { some: { child: { siteId } } } },
        { employer: employers },
        {
          roles: {
            some: {
              OR: [{ siteId }, { classroom: { siteId } }, { organizationId: operatorId }, { organization: employers }],
            },
          },
        },
      ],
    },
  });
  return count > 0;
}

export type NewGrant = {
  userId: UserId;
  cameraId: CameraId;
  startsAt: Date;
  endsAt: Date;
  givenBy: UserId;
  reason: string;
};

export async function insertGrant(tx: Tx, grant: NewGrant): Promise<GrantId> {
  const { id } = await tx.viewingGrant.create({ data: grant, select: { id: true } });
  return id as GrantId;
}

export async function findGrant(db: Db, id: GrantId) {
  const grant = await db.viewingGrant.findUnique({
    where: { id },
    select: { userId: true, cameraId: true, camera: CAMERA_PLACE },
  });
  return (
    grant && { userId: grant.userId as UserId, cameraId: grant.cameraId as CameraId, place: placeOf(grant.camera.site) }
  );
}

/** @returns false when it had been withdrawn already */
export async function markGrantWithdrawn(tx: Tx, id: GrantId, at: Date): Promise<boolean> {
  return (
    (await tx.viewingGrant.updateMany({ where: { id, withdrawnAt: null }, data: { withdrawnAt: at } })).count === 1
  );
}

export type NewDeny = {
  userId: UserId;
  cameraId: CameraId | null;
  createdAt: Date;
  createdBy: UserId;
  /** null: the nursery's. */
  employerId: OrganizationId | null;
  reason: string;
};

/**
 * Two administrators who deny the same at once make one deny: the person's row is held meanwhile. The nursery's and an
 * employer's stand beside each other, since each lifts its own.
 */
export async function insertDenyOnce(tx: Tx, deny: NewDeny): Promise<{ id: DenyId; isNew: boolean }> {
  const { userId, cameraId, employerId } = deny;
  await tx.$queryRaw`SELECT id FROM "user" WHERE id = ${userId}::uuid FOR UPDATE`;
  const where = { userId, cameraId, employerId, liftedAt: null };
  const running = await tx.viewingDeny.findFirst({ where, select: { id: true } });
  if (running) return { id: running.id as DenyId, isNew: false };
  const { id } = await tx.viewingDeny.create({ data: deny, select: { id: true } });
  return { id: id as DenyId, isNew: true };
}

export async function findDeny(db: Db, id: DenyId) {
  const select = { userId: true, cameraId: true, employerId: true } as const;
  const deny = await db.viewingDeny.findUnique({ where: { id }, select });
  return (
    deny && {
      userId: deny.userId as UserId,
      cameraId: deny.cameraId as CameraId | null,
      employerId: deny.employerId as OrganizationId | null,
    }
  );
}

/** @returns false when it had been lifted already */
export async function markLifted(tx: Tx, id: DenyId, at: Date): Promise<boolean> {
  return (await tx.viewingDeny.updateMany({ where: { id, liftedAt: null }, data: { liftedAt: at } })).count === 1;
}

/** Whoever works in a nursery: what an employer decides about its own people must not keep them from their work. */
export async function hasDuties(db: Db, userId: UserId, now: Date): Promise<boolean> {
  const running = { OR: [{ endsAt: null }, { endsAt: { gt: now } }] };
  return (await db.roleAssignment.count({ where: { userId, role: { not: 'org_admin' }, ...running } })) > 0;
}

/** No site has this id; a role of a whole organization is a place that only the organization's own administrators reach. */
const NO_SITE = '00000000-0000-0000-0000-000000000000' as SiteId;

/** Every place where this person has a child, a role or a running grant. */
export async function placesOf(db: Db, userId: UserId, now: Date): Promise<Place[]> {
  const person = await db.user.findUnique({
    where: { id: userId },
    select: {
      guardianships: { where: { child: { leftAt: null } }, select: { child: { select: { site: SITE } } } },
      roles: {
        where: { OR: [{ endsAt: null }, { endsAt: { gt: now } }] },
        select: { organizationId: true, site: SITE, classroom: { select: { site: SITE } } },
      },
      grants: { where: { withdrawnAt: null, endsAt: { gt: now } }, select: { camera: CAMERA_PLACE } },
    },
  });
  if (!person) return [];
  return [
    ...person.guardianships.map(({ child }) => placeOf(child.site)),
    ...person.grants.map(({ camera }) => placeOf(camera.site)),
    ...person.roles.flatMap(({ site, classroom, organizationId }) => {
      const at = site ?? classroom?.site;
      if (at) return [placeOf(at)];
      return organizationId === null ? [] : [{ siteId: NO_SITE, operatorId: organizationId as OrganizationId }];
    }),
  ];
}
