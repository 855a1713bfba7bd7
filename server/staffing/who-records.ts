import { requirePermission } from '../access/roles.ts';
import type { ClassroomId, UserId } from '../contract/ids.ts';
import type { AskingDevice, AskingUser } from '../platform/asking.ts';
import type { Asking } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import type { Recorder } from './staff-change.ts';
import { placeOfRoom, staffOfSite, type StaffPlace } from './staff-store.ts';
import type { StaffingDeps } from './staffing-deps.ts';

type Asked = { userId: UserId; pin?: string | undefined; classroomId?: ClassroomId | undefined };

/**
 * The person themselves: by their PIN on a tablet of their site, without one as whoever acts on it, or signed in on their
 * own browser. `room` is the tablet's, or the one that they name.
 * @throws AppError 'who-is-acting', 'own-record' (somebody else acts, and there is no PIN), 'wrong-pin' (also for somebody
 * of elsewhere), 'too-many-tries', 'forbidden' or 'not-found'
 */
export async function selfOf(
  deps: StaffingDeps,
  asking: Asking,
  asked: Asked,
): Promise<Recorder & { room: StaffPlace }> {
  return asking.kind === 'device' ? onTablet(deps, asking, asked) : onOwnBrowser(deps, asking, asked);
}

async function onTablet(deps: StaffingDeps, asking: AskingDevice, { userId, pin }: Asked) {
  const room = await placeOfRoom(deps.db, asking.classroomId);
  if (room === null) throw new AppError('not-found');
  const findMember = async () => (await staffOfSite(deps.db, room.siteId, deps.now(), userId))[0];
  if (pin !== undefined)
    await deps.provePin(asking, { userId, pin, findPinHash: async () => (await findMember())?.pinHash ?? null });
  else if (asking.actorId === null) throw new AppError('who-is-acting');
  else if (asking.actorId !== userId) throw new AppError('own-record');
  if (!(await findMember())) throw new AppError('not-found');
  return recorder(room, userId, asking.deviceId);
}

async function onOwnBrowser(deps: StaffingDeps, asking: AskingUser, { userId, classroomId }: Asked) {
  if (userId !== asking.userId) throw new AppError('forbidden');
  if (classroomId === undefined) throw new AppError('bad-request', { fields: { classroomId: 'required' } });
  const room = await placeOfRoom(deps.db, classroomId);
  const isOfSite = room !== null && (await staffOfSite(deps.db, room.siteId, deps.now(), asking.userId)).length > 0;
  // Whoever helps out in another room of the site may say so; who has nothing to do with it hears what anyone would.
  if (!isOfSite) requirePermission(asking, 'room:read', null);
  if (!isOfSite) throw new AppError('not-found');
  return recorder(room, userId, null);
}

const recorder = (room: StaffPlace, userId: UserId, deviceId: string | null) => ({
  ...{ room, userId, deviceId },
  actorId: userId,
  siteId: room.siteId,
  timeZone: room.timeZone,
});
