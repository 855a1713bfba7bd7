import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { PersonView } from '../../server/contract/people.ts';
import { ROLE_SCOPES, TEMPORARY_ROLE_DAYS, TEMPORARY_ROLES } from '../../server/contract/roles.ts';
import { ROLES } from '../../server/contract/people.ts';
import { makePerson } from '../support/nursery.ts';
import { openOffice, outcome, type Office, type SignedInAs } from '../support/office.ts';

const DAY_MS = 86_400_000;

let office: Office;
let operator: SignedInAs;
beforeAll(async () => {
  office = await openOffice();
  operator = await office.as(office.nursery.operatorAdminId);
});
afterAll(() => office.close());

const inDays = (days: number) => new Date(office.clock.now.getTime() + days * DAY_MS).toISOString();
const newcomer = () => makePerson(office.db, '新人', { operatorId: office.nursery.operatorId });
const scopeOf = (kind: string) => {
  const { toddlerRoomId: classroomId, siteId, operatorId } = office.nursery;
  return { classroom: { classroomId }, site: { siteId }, organization: { organizationId: operatorId } }[kind];
};
const give = async (userId: string, role: object) => operator.post(`/api/admin/people/${userId}/roles`, role);

test.each([
  ['without an end', 'required', () => null],
  ['with one that is over', 'in-the-past', () => inDays(-1)],
  ['with one at this very moment', 'in-the-past', () => inDays(0)],
  ['with one more than a year ahead', 'too-far', () => inDays(TEMPORARY_ROLE_DAYS + 1)],
])('an inspector or volunteer %s is refused, and the field says why', async (_what, why, endsAt) => {
  for (const role of TEMPORARY_ROLES) {
    const userId = await newcomer();
    const answer = await give(userId, { role, ...scopeOf(ROLE_SCOPES[role][0]), endsAt: endsAt() });
    const { code, fields } = (answer.body as { problem: { code: string; fields: object } }).problem;
    expect([role, code, fields]).toEqual([role, 'bad-request', { endsAt: why }]);
    expect(await office.db.roleAssignment.count({ where: { userId } })).toBe(0);
  }
});

test('every role is given for its own scopes of the table and for no other', async () => {
  for (const role of ROLES.filter((each) => each !== 'org_admin')) {
    for (const kind of ['classroom', 'site', 'organization'] as const) {
      const answer = await give(await newcomer(), { role, ...scopeOf(kind), endsAt: inDays(7) });
      const fits = (ROLE_SCOPES[role] as readonly string[]).includes(kind);
      expect([role, kind, outcome(answer)]).toEqual([role, kind, fits ? 'ok' : 'bad-request']);
    }
  }
});

test('an inspector reads until the last moment, and nothing from the end on; the list of people shows the role as ended', async () => {
  const userId = await newcomer();
  await give(userId, { role: 'inspector', siteId: office.nursery.siteId, endsAt: inDays(7) }).then((answer) =>
    expect(outcome(answer)).toBe('ok'),
  );
  office.wait(7 * DAY_MS - 1);
  const inspector = await office.as(userId);
  expect(outcome(await inspector.get('/api/admin/sites'))).toBe('ok');
  expect(outcome(await inspector.get('/api/admin/audit'))).toBe('ok');
  office.wait(1);
  expect(outcome(await inspector.get('/api/admin/sites'))).toBe('forbidden');
  expect(outcome(await inspector.get('/api/admin/audit'))).toBe('forbidden');
  expect((await inspector.get('/api/me').expect(200)).body).toMatchObject({ roles: [] });

  operator = await office.as(office.nursery.operatorAdminId);
  const people = (await operator.get('/api/admin/people').expect(200)).body as PersonView[];
  expect(people.find((person) => person.userId === userId)).toMatchObject({
    roles: [],
    endedRoles: [{ role: 'inspector', scope: '海棠园', endedAt: office.clock.now.toISOString() }],
  });
});
