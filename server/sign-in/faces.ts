import type { Role } from '../contract/people.ts';
import type { Me } from '../contract/sign-in.ts';
import type { HeldRole } from '../platform/asking.ts';

type Face = Me['faces'][number];

const FACE_OF: Record<Role, Face> = {
  caregiver: 'caregiver',
  volunteer: 'caregiver',
  site_admin: 'admin',
  org_admin: 'admin',
  operator_admin: 'admin',
  inspector: 'admin',
};

/** Which parts of the app a person can open: work before family, and the family's home for everybody without a role. */
export function facesOf(roles: readonly HeldRole[], isGuardian: boolean): Face[] {
  const faces = new Set(roles.map(({ role }) => FACE_OF[role]));
  const work = (['admin', 'caregiver'] as const).filter((face) => faces.has(face));
  return isGuardian || work.length === 0 ? [...work, 'parent'] : work;
}
