import { expect, test } from '@jest/globals';
import type { Role } from '../../../server/contract/people.ts';
import { facesOf } from '../../../server/sign-in/faces.ts';

const held = (...roles: Role[]) =>
  roles.map((role) => ({ role, organizationId: null, siteId: null, classroomId: null, endsAt: null }));

test.each<[string, Role[], boolean, string[]]>([
  ['a guardian', [], true, ['parent']],
  ['a new account', [], false, ['parent']],
  ['a caregiver', ['caregiver'], false, ['caregiver']],
  ['a caregiver whose own child comes here', ['caregiver'], true, ['caregiver', 'parent']],
  ['a director who also works in a room', ['caregiver', 'site_admin'], false, ['admin', 'caregiver']],
  ['an inspector', ['inspector'], false, ['admin']],
])('%s opens the right parts, the usual one first', (_, roles, isGuardian, faces) => {
  expect(facesOf(held(...roles), isGuardian)).toEqual(faces);
});
