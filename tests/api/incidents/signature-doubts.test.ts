import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { IncidentFile } from '../../../server/contract/incident-file.ts';
import type { UserId } from '../../../server/contract/ids.ts';
import { type Clockwork, openClockwork } from '../../support/clockwork.ts';
import { makePublished } from '../../support/incidents.ts';

/** A director could sign for a family by giving an account of theirs another password, or by making somebody its guardian. */
let work: Clockwork;
let director: Awaited<ReturnType<Clockwork['as']>>;
let incidentId: string;
beforeAll(async () => {
  work = await openClockwork();
  const { siteId, toddlerRoomId: classroomId, caregiverId, duoduo, siteAdminId } = work.nursery;
  work.clock.now = new Date(); // the incident's own steps are of now
  ({ incidentId } = await makePublished(work.db, { siteId, classroomId, caregiverId, family: duoduo }));
  director = await work.as(siteAdminId);
});
afterAll(() => work.stop());

const childId = () => work.nursery.duoduo.childId;
const later = (hours: number) => (work.clock.now = new Date(work.clock.now.getTime() + hours * 3_600_000));
async function sign(by: UserId): Promise<void> {
  const said = { stepId: randomUUID(), childId: childId(), signature: { kind: 'drawn', strokes: [[10, 10, 50, 40]] } };
  const path = `/api/own-incidents/${incidentId}/acknowledgements`;
  expect((await (await work.as(by))('POST', path, said)).status).toBe(200);
}
async function doubts(ask = director) {
  const file = (await ask('GET', `/api/incidents/${incidentId}`)).body as IncidentFile;
  return file.lines.filter(({ kind }) => kind === 'acknowledged').map((line) => line.doubts);
}
const link = async (userId: UserId) => {
  const body = { userId, relation: '其他' };
  expect((await director('POST', `/api/admin/children/${childId()}/guardians`, body)).status).toBeLessThan(300);
};

test('attack: a signature after the director gave the account another password stands with that, and who did it', async () => {
  const { duoduo } = work.nursery;
  const password = { password: 'ein-neues-passwort-2026' };
  expect((await director('PUT', `/api/admin/people/${duoduo.guardianId}/password`, password)).status).toBeLessThan(300);
  const at = work.clock.now.toISOString();
  later(3);
  await sign(duoduo.guardianId);
  expect(await doubts()).toEqual([[{ what: 'password-reset', at, by: '陈园长' }]]);
  // The room reads neither the hand nor this.
  expect(await doubts(await work.as(work.nursery.caregiverId))).toEqual([undefined]);
});

test('attack: who was made a guardian after the incident, and an account of the staff, stand with who linked them', async () => {
  const { shitou, seniorCaregiverId } = work.nursery;
  await link(shitou.guardianId);
  await link(seniorCaregiverId);
  const at = work.clock.now.toISOString();
  later(1);
  await sign(shitou.guardianId);
  await sign(seniorCaregiverId);
  expect((await doubts()).slice(1)).toEqual([
    [{ what: 'linked-later', at, by: '陈园长' }],
    [{ what: 'of-the-staff', at, by: '陈园长' }],
  ]);
});
