import { mayDo, requirePermission } from '../access/roles.ts';
import type { Permission } from '../contract/roles.ts';
import type { Asking } from '../platform/asking.ts';
import { type ChildPlace, roomPlaces } from './family-store.ts';

/**
 * For who works where the child is today, its tablet, or who runs the site. A tablet reaches its own room's children alone,
 * whoever acts on it.
 * @throws AppError 'forbidden', or 'not-found' for unknown and foreign alike
 */
export function requireRoomOf(
  asking: Asking,
  permission: Permission,
  place: ChildPlace | null,
): asserts place is ChildPlace {
  const rooms = place === null ? [] : roomPlaces(place);
  const own = rooms.filter(({ classroomId }) => asking.kind === 'user' || asking.classroomId === classroomId);
  const reached = own.find((room) => mayDo(asking.roles, permission, room));
  const site = place !== null && asking.kind === 'user' ? { siteId: place.siteId, operatorId: place.operatorId } : null;
  requirePermission(asking, permission, reached ?? site);
}
