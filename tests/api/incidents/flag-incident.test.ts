import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { IncidentFile } from '../../../server/contract/incident-file.ts';
import type { OpenIncidents } from '../../../server/contract/incidents.ts';
import { type Clockwork, openClockwork } from '../../support/clockwork.ts';

let work: Clockwork;
let tablet: Awaited<ReturnType<Clockwork['tablet']>>;
beforeEach(async () => {
  work = await openClockwork();
  work.at('10:15');
  tablet = await work.tablet(work.nursery.toddlerRoomId, work.nursery.caregiverId);
});
afterEach(() => work.stop());

const flag = (more: object = {}) => ({
  incidentId: randomUUID(),
  classroomId: work.nursery.toddlerRoomId,
  kind: 'bite',
  childIds: [work.nursery.duoduo.childId],
  happenedAt: work.clock.now.toISOString(),
  ...more,
});
const open = async (ask = tablet) => ((await ask('GET', '/api/incidents/open')).body as OpenIncidents).incidents;
const events = () => work.db.event.findMany({ where: { type: 'incident:changed' }, orderBy: { id: 'asc' } });

test('two taps are an incident with its number, its author, its hold on the recording, its audit and one word', async () => {
  const asked = flag();
  const answer = await tablet('POST', '/api/incidents', asked);
  expect(answer).toMatchObject({ status: 200, body: { number: '2026-0603-01', state: 'draft' } });
  expect(await open()).toEqual([
    {
      ...{ incidentId: asked.incidentId, number: '2026-0603-01', kind: 'bite', isGrave: false, state: 'draft' },
      isReturned: false,
      returnedWhy: '',
      isCallDue: false,
      due: [expect.objectContaining({ rule: 'not-written' }), expect.objectContaining({ rule: 'not-closed' })],
      ...{ siteId: work.nursery.siteId, classroomId: asked.classroomId, classroomName: '小雨滴班' },
      children: [{ childId: work.nursery.duoduo.childId, name: '李朵朵' }],
      ...{
        happenedAt: asked.happenedAt,
        recordedAt: asked.happenedAt,
        by: '林老师',
        isAuthorConfirmed: true,
        isSigned: false,
      },
    },
  ]);
  const holds = await work.db.recordingHold.findMany({ include: { camera: true } });
  expect(holds).toMatchObject([
    { camera: { classroomId: asked.classroomId }, heldFrom: work.at('10:10'), heldTo: work.at('10:25') },
  ]);
  expect(await work.db.auditEntry.findMany({ where: { action: 'incident-flagged' } })).toMatchObject([
    { actorId: work.nursery.caregiverId, childId: work.nursery.duoduo.childId, siteId: work.nursery.siteId },
  ]);
  const payload = { incidentId: asked.incidentId, kind: 'bite', step: 'flagged' };
  expect(await events()).toMatchObject([{ classroomId: asked.classroomId, childId: null, payload }]);
});

test('the same taps sent twice, also at once, are one incident; the same id for something else is refused', async () => {
  const asked = flag();
  const answers = await Promise.all([1, 2, 3].map(() => tablet('POST', '/api/incidents', asked)));
  expect(answers.map(({ status, body }) => [status, (body as { number: string }).number])).toEqual([
    [200, '2026-0603-01'],
    [200, '2026-0603-01'],
    [200, '2026-0603-01'],
  ]);
  expect(await events()).toHaveLength(1);
  expect(await work.db.recordingHold.count()).toBe(1);
  for (const other of [{ kind: 'fall' }, { childIds: [] }, { happenedAt: work.at('10:14').toISOString() }])
    expect(await tablet('POST', '/api/incidents', { ...asked, ...other })).toMatchObject({ status: 409 });
});

test('a hundred at once have a hundred numbers, and each is told once', async () => {
  const asked = Array.from({ length: 100 }, () => flag());
  const answers = await Promise.all(asked.map((each) => tablet('POST', '/api/incidents', each)));
  const numbers = answers.map(({ body }) => (body as { number: string }).number).sort();
  expect(new Set(numbers).size).toBe(100);
  expect([numbers[0], numbers[9]]).toEqual(['2026-0603-01', '2026-0603-10']);
  const told = (await events()).map(({ payload }) => (payload as { incidentId: string }).incidentId);
  expect(told.sort()).toEqual(asked.map(({ incidentId }) => incidentId).sort());
});

test('a flag waits for no PIN: it is of who acted last, to be confirmed; of a tablet where nobody ever did, of nobody', async () => {
  await work.db.device.updateMany({ data: { actingSince: new Date(work.clock.now.getTime() - 13 * 3_600_000) } });
  await tablet('POST', '/api/incidents', flag());
  const fresh = await work.tablet(work.nursery.toddlerRoomId, null);
  await fresh('POST', '/api/incidents', flag({ happenedAt: work.at('10:16').toISOString() }));
  expect((await open()).map(({ by, isAuthorConfirmed }) => [by, isAuthorConfirmed])).toEqual([
    ['林老师', false],
    [null, false],
  ]);
  // They say their PIN again, and write of it: it was theirs.
  const [first] = await open();
  await work.db.device.updateMany({ where: { actingUserId: { not: null } }, data: { actingSince: work.clock.now } });
  const written = { stepId: randomUUID(), kind: 'detailed', details: { cause: '抢玩具' } };
  expect(await tablet('POST', `/api/incidents/${first?.incidentId ?? ''}/steps`, written)).toMatchObject({
    status: 200,
  });
  expect((await open()).map(({ isAuthorConfirmed }) => isAuthorConfirmed)).toEqual([true, false]);
});

test('several children, or none; a child of another room, an unknown one and another room are refused, and nothing is left', async () => {
  const { duoduo, shitou, anan, seniorRoomId } = work.nursery;
  await tablet(
    'POST',
    '/api/incidents',
    flag({ childIds: [duoduo.childId, shitou.childId], happenedAt: work.at('10:14').toISOString() }),
  );
  work.at('10:15');
  await tablet('POST', '/api/incidents', flag({ childIds: [], kind: 'missing' }));
  expect((await open()).map(({ children, isGrave }) => [children.length, isGrave])).toEqual([
    [2, false],
    [0, true],
  ]);
  const refused: [object, number][] = [
    [{ childIds: [anan.childId] }, 404],
    [{ childIds: [randomUUID()] }, 404],
    [{ classroomId: seniorRoomId, childIds: [anan.childId] }, 404],
    [{ childIds: [duoduo.childId, duoduo.childId] }, 400],
    [{ kind: 'murder' }, 400],
    [{ happenedAt: '2026-06-01T00:00:00.000Z' }, 400],
    [{ happenedAt: '2026-06-03T09:00:00.000Z' }, 400],
  ];
  for (const [more, status] of refused)
    expect([more, (await tablet('POST', '/api/incidents', flag(more))).status]).toEqual([more, status]);
  expect(await work.db.incident.count()).toBe(2);
});

test('a flag is taken back within half a minute, and stays in the register as withdrawn', async () => {
  const asked = flag();
  await tablet('POST', '/api/incidents', asked);
  const back = { stepId: randomUUID(), incidentId: asked.incidentId };
  work.clock.now = new Date(work.clock.now.getTime() + 30_000);
  for (let twice = 0; twice < 2; twice += 1)
    expect(await tablet('POST', '/api/incidents/withdrawals', back)).toMatchObject({
      status: 200,
      body: { state: 'withdrawn' },
    });
  expect(await open()).toEqual([]);
  expect((await events()).map(({ payload }) => (payload as { step: string }).step)).toEqual(['flagged', 'withdrawn']);
  const late = flag({ happenedAt: work.clock.now.toISOString() });
  await tablet('POST', '/api/incidents', late);
  work.clock.now = new Date(work.clock.now.getTime() + 30_001);
  const tooLate = { stepId: randomUUID(), incidentId: late.incidentId };
  expect(await tablet('POST', '/api/incidents/withdrawals', tooLate)).toMatchObject({
    status: 409,
    body: { problem: { code: 'too-late-to-undo' } },
  });
  expect(await open()).toHaveLength(1);
});

test('the room and who answers for the site read what is open, the oldest first; others read nothing of it', async () => {
  await tablet('POST', '/api/incidents', flag({ happenedAt: work.at('10:14').toISOString() }));
  await tablet('POST', '/api/incidents', flag({ happenedAt: work.at('10:12').toISOString() }));
  const { nursery } = work;
  for (const userId of [nursery.caregiverId, nursery.siteAdminId, nursery.operatorAdminId]) {
    const seen = await open(await work.as(userId));
    expect(seen.map(({ happenedAt }) => happenedAt)).toEqual([
      work.at('10:12').toISOString(),
      work.at('10:14').toISOString(),
    ]);
  }
  for (const userId of [nursery.seniorCaregiverId, nursery.otherSiteAdminId])
    expect(await open(await work.as(userId))).toEqual([]);
  for (const userId of [nursery.inspectorId, nursery.orgAdminId, nursery.duoduo.guardianId])
    expect(await (await work.as(userId))('GET', '/api/incidents/open')).toMatchObject({ status: 403 });
});

test('the database itself refuses to change a record, and any word of a published one but what may follow', async () => {
  const asked = flag();
  await tablet('POST', '/api/incidents', asked);
  const sql = (text: string, ...values: string[]) => work.db.$executeRawUnsafe(text, ...values);
  const step = (kind: string) =>
    sql(
      `INSERT INTO incident_step (id, incident_id, kind, happened_at, recorded_at) VALUES (gen_random_uuid(), $1::uuid, $2, now(), now())`,
      ...[asked.incidentId, kind],
    );
  for (const change of ["UPDATE incident SET kind = 'fall'", 'DELETE FROM incident_step', 'DELETE FROM incident_child'])
    await expect(sql(change)).rejects.toThrow('append-only');
  await step('published');
  for (const kind of ['detailed', 'submitted', 'returned', 'withdrawn', 'published'])
    await expect(step(kind)).rejects.toThrow('the incident is published');
  const child = [asked.incidentId, work.nursery.shitou.childId];
  await expect(sql('INSERT INTO incident_child VALUES ($1::uuid, $2::uuid)', ...child)).rejects.toThrow('is published');
  await step('addendum');
  await expect(step('rewritten')).rejects.toThrow('incident_step_kinds');
});

test('it is of who acted at the tap, as the tablet says, also when somebody else acts as it is sent', async () => {
  const { caregiverId, siteAdminId, otherCaregiverId } = work.nursery;
  const by = async (more: object) => {
    const { incidentId } = flag();
    await tablet('POST', '/api/incidents', flag({ incidentId, ...more }));
    const { authorId, isConfirmed } = await work.db.incident.findUniqueOrThrow({ where: { id: incidentId } });
    return [authorId, isConfirmed];
  };
  expect(await by({ authorId: caregiverId })).toEqual([caregiverId, true]);
  expect(await by({ authorId: siteAdminId })).toEqual([siteAdminId, false]);
  // Nobody that the tablet knew: whoever acted on it last, as the server knows it.
  expect(await by({ authorId: null })).toEqual([caregiverId, false]);
  // Tapped before they said who they are, and sent after that: it is nobody's that is known.
  expect(await by({ authorId: null, happenedAt: work.at('10:14').toISOString() })).toEqual([null, false]);
  // No tablet names somebody of another nursery.
  expect(await by({ authorId: otherCaregiverId })).toEqual([null, false]);
  expect(await by({ authorId: randomUUID() })).toEqual([null, false]);
});

test('attack: a paired tablet in a stranger’s hands flags so often and no more; who says their PIN is never refused, and nothing is lost', async () => {
  const stolen = await work.tablet(work.nursery.toddlerRoomId, null);
  const code = async (ask: typeof tablet, body: object) => {
    const { status, body: said } = await ask('POST', '/api/incidents', body);
    return status === 200 ? 'ok' : (said as { problem: { code: string } }).problem.code;
  };
  // What was never written uses up nothing of what a real one may need.
  for (let more = 0; more < 3; more += 1)
    expect(await code(stolen, flag({ childIds: [randomUUID()] }))).toBe('not-found');
  const flags = Array.from({ length: 30 }, () => flag());
  for (const each of flags) expect(await code(stolen, each)).toBe('ok');
  const kept = flag();
  const { body } = await stolen('POST', '/api/incidents', kept);
  expect(body).toMatchObject({ problem: { code: 'too-many-tries', retryAfterSeconds: expect.any(Number) } });
  // What was taken already is answered again, and another tablet's tries are its own.
  expect(await code(stolen, flags[0]!)).toBe('ok');
  expect(await code(tablet, flag({ authorId: null }))).toBe('ok');
  const { caregiverId } = work.nursery;
  await work.db.device.updateMany({ where: { actingUserId: null }, data: { actingUserId: caregiverId } });
  await work.db.device.updateMany({ data: { actingSince: work.clock.now } });
  for (let more = 0; more < 3; more += 1) expect(await code(stolen, flag({ authorId: caregiverId }))).toBe('ok');
  expect(await code(stolen, kept)).toBe('ok');
});

test('attack: a tablet that names a director makes it theirs neither in the audit nor by what they do as director', async () => {
  const { siteAdminId, duoduo } = work.nursery;
  const asked = flag({ authorId: siteAdminId });
  await tablet('POST', '/api/incidents', asked);
  expect(await work.db.auditEntry.findFirst({ where: { action: 'incident-flagged' } })).toMatchObject({
    ...{ actorId: null, deviceId: expect.any(String) },
    details: { namedId: siteAdminId },
  });
  const director = await work.as(siteAdminId);
  const path = `/api/incidents/${asked.incidentId}`;
  const step = async (by: typeof tablet, what: object) =>
    expect((await by('POST', `${path}/steps`, { stepId: randomUUID(), ...what })).status).toBe(200);
  const details = { children: [{ childId: duoduo.childId, told: '手上有一点红。' }] };
  await step(tablet, { kind: 'detailed', details });
  await step(tablet, { kind: 'submitted' });
  await step(director, { kind: 'detailed', details: { ...details, cause: '抢玩具' } });
  await step(director, { kind: 'published' });
  const { body } = await director('GET', path);
  const file = body as IncidentFile;
  expect([file.by, file.isAuthorConfirmed, file.lines[0]?.by]).toEqual(['陈园长', false, null]);
  expect((await open()).map(({ isAuthorConfirmed }) => isAuthorConfirmed)).toEqual([false]);
});
