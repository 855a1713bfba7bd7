import type { z } from 'zod';
import { listScopes, type ListScopes } from '../access/roles.ts';
import type { Finding } from '../contract/dashboard.ts';
import { type Permission, roleHas } from '../contract/roles.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { DashboardDeps } from './dashboard-deps.ts';
import { findCameras, findChildren, findGuardians, findRooms, findStaff } from './find-store.ts';

type Found = z.input<typeof Finding>;

/**
 * A few of each kind whose name holds what was typed, each within what the asking may read of its kind.
 * @throws AppError 'forbidden' for who reads no site
 */
export async function find({ db, now }: DashboardDeps, asking: AskingUser, search: string): Promise<Found[]> {
  const rooms = listScopes(asking, 'sites:read');
  const [typed, at] = [search.toLowerCase(), now()];
  const within = async <R>(permission: Permission, look: (scopes: ListScopes) => Promise<R[]>): Promise<R[]> =>
    asking.roles.some(({ role }) => roleHas(role, permission)) ? look(listScopes(asking, permission)) : [];
  const [children, guardians, staff, cameras, ofRooms] = await Promise.all([
    within('families:read', (scopes) => findChildren(db, scopes, typed, at)),
    within('rights:read', (scopes) => findGuardians(db, scopes, typed, at)),
    within('people:write', (scopes) => findStaff(db, scopes, typed, at)),
    within('cameras:read', (scopes) => findCameras(db, scopes, typed)),
    findRooms(db, rooms, typed),
  ]);
  const as = <K extends Found['kind']>(kind: K, rows: typeof children) =>
    rows.map((row) => ({ ...row, kind, of: row.of ?? '' }));
  return [
    ...as('guardian', guardians),
    ...as('child', children),
    ...as('staff', staff),
    ...as('camera', cameras),
    ...as('room', ofRooms),
  ];
}
