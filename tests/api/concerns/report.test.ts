import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { ConcernChoices, ConcernFile, ConcernReceipt, OwnConcerns } from '../../../server/contract/concerns.ts';
import type { z } from 'zod';
import { type Clockwork, DAY, openClockwork } from '../../support/clockwork.ts';
import { aConcern, SECRET } from '../../support/concerns.ts';
import { makePerson, makeStaff, PIN } from '../../support/nursery.ts';

type Call = Awaited<ReturnType<Clockwork['as']>>;
let work: Clockwork;
let tablet: Call;
beforeEach(async () => {
  work = await openClockwork();
  work.at('10:15');
  tablet = await work.tablet(work.nursery.toddlerRoomId, null);
});
afterEach(() => work.stop());

const by = () => ({ userId: work.nursery.caregiverId, pin: PIN });
const report = (more: object = {}) => ({ ...aConcern(work.nursery.siteId), ...more });
const code = (answer: { body: unknown }) => (answer.body as { problem: { code: string } }).problem.code;
const own = async (call: Call) => ((await call('GET', '/api/own-concerns')).body as OwnConcerns).concerns;
const stored = () => work.db.concern.findMany({ include: { keptFrom: true, holds: { include: { hold: true } } } });

test('on a tablet a report is of whom the PIN proves, in its room, and who acts there stays who they were', async () => {
  const acting = await work.tablet(work.nursery.toddlerRoomId, work.nursery.siteAdminId);
  const { duoduo, toddlerRoomId, caregiverId } = work.nursery;
  const when = { happenedOn: DAY, happenedMinute: 9 * 60 + 30 };
  const answer = await acting('POST', '/api/concerns', report({ childId: duoduo.childId, by: by(), ...when }));
  expect(answer).toMatchObject({ status: 200, body: { isReadable: true, reportedAt: work.clock.now.toISOString() } });
  expect((answer.body as ConcernReceipt).receipt).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
  const [only] = await stored();
  expect(only).toMatchObject({ reporterId: caregiverId, classroomId: toddlerRoomId, childId: duoduo.childId });
  expect(only?.deviceId).not.toBeNull();
  expect(only?.keptFrom.map(({ userId }) => userId)).toEqual([duoduo.guardianId]);
  const devices = await work.db.device.findMany({ where: { actingUserId: { not: null } } });
  expect(devices.map(({ actingUserId }) => actingUserId)).toEqual([work.nursery.siteAdminId]);
  expect(await own(await work.as(caregiverId))).toEqual([
    {
      receipt: (answer.body as ConcernReceipt).receipt,
      reportedAt: work.clock.now.toISOString(),
      state: 'received',
      isReadable: true,
    },
  ]);
});

test('what was said is not in the database to be read, and its words open with the key alone', async () => {
  await tablet('POST', '/api/concerns', report({ by: by(), where: '午睡室' }));
  const [row] = await work.db.$queryRaw<{ all: string }[]>`SELECT string_agg(c::text, '') AS all FROM concern c`;
  expect(row?.all).not.toContain(Buffer.from(SECRET).toString('hex'));
  const dump = JSON.stringify(await work.db.event.findMany(), (_, v: unknown) => (typeof v === 'bigint' ? '' : v));
  expect(dump).not.toContain(SECRET);
});

test.each([
  ['nobody', undefined, 'who-is-acting'],
  ['a wrong PIN', { pin: '0000' }, 'wrong-pin'],
])('on a tablet with %s nothing is reported', async (_, wrong, expected) => {
  const given = wrong === undefined ? {} : { by: { ...by(), ...wrong } };
  expect(code(await tablet('POST', '/api/concerns', report(given)))).toBe(expected);
  expect(await stored()).toEqual([]);
});

test('somebody of another room proves nothing on this tablet, and reads what a wrong PIN reads', async () => {
  const elsewhere = { userId: work.nursery.seniorCaregiverId, pin: PIN };
  expect(code(await tablet('POST', '/api/concerns', report({ by: elsewhere })))).toBe('wrong-pin');
});

test('sent twice, also at once, it is one report with one receipt; the same id for something else is refused', async () => {
  const caregiver = await work.as(work.nursery.caregiverId);
  const asked = report();
  const answers = await Promise.all([1, 2, 3].map(() => caregiver('POST', '/api/concerns', asked)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(new Set(answers.map(({ body }) => (body as ConcernReceipt).receipt)).size).toBe(1);
  expect(await stored()).toHaveLength(1);
  expect(await work.db.auditEntry.count({ where: { action: 'concern-reported' } })).toBe(1);
  expect(code(await caregiver('POST', '/api/concerns', { ...asked, text: '别的' }))).toBe('conflict');
});

test('attack: whoever gives a reporter another password and signs in with it reads nothing of what they reported', async () => {
  const { caregiverId, siteAdminId } = work.nursery;
  await tablet('POST', '/api/concerns', report({ by: by(), about: 'director' }));
  expect(await own(await work.as(caregiverId))).toHaveLength(1);
  const director = await work.as(siteAdminId);
  const password = 'ein-anderes-Passwort-9';
  expect((await director('PUT', `/api/admin/people/${caregiverId}/password`, { password })).status).toBe(204);
  work.at('10:16');
  const asReporter = await work.as(caregiverId);
  expect(await own(asReporter)).toEqual([]);
  await tablet('POST', '/api/concerns', report({ by: by(), sentId: randomUUID() }));
  expect((await asReporter('GET', '/api/own-concerns')).body).toEqual({ needsOwnPassword: true, concerns: [] });
  expect((await asReporter('POST', '/api/me/password', { current: password, next: 'mein-eigenes-9' })).status).toBe(
    204,
  );
  expect(await own(await work.as(caregiverId))).toHaveLength(1);
});

test('the same id of somebody else is their own report: nobody learns that it was used', async () => {
  const asked = report({ sentId: randomUUID(), childId: work.nursery.duoduo.childId });
  const mother = await work.as(work.nursery.duoduo.guardianId);
  for (const call of [await work.as(work.nursery.caregiverId), mother])
    expect((await call('POST', '/api/concerns', asked)).status).toBe(200);
  expect(await stored()).toHaveLength(2);
});

test('a guardian reports of their own child alone; of another, of none and of one they are kept from alike nothing is found', async () => {
  const { duoduo, shitou, siteId } = work.nursery;
  const mother = await work.as(duoduo.guardianId);
  const ofChild = (childId: string | null) => mother('POST', '/api/concerns', report({ childId }));
  for (const childId of [shitou.childId, randomUUID(), null]) expect(code(await ofChild(childId))).toBe('not-found');
  expect((await ofChild(duoduo.childId)).status).toBe(200);
  await work.db.guardianship.updateMany({ where: { childId: duoduo.childId }, data: { custodyBlockedAt: new Date() } });
  expect(code(await ofChild(duoduo.childId))).toBe('not-found');
  const { places } = (await mother('GET', '/api/concerns/choices')).body as z.infer<typeof ConcernChoices>;
  expect(places).toEqual([]);
  expect(siteId).toBeDefined();
});

test('who is named must be of the staff that the reporter may name, and only where it is about the staff', async () => {
  const mother = await work.as(work.nursery.duoduo.guardianId);
  const { childId } = work.nursery.duoduo;
  const naming = (subjectId: string, about = 'staff') =>
    mother('POST', '/api/concerns', report({ childId, about, subjectId }));
  expect(code(await naming(work.nursery.shitou.guardianId))).toBe('not-found');
  expect(code(await naming(work.nursery.seniorCaregiverId))).toBe('not-found');
  expect(code(await naming(work.nursery.caregiverId, 'family'))).toBe('bad-request');
  expect((await naming(work.nursery.caregiverId)).status).toBe(200);
});

test('what may be named: a tablet, which nobody said a PIN on, its room with whom its screen names anyway; a caregiver theirs with the whole staff, a mother her own child with its room’s', async () => {
  const { nursery: n } = work;
  const read = async (call: Call) =>
    ((await call('GET', '/api/concerns/choices')).body as z.infer<typeof ConcernChoices>).places.map((place) => ({
      children: place.children.map(({ name }) => name).sort(),
      rooms: place.rooms.map(({ name }) => name),
      staff: place.staff.map(({ name }) => name).sort(),
    }));
  const all = ['何老师', '周运营', '林老师', '陈园长'];
  const room = [{ children: ['李朵朵', '石磊'], rooms: ['小雨滴班'], staff: all.toSorted() }];
  const shown = all.filter((name) => name !== '何老师');
  expect(await read(tablet)).toEqual([{ ...room[0], staff: shown.toSorted() }]);
  expect(await read(await work.as(n.caregiverId))).toEqual(room);
  expect(await read(await work.as(n.duoduo.guardianId))).toEqual([
    { children: ['李朵朵'], rooms: [], staff: ['林老师', '陈园长'] },
  ]);
  expect(await read(await work.as(n.orgAdminId))).toEqual([]);
  expect(await read(await work.as(n.inspectorId))).toEqual([]);
});

test('the recording is held around the moment, in the child’s room of that day, and the hold does not say why', async () => {
  const caregiver = await work.as(work.nursery.caregiverId);
  const { duoduo, toddlerCameraId } = work.nursery;
  const when = { happenedOn: DAY, happenedMinute: 9 * 60 };
  await caregiver('POST', '/api/concerns', report({ childId: duoduo.childId, ...when }));
  expect(await work.db.recordingHold.findMany()).toEqual([
    {
      ...{ id: expect.any(String), cameraId: toddlerCameraId, incidentId: null, createdAt: work.clock.now },
      ...{ heldFrom: new Date('2026-06-03T00:00:00Z'), heldTo: new Date('2026-06-03T02:00:00Z') },
    },
  ]);
  const future = await caregiver('POST', '/api/concerns', report({ happenedOn: '2026-06-04' }));
  expect(code(future)).toBe('bad-request');
});

test('where the director is the operator, too, nobody would read of them: the reporter is told so', async () => {
  const { nursery: n } = work;
  const only = await makeStaff(work.db, '董园长', 'site_admin', { siteId: n.siteId });
  await work.db.roleAssignment.create({ data: { userId: only, role: 'operator_admin', organizationId: n.operatorId } });
  const caregiver = await work.as(n.caregiverId);
  const about = () => caregiver('POST', '/api/concerns', report({ about: 'director' }));
  expect((await about()).body).toMatchObject({ isReadable: true }); // the operator's other administrator
  await work.db.user.update({ where: { id: n.operatorAdminId }, data: { suspendedAt: new Date() } });
  expect((await about()).body).toMatchObject({ isReadable: false });
});

test('nobody floods those who look into it', async () => {
  const caregiver = await work.as(work.nursery.caregiverId);
  const answers = [];
  for (let n = 0; n < 21; n += 1) answers.push(await caregiver('POST', '/api/concerns', report()));
  expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(20);
  expect(code(answers.at(-1) ?? { body: null })).toBe('too-many-tries');
});

test('a guardian who works here names everybody; who is neither staff nor guardian reports nothing', async () => {
  const { nursery: n } = work;
  const stranger = await work.as(await makePerson(work.db, '路人'));
  expect(code(await stranger('POST', '/api/concerns', report()))).toBe('not-found');
  await work.db.guardianship.create({ data: { userId: n.caregiverId, childId: n.anan.childId, relation: '姨妈' } });
  const caregiver = await work.as(n.caregiverId);
  expect((await caregiver('POST', '/api/concerns', report({ childId: n.anan.childId }))).status).toBe(200);
  const file = await (await work.as(n.siteAdminId))('GET', `/api/admin/concerns/${(await stored())[0]?.id ?? ''}`);
  expect(file.body as ConcernFile).toMatchObject({ reporter: '林老师', child: { name: '安安' }, text: SECRET });
});
