import type { Request, Response } from 'express';
import type { ClassroomId, DeviceId, OrganizationId, SessionId, SiteId, UserId } from '../contract/ids.ts';
import { Role } from '../contract/people.ts';
import { AppError } from './errors.ts';

/** A role with its one scope, as it stands in the database at this request; ended ones are left out. */
export type HeldRole = {
  role: Role;
  organizationId: OrganizationId | null;
  siteId: SiteId | null;
  classroomId: ClassroomId | null;
  /** It ends by itself then; null: not until somebody ends it. */
  endsAt: Date | null;
};

type RoleRow = {
  role: string;
  organizationId: string | null;
  siteId: string | null;
  classroomId: string | null;
  endsAt: Date | null;
};

/** As the database has it. */
export const heldRole = (row: RoleRow): HeldRole => ({
  role: Role.parse(row.role),
  organizationId: row.organizationId as OrganizationId | null,
  siteId: row.siteId as SiteId | null,
  classroomId: row.classroomId as ClassroomId | null,
  endsAt: row.endsAt,
});

/** Who is asking. Made anew from the database for every request and every socket event, never from what a token says. */
export type AskingUser = {
  kind: 'user';
  userId: UserId;
  sessionId: SessionId;
  roles: readonly HeldRole[];
  /** Roles that do not count here until the second factor of this session is met; empty once it is. */
  withheld: readonly HeldRole[];
  /** `none`: this person has not set one up. */
  secondFactor: 'none' | 'unmet' | 'met';
  address: string;
  userAgent: string;
};
/** A room's tablet; `actorId` is the member of staff who said their PIN on it, null before. */
export type AskingDevice = {
  kind: 'device';
  deviceId: DeviceId;
  siteId: SiteId;
  classroomId: ClassroomId;
  actorId: UserId | null;
  /** The roles of the one who acts, for this room; empty before. */
  roles: readonly HeldRole[];
  address: string;
  userAgent: string;
};
export type Asking = AskingUser | AskingDevice;

/** The person behind a request: the user, or who acts on the tablet. @throws AppError 'who-is-acting' on a tablet without one */
export function personOf(asking: Asking): UserId {
  if (asking.kind === 'user') return asking.userId;
  if (asking.actorId === null) throw new AppError('who-is-acting');
  return asking.actorId;
}

/**
 * The room that a request is about: a tablet's own whoever acts on it, or the one that a person names.
 * @throws AppError 'not-found' when a tablet names another, 'bad-request' when a person names none
 */
export function roomAsked(asking: Asking, asked: ClassroomId | null): ClassroomId {
  if (asking.kind === 'device') {
    if (asked !== null && asked !== asking.classroomId) throw new AppError('not-found');
    return asking.classroomId;
  }
  if (asked === null) throw new AppError('bad-request', { fields: { classroomId: 'missing' } });
  return asked;
}

/** The sign-in or tablet an asking comes from. */
export const holderOf = (asking: Asking): string => (asking.kind === 'user' ? asking.sessionId : asking.deviceId);

/** What the sign-in middleware found. @throws AppError 'not-signed-in' */
export function askingOf(res: Response): Asking {
  const asking: unknown = res.locals['asking'];
  if (asking === undefined) throw new AppError('not-signed-in');
  return asking as Asking;
}

export function askingUser(res: Response): AskingUser {
  const asking = askingOf(res);
  if (asking.kind !== 'user') throw new AppError('forbidden');
  return asking;
}

export function setAsking(res: Response, asking: Asking): void {
  res.locals['asking'] = asking;
}

/** The caller's address; behind a proxy only as far as `trust proxy` was configured. IPv4 in IPv6 is written as IPv4. */
export function addressOf(req: Request): string {
  return (req.ip ?? '').replace(/^::ffff:/, '').slice(0, 64);
}
