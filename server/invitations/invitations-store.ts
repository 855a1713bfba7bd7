import type { z } from 'zod';
import type { Place } from '../access/roles.ts';
import type { ChildId, InvitationId, OrganizationId, SiteId, UserId } from '../contract/ids.ts';
import type { Invite } from '../contract/invitations.ts';
import type { Db, Tx } from '../platform/database.ts';
import { mayStillInvite } from './makers-store.ts';

/** The newest of a child; older ones are in the audit. */
const MOST_ROWS = 50;

type Invited = z.output<typeof Invite>;

/** null also for a child that has left. */
export async function placeOfChild(db: Db, childId: ChildId): Promise<Place | null> {
  const child = await db.child.findUnique({
    where: { id: childId, leftAt: null },
    select: { site: { select: { id: true, operatorId: true } } },
  });
  return child && placeOf(child.site);
}

const placeOf = (site: { id: string; operatorId: string }): Place => ({
  siteId: site.id as SiteId,
  operatorId: site.operatorId as OrganizationId,
});

export async function servesEmployer(db: Db, siteId: SiteId, organizationId: OrganizationId): Promise<boolean> {
  return (await db.siteEmployer.count({ where: { siteId, organizationId } })) > 0;
}

/** With the names of those who used them, and of employers. */
export async function invitationsOf(db: Db, childId: ChildId) {
  const rows = await db.invitation.findMany({
    where: { childId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MOST_ROWS,
  });
  const ids = (pick: (row: (typeof rows)[number]) => string | null) => rows.map(pick).filter((id) => id !== null);
  const named = (wanted: string[]) => ({ where: { id: { in: wanted } }, select: { id: true, name: true } });
  const [users, employers] = await Promise.all([
    db.user.findMany(named(ids(({ usedBy }) => usedBy))),
    db.organization.findMany(named(ids(({ employerId }) => employerId))),
  ]);
  const nameOf = (list: { id: string; name: string }[], id: string | null) => list.find((row) => row.id === id)?.name;
  return rows.map((row) => ({
    ...row,
    usedByName: nameOf(users, row.usedBy) ?? '',
    employerName: nameOf(employers, row.employerId) ?? '',
  }));
}
export type InvitationRow = Awaited<ReturnType<typeof invitationsOf>>[number];

export async function findInvitation(db: Db, id: InvitationId) {
  const row = await db.invitation.findUnique({
    where: { id },
    include: { child: { select: { leftAt: true, site: { select: { id: true, operatorId: true } } } } },
  });
  return row && { ...row, childId: row.childId as ChildId, place: placeOf(row.child.site) };
}

type NewInvitation = {
  childId: ChildId;
  invited: Omit<Invited, 'employerId'> & { employerId: string | null };
  secretHash: Uint8Array<ArrayBuffer>;
  createdBy: UserId;
  createdAt: Date;
  expiresAt: Date;
};

export async function insertInvitation(tx: Tx, { invited, ...more }: NewInvitation): Promise<InvitationId> {
  const { name, phone, relation, employerId, mayWatch, mayPickUp } = invited;
  const data = { name, phone, relation, employerId, mayWatch, mayPickUp, ...more };
  return (await tx.invitation.create({ data })).id as InvitationId;
}

/** @returns false when it was used or revoked already */
export async function markRevoked(tx: Tx, id: InvitationId, at: Date): Promise<boolean> {
  const { count } = await tx.invitation.updateMany({
    where: { id, usedAt: null, revokedAt: null },
    data: { revokedAt: at },
  });
  return count === 1;
}

const open = (secretHash: Uint8Array<ArrayBuffer>, at: Date) => ({
  secretHash,
  usedAt: null,
  revokedAt: null,
  expiresAt: { gt: at },
});

const SITE = { select: { id: true, operatorId: true, name: true } } as const;

/** @returns null when it is not open, or of a maker who could make it no more */
export async function openInvitation(db: Db, secretHash: Uint8Array<ArrayBuffer>, at: Date) {
  const found = await db.invitation.findFirst({
    where: { ...open(secretHash, at), child: { leftAt: null } },
    select: {
      childId: true,
      name: true,
      phone: true,
      expiresAt: true,
      createdBy: true,
      child: { select: { site: SITE } },
    },
  });
  if (found === null) return null;
  const able = await mayStillInvite(db, [found.createdBy], placeOf(found.child.site), at);
  return able.has(found.createdBy) ? found : null;
}

/** Of two at the same instant the second waits here, and then finds it used. @returns null as `openInvitation` */
export async function claimInvitation(tx: Tx, secretHash: Uint8Array<ArrayBuffer>, at: Date) {
  const [claimed] = await tx.invitation.updateManyAndReturn({ where: open(secretHash, at), data: { usedAt: at } });
  if (claimed === undefined) return null;
  // Held until the transaction ends, so that nobody is joined to a child that leaves at this moment.
  await tx.$queryRaw`SELECT id FROM child WHERE id = ${claimed.childId}::uuid FOR UPDATE`;
  const child = await tx.child.findUnique({
    where: { id: claimed.childId, leftAt: null },
    select: { site: { select: { id: true, operatorId: true } } },
  });
  if (child === null) return null;
  const place = placeOf(child.site);
  const able = await mayStillInvite(tx, [claimed.createdBy], place, at);
  return able.has(claimed.createdBy) ? { ...claimed, childId: claimed.childId as ChildId, place } : null;
}
export type ClaimedInvitation = NonNullable<Awaited<ReturnType<typeof claimInvitation>>>;

/** Takes the claim back: nobody was joined, and nobody will be by this link. */
export async function voidClaimed(tx: Tx, { id }: ClaimedInvitation, at: Date): Promise<void> {
  await tx.invitation.update({ where: { id }, data: { usedAt: null, revokedAt: at } });
}

/** A link that is there already is kept as it is: a unique violation says so, whatever stands in it. */
export async function joinToChild(tx: Tx, invitation: ClaimedInvitation, userId: UserId): Promise<void> {
  const { id, childId, relation, mayWatch, mayPickUp } = invitation;
  await tx.invitation.update({ where: { id }, data: { usedBy: userId } });
  await tx.guardianship.create({ data: { userId, childId, relation, mayWatch, mayPickUp } });
}

type NewAccount = { username: string; passwordHash: string };

/** The account of the invited person; the operator of the site is its registrar. */
export async function insertInvited(tx: Tx, invitation: ClaimedInvitation, account: NewAccount): Promise<UserId> {
  const { name, phone, employerId, place } = invitation;
  const data = { ...account, name, phone, employerId, operatorId: place.operatorId };
  return (await tx.user.create({ data })).id as UserId;
}
