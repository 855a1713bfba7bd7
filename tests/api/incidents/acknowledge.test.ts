import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { OwnIncident, OwnIncidents } from '../../../server/contract/own-incidents.ts';
import type { Dashboard } from '../../../server/contract/dashboard.ts';
import type { UserId } from '../../../server/contract/ids.ts';
import { type Clockwork, openClockwork } from '../../support/clockwork.ts';
import { makePublished } from '../../support/incidents.ts';
import { makePerson } from '../../support/nursery.ts';

const DRAWN = { kind: 'drawn', strokes: [[10, 10, 50, 40, 90, 20]] };
const TYPED = { kind: 'typed', name: '李建国' };
const HERS = { kind: 'typed', name: ' 王芳 ' };

let work: Clockwork;
let fatherId: UserId;
let incidentId: string;
beforeAll(async () => {
  work = await openClockwork();
  work.at('10:15');
  fatherId = await makePerson(work.db, '李建国');
  const { childId } = work.nursery.duoduo;
  await work.db.guardianship.create({ data: { childId, userId: fatherId, relation: '爸爸' } });
});
afterAll(() => work.stop());
beforeEach(async () => {
  const { siteId, toddlerRoomId: classroomId, caregiverId, duoduo } = work.nursery;
  ({ incidentId } = await makePublished(work.db, { siteId, classroomId, caregiverId, family: duoduo }));
});

const mother = () => work.nursery.duoduo.guardianId;
async function say(by: UserId, signature: object, stepId: string = randomUUID()) {
  const ask = await work.as(by);
  const path = `/api/own-incidents/${incidentId}/acknowledgements`;
  const answer = await ask('POST', path, { stepId, childId: work.nursery.duoduo.childId, signature });
  return { status: answer.status, own: (answer.body as Partial<OwnIncidents>).incidents?.find(isThis) };
}
const isThis = (each: OwnIncident) => each.incidentId === incidentId;
const read = async (by: UserId) =>
  ((await (await work.as(by))('GET', '/api/own-incidents')).body as OwnIncidents).incidents.find(isThis);
const words = () => work.db.incidentStep.findMany({ where: { incidentId, kind: 'acknowledged' } });

test('who signed reads what they signed and when; the other of the family that it was said, and no signature', async () => {
  const { own } = await say(mother(), DRAWN);
  const at = work.clock.now.toISOString();
  expect(own).toMatchObject({ acknowledgedAt: at, signed: { at, signature: DRAWN } });
  expect(await read(fatherId)).toMatchObject({ acknowledgedAt: at, signed: null });
  const { own: his } = await say(fatherId, TYPED);
  expect(his?.signed).toMatchObject({ signature: TYPED });
  expect((await read(mother()))?.signed).toMatchObject({ signature: DRAWN });
});

test('what its family has signed only waits to be filed: the overview counts it as open no more', async () => {
  const openThere = async () => {
    const { sites } = (await (await work.as(work.nursery.siteAdminId))('GET', '/api/admin/dashboard'))
      .body as Dashboard;
    return sites[0]?.incidentsOpen;
  };
  const before = await openThere();
  await say(mother(), DRAWN);
  expect(await openThere()).toBe(before! - 1);
});

test('said twice it is one word: sent again with its id, or from another device with a new one', async () => {
  const stepId = randomUUID();
  await say(mother(), DRAWN, stepId);
  expect((await say(mother(), HERS, stepId)).status).toBe(200);
  expect((await say(mother(), HERS)).own?.signed).toMatchObject({ signature: DRAWN });
  await Promise.all([say(fatherId, TYPED), say(fatherId, TYPED)]);
  expect((await words()).map(({ actorId }) => actorId)).toEqual([mother(), fatherId]);
});

test('a typed name is a signature only where it is the account’s own', async () => {
  expect((await say(mother(), TYPED)).status).toBe(422);
  expect((await say(mother(), { kind: 'typed', name: 'Mickey Mouse' })).status).toBe(422);
  expect(await words()).toEqual([]);
  expect((await say(mother(), HERS)).status).toBe(200);
});

test('the family hears once of each word, and that event holds no signature', async () => {
  await say(mother(), HERS);
  await say(mother(), HERS);
  const told = await work.db.event.findMany({ where: { type: 'incident:told', childId: work.nursery.duoduo.childId } });
  const ofIt = told.map(({ payload }) => payload).filter((payload) => JSON.stringify(payload).includes(incidentId));
  expect(ofIt).toEqual([{ incidentId, kind: 'other', what: 'acknowledged' }]);
});

test('a view says the clock of its nursery and where to reach it', async () => {
  await work.db.site.updateMany({ data: { phone: '0471-555 0100' } });
  expect(await read(mother())).toMatchObject({ timeZone: 'Asia/Shanghai', sitePhone: '0471-555 0100' });
});

test('the id of another step of the same person and child is no signature', async () => {
  const stepId = randomUUID();
  const at = { happenedAt: work.clock.now, recordedAt: work.clock.now };
  const of = { incidentId, childId: work.nursery.duoduo.childId, actorId: mother() };
  // A guardian who works here, and called at home.
  await work.db.incidentStep.create({ data: { id: stepId, kind: 'called', ...of, ...at } });
  const ask = await work.as(mother());
  const said = { stepId, childId: of.childId, signature: HERS };
  expect(await ask('POST', `/api/own-incidents/${incidentId}/acknowledgements`, said)).toMatchObject({ status: 409 });
  expect(await words()).toEqual([]);
  expect((await say(mother(), HERS)).status).toBe(200);
});
