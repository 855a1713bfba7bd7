import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createFirstAdministrator } from '../../server/people/create-first-administrator.ts';
import { type Office, openOffice, signInAs, withToken } from '../support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const create = (input: { username: string; operatorName: string; password?: string }) =>
  createFirstAdministrator(
    { db: office.db, now: () => office.clock.now },
    { name: '陈园长', password: 'chosen-by-chen', ...input },
  );

test('the first administrator of a new operator signs in, sees none of the others’ sites and opens one', async () => {
  const { operatorId, isOperatorNew } = await create({ username: 'Chen.Yuan', operatorName: '新托育' });
  expect(isOperatorNew).toBe(true);

  const signedIn = await signInAs(office.app, 'chen.yuan', 'chosen-by-chen').expect(200);

  const chen = withToken(office.app, (signedIn.body as { accessToken: string }).accessToken);
  expect((await chen.get('/api/admin/sites')).body).toEqual([]);
  expect((await chen.get('/api/admin/organizations')).body).toMatchObject([
    { organizationId: operatorId, name: '新托育', isOperator: true },
  ]);
});

test('an operator of that name is taken, not made twice', async () => {
  const { operatorId, isOperatorNew } = await create({ username: 'second', operatorName: '海棠托育' });
  expect([operatorId, isOperatorNew]).toEqual([office.nursery.operatorId, false]);
});

test('a taken user name makes nothing, not even the operator; neither does a short password', async () => {
  await create({ username: 'taken', operatorName: '海棠托育' });
  const before = await office.db.organization.count();
  await expect(create({ username: 'taken', operatorName: '又一家' })).rejects.toMatchObject({ code: 'already-there' });
  await expect(create({ username: 'other', operatorName: '又一家', password: 'short' })).rejects.toThrow(/password/);
  expect(await office.db.organization.count()).toBe(before);
});
