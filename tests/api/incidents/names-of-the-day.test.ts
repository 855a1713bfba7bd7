import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { IncidentFile } from '../../../server/contract/incident-file.ts';
import { namesAt } from '../../../server/incidents/names-store.ts';
import { type Clockwork, openClockwork } from '../../support/clockwork.ts';

let work: Clockwork;
type Ask = Awaited<ReturnType<Clockwork['as']>>;
let director: Ask;
beforeEach(async () => {
  work = await openClockwork();
  work.at('10:15');
  director = await work.as(work.nursery.siteAdminId);
});
afterEach(() => work.stop());

async function step(by: Ask, incidentId: string, what: object): Promise<void> {
  const { status } = await by('POST', `/api/incidents/${incidentId}/steps`, { stepId: randomUUID(), ...what });
  expect(status).toBe(200);
}

/** From the flag to the family's signature. */
async function signed(): Promise<string> {
  const { duoduo, toddlerRoomId: classroomId, caregiverId } = work.nursery;
  const tablet = await work.tablet(classroomId, caregiverId);
  const incidentId = randomUUID();
  const flag = { incidentId, classroomId, kind: 'bite', childIds: [duoduo.childId] };
  await tablet('POST', '/api/incidents', { ...flag, happenedAt: work.clock.now.toISOString() });
  const children = [{ childId: duoduo.childId, told: '手上有一点红，已经冷敷。' }];
  await step(tablet, incidentId, { kind: 'detailed', details: { children, witnesses: [caregiverId] } });
  await step(tablet, incidentId, { kind: 'submitted' });
  await step(director, incidentId, { kind: 'published' });
  const said = { stepId: randomUUID(), childId: duoduo.childId };
  const signature = { kind: 'drawn', strokes: [[10, 10, 50, 40, 90, 20]] };
  const mother = await work.as(duoduo.guardianId);
  const { status } = await mother('POST', `/api/own-incidents/${incidentId}/acknowledgements`, { ...said, signature });
  expect(status).toBe(200);
  return incidentId;
}

test('attack: renaming people changes nothing of what an incident says of them', async () => {
  const incidentId = await signed();
  const { db, nursery } = work;
  const read = async () => {
    const file = (await director('GET', `/api/incidents/${incidentId}`)).body as IncidentFile;
    const witness = file.staff.find(({ userId }) => userId === nursery.caregiverId)?.name;
    return [file.by, witness, ...file.lines.map(({ by }) => by)];
  };
  const before = await read();
  await db.user.update({ where: { id: nursery.caregiverId }, data: { name: '替罪羊' } });
  await db.user.update({ where: { id: nursery.duoduo.guardianId }, data: { name: '完全不同的人' } });
  expect(await read()).toEqual(before);
  expect(before).toEqual(expect.arrayContaining(['林老师', '陈园长', '王芳']));
});

test('who is called otherwise later is named as they were then; before the first that is known, by the first', async () => {
  const { db, nursery } = work;
  const userId = nursery.caregiverId;
  const ofDay = (day: number) => new Date(Date.UTC(2030, 0, day));
  for (const [name, day] of [
    ['林老师（改）', 10],
    ['李老师', 20],
  ] as const)
    await db.userName.create({ data: { userId, name, validFrom: ofDay(day) } });
  const nameAt = await namesAt(db, [userId]);
  expect([new Date(0), ofDay(9), ofDay(10), ofDay(19), ofDay(20)].map((at) => nameAt(userId, at))).toEqual([
    '林老师',
    '林老师',
    '林老师（改）',
    '林老师（改）',
    '李老师',
  ]);
  expect(nameAt(nursery.siteAdminId, ofDay(1))).toBeNull();
});

test('attack: by SQL of the server’s own role, how somebody was called then cannot be changed or taken away', async () => {
  const { db, nursery } = work;
  const where = { userId: nursery.caregiverId };
  const before = await db.userName.findMany({ where });
  await expect(db.userName.updateMany({ where, data: { name: '替罪羊' } })).rejects.toThrow();
  await expect(db.userName.deleteMany({ where })).rejects.toThrow();
  expect(await db.userName.findMany({ where })).toEqual(before);
});
