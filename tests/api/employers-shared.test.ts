import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makeClassroom, makeFamily, makeOrganization, makeSite, makeStaff } from '../support/nursery.ts';
import { type Office, openOffice, outcome, type SignedInAs } from '../support/office.ts';

const EMPLOYERS = '/api/admin/employers';

let office: Office;
let operator: SignedInAs;
/** Of another operator, at whose site the employer's people have a child, too. */
let other: { operator: SignedInAs; siteId: string };

beforeAll(async () => {
  office = await openOffice();
  const { db, nursery } = office;
  operator = await office.as(nursery.operatorAdminId);
  const operatorId = await makeOrganization(db, '第五家托育', { isOperator: true });
  const siteId = await makeSite(db, { operatorId, name: '第五家园' });
  const classroomId = await makeClassroom(db, { siteId, name: '五班', kind: 'mixed' });
  await makeFamily(db, { siteId, classroomId, child: '外外', guardian: '外婆', employerId: nursery.unicomId });
  const adminId = await makeStaff(db, '外家', 'operator_admin', { organizationId: operatorId });
  other = { operator: await office.as(adminId), siteId };
});
afterAll(() => office.close());

test('attack: an operator takes another’s employer by adding its own site to it: refused, and the first goes on keeping it', async () => {
  const { unicomId, siteId, otherSiteId } = office.nursery;
  const path = `${EMPLOYERS}/${unicomId}`;
  const answer = await other.operator.put(path, { name: '北方联通', siteIds: [other.siteId] });
  expect([outcome(answer), (answer.body as { problem: object }).problem]).toMatchObject([
    'forbidden',
    { fields: { siteIds: 'of-another-operator' } },
  ]);
  expect(outcome(await other.operator.put(path, { name: '北方联通', siteIds: [] }))).toBe('ok');
  expect(await office.db.siteEmployer.count({ where: { organizationId: unicomId } })).toBe(2);
  const own = { name: '北方联通', siteIds: [siteId, otherSiteId] };
  expect(outcome(await operator.put(path, own))).toBe('ok');
});
