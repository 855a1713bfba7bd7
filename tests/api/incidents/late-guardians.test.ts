import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { IncidentFile } from '../../../server/contract/incident-file.ts';
import type { OwnIncidents } from '../../../server/contract/own-incidents.ts';
import type { UserId } from '../../../server/contract/ids.ts';
import { rightsChangedBy } from '../../support/as-owner.ts';
import { type Clockwork, openClockwork } from '../../support/clockwork.ts';
import { makePerson } from '../../support/nursery.ts';

let work: Clockwork;
type Ask = Awaited<ReturnType<Clockwork['as']>>;
let director: Ask;
beforeEach(async () => {
  work = await openClockwork();
  work.at('10:00');
  director = await work.as(work.nursery.siteAdminId);
});
afterEach(() => work.stop());

const duoduo = () => work.nursery.duoduo;
const shitou = () => work.nursery.shitou;
const take = async (incidentId: string, what: object) => {
  const { status } = await director('POST', `/api/incidents/${incidentId}/steps`, { stepId: randomUUID(), ...what });
  expect(status).toBe(200);
};
const called = (childId: string) => ({
  ...{ kind: 'called', childId, isReached: true, guardianId: null, happenedAt: work.clock.now.toISOString() },
});

/** Of both children; 石头 has nobody who may be told when it is published. */
async function published(kind: string): Promise<string> {
  await withdraw();
  const incidentId = randomUUID();
  const childIds = [duoduo().childId, shitou().childId];
  const room = { classroomId: work.nursery.toddlerRoomId, happenedAt: work.clock.now.toISOString() };
  await director('POST', '/api/incidents', { incidentId, kind, childIds, ...room });
  const children = childIds.map((childId) => ({ childId, told: '手上有一点红，已经冷敷。' }));
  await take(incidentId, { kind: 'detailed', details: { children } });
  if (kind === 'choking') await take(incidentId, called(duoduo().childId));
  for (const step of ['submitted', 'published']) await take(incidentId, { kind: step });
  expect(await acknowledge(incidentId, duoduo())).toBe(200);
  return incidentId;
}
const right = () => ({ where: { id: shitou().guardianshipId } });
const withdraw = () => work.db.guardianship.update({ ...right(), data: { withdrawnAt: work.clock.now } });
/** The right is given back now. */
async function restore(): Promise<void> {
  await work.db.guardianship.update({ ...right(), data: { withdrawnAt: null } });
  await rightsChangedBy(work.db, work.clock.now, shitou().guardianshipId);
}
async function acknowledge(incidentId: string, { guardianId, childId }: { guardianId: UserId; childId: string }) {
  const said = { stepId: randomUUID(), childId, signature: { kind: 'drawn', strokes: [[10, 10, 50, 40, 90, 20]] } };
  const path = `/api/own-incidents/${incidentId}/acknowledgements`;
  return (await (await work.as(guardianId))('POST', path, said)).status;
}
const file = async (incidentId: string) => (await director('GET', `/api/incidents/${incidentId}`)).body as IncidentFile;
const own = async ({ guardianId }: { guardianId: UserId }) =>
  ((await (await work.as(guardianId))('GET', '/api/own-incidents')).body as OwnIncidents).incidents;
async function written(incidentId: string): Promise<string[]> {
  const where = { incidentId, kind: { in: ['reminded', 'escalated'] } };
  const rows = await work.db.incidentStep.findMany({ where, orderBy: { seq: 'asc' } });
  return rows.map(({ kind, data }) => `${kind} ${(data as { why: string }).why}`);
}
const tickAt = async (time: string) => {
  work.at(time);
  await work.tick();
};

test('a family that had nobody at the publication is asked from when it has somebody, and has the whole time to answer', async () => {
  const incidentId = await published('bite');
  expect((await file(incidentId)).state).toBe('acknowledged');
  work.at('15:30');
  await restore();
  expect((await file(incidentId)).state).toBe('published');
  await tickAt('15:31');
  await tickAt('19:29');
  expect(await written(incidentId)).toEqual([]);
  await tickAt('19:30');
  expect(await written(incidentId)).toEqual(['reminded reminder']);
});

test('what one of the family signed, or what was closed, does not open again for a further guardian of the same child', async () => {
  const incidentId = await published('bite');
  const { childId } = duoduo();
  const father = await makePerson(work.db, '李建国');
  work.at('15:30');
  const { id } = await work.db.guardianship.create({ data: { childId, userId: father, relation: '爸爸' } });
  await rightsChangedBy(work.db, work.clock.now, id);
  expect(await file(incidentId)).toMatchObject({ state: 'acknowledged', due: [{ rule: 'not-closed' }] });
  await take(incidentId, { kind: 'closed', reason: '家里现在没有人可以告知' });
  await restore();
  expect(await file(incidentId)).toMatchObject({ state: 'closed', due: [] });
  await tickAt('23:00');
  expect(await written(incidentId)).toEqual([]);
});

test('of a grave one who became a guardian afterwards reads nothing before the call, which has its own time', async () => {
  const incidentId = await published('choking');
  work.at('15:30');
  await restore();
  expect([await own(duoduo()), await own(shitou())]).toMatchObject([[{}], []]);
  expect(await acknowledge(incidentId, shitou())).toBe(404);
  await tickAt('15:49');
  expect(await written(incidentId)).toEqual([]);
  await tickAt('16:40');
  expect(await written(incidentId)).toEqual(['escalated call-overdue']);
  const childId = shitou().childId;
  const told = () => work.db.event.count({ where: { type: 'incident:told', childId } });
  // What is added says nothing to whom nobody has called: not even that there is something.
  await take(incidentId, { kind: 'addendum', childId, text: '再说一句。' });
  expect(await told()).toBe(0);
  await take(incidentId, called(childId));
  const reachedAt = work.clock.now.toISOString();
  expect(await own(shitou())).toMatchObject([{ calledAt: null, reachedAt }]);
  await take(incidentId, { kind: 'addendum', childId, text: '又一句。' });
  expect(await told()).toBe(1);
  await tickAt('17:09');
  expect(await written(incidentId)).toHaveLength(1);
  await tickAt('17:10');
  expect(await written(incidentId)).toEqual(['escalated call-overdue', 'reminded reminder']);
  expect(await acknowledge(incidentId, shitou())).toBe(200);
});

test('the file says of each family what the server itself would answer to filing', async () => {
  const incidentId = await published('choking');
  const answers = async () => {
    const { families } = await file(incidentId);
    return [duoduo(), shitou()].map(({ childId }) => families.find((each) => each.childId === childId)?.answer);
  };
  const close = async () => {
    const what = { stepId: randomUUID(), kind: 'closed', reason: '联系不上' };
    const { body } = await director('POST', `/api/incidents/${incidentId}/steps`, what);
    return body;
  };
  expect(await answers()).toEqual(['signed', 'unknown']);
  work.at('15:30');
  await restore();
  expect(await answers()).toEqual(['signed', 'awaited']);
  const { childId } = shitou();
  await take(incidentId, { ...called(childId), isReached: false });
  await tickAt('16:40');
  expect(await answers()).toEqual(['signed', 'asked']);
  // Reached at last: it can read it from now on, and has its time to sign.
  await take(incidentId, called(childId));
  expect(await answers()).toEqual(['signed', 'awaited']);
  expect(await close()).toMatchObject({ problem: { code: 'signature-first' } });
  await withdraw();
  expect(await answers()).toEqual(['signed', 'called']);
  expect(await close()).toMatchObject({ state: 'closed' });
  expect((await file(incidentId)).lines.at(-1)).toMatchObject({ kind: 'closed', text: '联系不上', unsigned: [] });
});

test('what is published has words for every child, also one that nobody is a guardian of yet: who becomes it reads them', async () => {
  await withdraw();
  const incidentId = randomUUID();
  const childIds = [duoduo().childId, shitou().childId];
  const room = { classroomId: work.nursery.toddlerRoomId, happenedAt: work.clock.now.toISOString() };
  await director('POST', '/api/incidents', { incidentId, kind: 'bite', childIds, ...room });
  const written = (told: string) => ({
    kind: 'detailed',
    details: {
      children: [{ childId: childIds[0], told: '手上有一点红。' }, ...(told ? [{ childId: childIds[1], told }] : [])],
    },
  });
  await take(incidentId, written(''));
  await take(incidentId, { kind: 'submitted' });
  const publishing = { stepId: randomUUID(), kind: 'published' };
  const { body } = await director('POST', `/api/incidents/${incidentId}/steps`, publishing);
  expect(body).toMatchObject({ problem: { code: 'nothing-told' } });
  await take(incidentId, written('咬了同伴，老师谈过了。'));
  await take(incidentId, { kind: 'published' });
  work.at('15:30');
  await restore();
  const seen = (await (await work.as(shitou().guardianId))('GET', '/api/own-incidents')).body as OwnIncidents;
  expect(seen.incidents.map(({ told }) => told)).toEqual(['咬了同伴，老师谈过了。']);
});
