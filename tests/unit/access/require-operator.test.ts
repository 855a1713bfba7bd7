import { expect, test } from '@jest/globals';
import { requireOperator } from '../../../server/access/roles.ts';
import type { OrganizationId, SessionId, UserId } from '../../../server/contract/ids.ts';
import type { Role } from '../../../server/contract/people.ts';
import type { AskingUser, HeldRole } from '../../../server/platform/asking.ts';

const OWN = '00000000-0000-4000-8000-000000000001' as OrganizationId;
const OTHER = '00000000-0000-4000-8000-000000000002' as OrganizationId;

const held = (role: Role): HeldRole => ({ role, organizationId: OWN, siteId: null, classroomId: null, endsAt: null });
const asking = (roles: HeldRole[], withheld: HeldRole[] = []): AskingUser => ({
  ...{ kind: 'user', userId: 'u' as UserId, sessionId: 's' as SessionId, address: '::1', userAgent: '' },
  ...{ roles, withheld, secondFactor: withheld.length === 0 ? 'met' : 'unmet' },
});
const outcome = (who: AskingUser, operatorId: OrganizationId): string => {
  try {
    requireOperator(who, 'texts:write', operatorId);
    return 'ok';
  } catch (error) {
    return (error as Error).message;
  }
};

test('what is an operator’s is reached by its own administrator alone; another operator’s is not found', () => {
  const operator = asking([held('operator_admin')]);
  expect(outcome(operator, OWN)).toBe('ok');
  expect(outcome(operator, OTHER)).toBe('not-found');
  expect(outcome(asking([held('org_admin')]), OWN)).toBe('forbidden');
  expect(outcome(asking([]), OWN)).toBe('forbidden');
});

test('an operator’s administrator without the code is told what is missing, of the own operator and of an unknown one', () => {
  const withoutCode = asking([], [held('operator_admin')]);
  expect(outcome(withoutCode, OWN)).toBe('second-factor-needed');
  expect(outcome(withoutCode, OTHER)).toBe('second-factor-needed');
});
