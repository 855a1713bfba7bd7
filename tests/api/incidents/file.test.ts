import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { IncidentFile } from '../../../server/contract/incident-file.ts';
import type { IncidentId } from '../../../server/contract/ids.ts';
import type { OpenIncidents } from '../../../server/contract/incidents.ts';
import type { OwnIncidents } from '../../../server/contract/own-incidents.ts';
import { findIncident } from '../../../server/incidents/incidents-store.ts';
import { type Clockwork, openClockwork } from '../../support/clockwork.ts';
import { makeOrganization, makeStaff } from '../../support/nursery.ts';

let work: Clockwork;
beforeAll(async () => {
  work = await openClockwork();
  work.at('10:15');
});
afterAll(() => work.stop());

type Ask = Awaited<ReturnType<Clockwork['as']>>;
const read = async (ask: Ask, incidentId: string) =>
  (await ask('GET', `/api/incidents/${incidentId}`)) as { status: number; body: IncidentFile };
const step = (ask: Ask, incidentId: string, what: object) =>
  ask('POST', `/api/incidents/${incidentId}/steps`, { stepId: randomUUID(), ...what });

async function flagged(ask: Ask, kind = 'choking'): Promise<string> {
  const incidentId = randomUUID();
  const happenedAt = work.clock.now.toISOString();
  const childIds = [work.nursery.duoduo.childId];
  const classroomId = work.nursery.toddlerRoomId;
  await ask('POST', '/api/incidents', { incidentId, classroomId, kind, childIds, happenedAt });
  return incidentId;
}

test('staff read the whole of it, and the very view that the family gets', async () => {
  const { nursery } = work;
  const { childId, guardianId } = nursery.duoduo;
  const tablet = await work.tablet(nursery.toddlerRoomId, nursery.caregiverId);
  const director = await work.as(nursery.siteAdminId);
  const incidentId = await flagged(tablet);
  const details = { cause: '吃苹果块', witnesses: [nursery.caregiverId] };
  const told = { childId, told: '朵朵加餐时噎了一下，已经没事。', marks: ['front-neck'] };
  for (const more of [{}, { place: 'activity-room' }])
    await step(tablet, incidentId, { kind: 'detailed', details: { ...details, ...more, children: [told] } });
  const happenedAt = work.clock.now.toISOString();
  const call = { kind: 'called', childId, guardianId, happenedAt };
  await step(tablet, incidentId, { ...call, isReached: false });
  expect((await read(director, incidentId)).body.isCallDue).toBe(true);
  await step(tablet, incidentId, { ...call, isReached: true });
  await step(tablet, incidentId, { kind: 'submitted' });
  const before = (await read(director, incidentId)).body;
  expect(before).toMatchObject({
    ...{ incidentId, state: 'in-review', isGrave: true, isCallDue: false, by: '林老师', mayReview: true },
    details: { cause: '吃苹果块', place: 'activity-room' },
    families: [{ childId, guardians: [{ userId: guardianId }], view: { told: told.told, publishedAt: null } }],
    holds: [{ from: work.at('10:10').toISOString(), to: work.at('10:25').toISOString() }],
  });
  // Two savings by the same person are one line.
  expect(before.lines.map(({ kind, by }) => `${kind} ${by ?? '-'}`)).toEqual([
    'flagged 林老师',
    'detailed 林老师',
    'called 林老师',
    'called 林老师',
    'submitted 林老师',
  ]);
  expect(before.lines[3]).toMatchObject({ guardianId, isReached: true, happenedAt });
  expect(before.staff.map(({ userId }) => userId)).toEqual(
    expect.arrayContaining([nursery.caregiverId, nursery.siteAdminId]),
  );
  await step(director, incidentId, { kind: 'published' });
  const mother = await work.as(guardianId);
  const signature = { kind: 'typed', name: '王芳' };
  await mother('POST', `/api/own-incidents/${incidentId}/acknowledgements`, {
    ...{ stepId: randomUUID(), childId, signature },
  });
  const after = (await read(director, incidentId)).body;
  const [own] = ((await mother('GET', '/api/own-incidents')).body as OwnIncidents).incidents;
  expect(own?.signed).toMatchObject({ signature });
  expect(after.families[0]?.view).toEqual({ ...own, signed: null }); // what was signed stands in the line of who signed
  expect(after.lines.at(-1)).toMatchObject({ kind: 'acknowledged', signature });
  const inRoom = (await read(tablet, incidentId)).body;
  expect(inRoom.lines.at(-1)).toMatchObject({ kind: 'acknowledged', signature: null });
  expect(inRoom.mayReview).toBe(false);
});

test('a withdrawn guardian is nobody whom the file names, and a tablet reads it only for who said their PIN', async () => {
  const { nursery } = work;
  const director = await work.as(nursery.siteAdminId);
  const incidentId = await flagged(director, 'fall');
  const { childId, guardianId } = nursery.duoduo;
  await work.db.guardianship.updateMany({ where: { childId, userId: guardianId }, data: { withdrawnAt: new Date() } });
  expect((await read(director, incidentId)).body.families[0]?.guardians).toEqual([]);
  const unsaid = await work.tablet(nursery.toddlerRoomId, null);
  expect((await read(unsaid, incidentId)).status).toBe(403);
  const elsewhere = await work.tablet(nursery.seniorRoomId, nursery.seniorCaregiverId);
  expect((await read(elsewhere, incidentId)).status).toBeGreaterThanOrEqual(403);
});

test('attack: an id that somebody saved as a witness reads back as nobody’s name, unless they work or worked here', async () => {
  const { nursery, db } = work;
  const tablet = await work.tablet(nursery.toddlerRoomId, nursery.caregiverId);
  const elsewhere = await makeOrganization(db, '别家托育', { isOperator: true });
  const strangerId = await makeStaff(db, '别家园长', 'operator_admin', { organizationId: elsewhere });
  const leaverId = await makeStaff(db, '离职老师', 'caregiver', { classroomId: nursery.toddlerRoomId });
  await db.roleAssignment.updateMany({ where: { userId: leaverId }, data: { endsAt: work.at('10:00') } });
  await db.user.update({ where: { id: leaverId }, data: { suspendedAt: work.at('10:00') } });
  work.at('10:15');
  const incidentId = await flagged(tablet, 'fall');
  const witnesses = [nursery.shitou.guardianId, strangerId, nursery.orgAdminId, leaverId, nursery.otherCaregiverId];
  expect((await step(tablet, incidentId, { kind: 'detailed', details: { witnesses } })).status).toBe(200);
  const { staff, details } = (await read(tablet, incidentId)).body;
  expect(details.witnesses).toEqual(witnesses);
  const names = staff.filter(({ userId }) => witnesses.includes(userId)).map(({ name }) => name);
  expect(names.sort()).toEqual(['高老师', '离职老师'].sort());
});

test('of many savings only the last is read with what it says, and it is what the file shows', async () => {
  const { nursery, db } = work;
  const director = await work.as(nursery.siteAdminId);
  const incidentId = await flagged(director, 'fall');
  for (const cause of ['第一次', '第二次', '最后一次'])
    await step(director, incidentId, { kind: 'detailed', details: { cause } });
  const found = await findIncident(db, incidentId as IncidentId);
  const saved = found?.steps.flatMap(({ kind, data }) => (kind === 'detailed' ? [data] : []));
  expect(saved).toEqual([{}, {}, expect.objectContaining({ cause: '最后一次' })]);
  expect((await read(director, incidentId)).body.details.cause).toBe('最后一次');
});

test('what the director sent back says so in the room’s list until it is handed in again', async () => {
  const { nursery } = work;
  const tablet = await work.tablet(nursery.toddlerRoomId, nursery.caregiverId);
  const director = await work.as(nursery.siteAdminId);
  const incidentId = await flagged(tablet, 'fall');
  const returned = async (by = tablet) => {
    const { body } = (await by('GET', '/api/incidents/open')) as { body: OpenIncidents };
    const found = body.incidents.find((each) => each.incidentId === incidentId);
    return { isReturned: found?.isReturned, why: found?.returnedWhy };
  };
  await step(tablet, incidentId, { kind: 'submitted' });
  expect(await returned()).toEqual({ isReturned: false, why: '' });
  await step(director, incidentId, { kind: 'returned', reason: '请写上是谁看到的' });
  expect(await returned()).toEqual({ isReturned: true, why: '请写上是谁看到的' });
  const nobody = await work.tablet(nursery.toddlerRoomId, null);
  expect(await returned(nobody)).toEqual({ isReturned: true, why: '' });
  await step(tablet, incidentId, { kind: 'submitted' });
  expect(await returned()).toEqual({ isReturned: false, why: '' });
});
