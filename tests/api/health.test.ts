import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type HealthCase, RecordChecks, type RoomHealth } from '../../server/contract/health.ts';
import { healthDue } from '../../server/health/health-due.ts';
import { recordChecks } from '../../server/health/record-checks.ts';
import type { Asking } from '../../server/platform/asking.ts';
import type { Db } from '../../server/platform/database.ts';
import { makePerson } from '../support/nursery.ts';
import { openFamilies, type Asker, type Families } from '../support/families.ts';
import { until } from '../support/until.ts';

let care: Families;
let tablet: Asker;
let mother: Asker;
let otherMother: Asker;
beforeAll(async () => {
  care = await openFamilies();
  const { nursery } = care;
  tablet = await care.tablet(nursery.toddlerRoomId, nursery.caregiverId);
  mother = care.as(nursery.duoduo.guardianId);
  otherMother = care.as(nursery.shitou.guardianId);
});
afterAll(() => care.close());
/** Each test has a week of its own: what nobody closed stays in sight for days. */
beforeEach(() => care.wait(7 * 24 * 3_600_000));

const duoduo = () => care.nursery.duoduo.childId;
const shitou = () => care.nursery.shitou.childId;
const look = (childId: string, more: object = {}) => ({
  ...{ checkId: randomUUID() as string, childId, period: 'morning', temperature: 365, happenedAt: care.at() },
  ...more,
});
const record = (by: Asker, ...checks: object[]) => by.post('/api/health/checks', { checks });
const fever = (childId: string) => look(childId, { temperature: 376, signs: ['cough'] });
const answer = (by: Asker, checkId: string, more: object = {}) =>
  by.post(`/api/health/checks/${checkId}/follow-ups`, { followUpId: randomUUID(), kind: 'guardian_knows', ...more });
const room = async (by: Asker = tablet) => (await by.get('/api/health/room')).body as RoomHealth;
const own = async (by: Asker) => ((await by.get('/api/health/own')).body as { cases: HealthCase[] }).cases;
const rows = () => care.db().healthCheck.count();

test('a room’s checks are recorded at once, by whom and from which tablet, and the room shows what stands', async () => {
  const [first, second] = [look(duoduo()), look(shitou(), { temperature: null })];
  const answered = await record(tablet, first, second);
  expect(answered.body).toEqual({
    recorded: [
      { checkId: first.checkId, childId: duoduo(), isAbnormal: false },
      { checkId: second.checkId, childId: shitou(), isAbnormal: false },
    ],
  });
  const { children, cases } = await room();
  expect(children.map(({ childId, checks }) => [childId, checks.map(({ temperature }) => temperature)]).sort()).toEqual(
    [
      [duoduo(), [365]],
      [shitou(), [null]],
    ].sort(),
  );
  expect(cases).toEqual([]);
  const row = await care.db().healthCheck.findUniqueOrThrow({ where: { id: first.checkId } });
  expect(row).toMatchObject({ actorId: care.nursery.caregiverId, classroomId: care.nursery.toddlerRoomId });
  expect(row.deviceId).not.toBeNull();
  expect(row.recordedAt).toEqual(care.clock.now);
});

test('the same check sent twice is one record; its id for something else is a conflict', async () => {
  const check = look(duoduo());
  const before = await rows();
  await record(tablet, check);
  expect((await record(tablet, check)).code).toBe('ok');
  expect((await record(tablet, { ...check, temperature: 366 })).code).toBe('conflict');
  expect(await rows()).toBe(before + 1);
});

test('one request knows what it says itself: a second look belongs to the finding before it, an id used twice is a conflict', async () => {
  const first = fever(duoduo());
  care.wait(60_000);
  const again = look(duoduo(), { period: 'again', temperature: 381 });
  expect((await record(tablet, first, again)).code).toBe('ok');
  const [found] = (await room()).cases;
  expect(found).toMatchObject({ checkId: first.checkId, followUps: [{ kind: 'measured_again', temperature: 381 }] });
  const before = await rows();
  const twice = look(shitou());
  expect((await record(tablet, twice, { ...twice, childId: duoduo() })).code).toBe('conflict');
  expect(await rows()).toBe(before);
});

test('the children of a whole room cost as many queries as one child', async () => {
  let queries = 0;
  const counted = care.db().$extends({
    query: {
      $allOperations: ({ args, query }) => {
        queries += 1;
        return query(args);
      },
    },
  }) as unknown as Db;
  const deps = {
    db: counted,
    now: () => care.clock.now,
    onChildDayChanged: () => Promise.resolve(),
    spendWord: () => Promise.resolve(),
  };
  const place = { siteId: null, organizationId: null, classroomId: care.nursery.toddlerRoomId };
  const caregiver = { role: 'caregiver' as const, ...place };
  const asking = { kind: 'user' as const, userId: care.nursery.caregiverId, roles: [caregiver], withheld: [] };
  const cost = async (...checks: object[]) => {
    queries = 0;
    await recordChecks(deps, asking as unknown as Asking, RecordChecks.parse({ checks }).checks);
    return queries;
  };
  const one = await cost(look(duoduo()));
  expect(one).toBeGreaterThan(5);
  expect(await cost(look(duoduo(), { period: 'noon' }), look(shitou(), { period: 'noon' }))).toBe(one);
});

test.each([
  ['of a room elsewhere', () => look(care.nursery.anan.childId), 'not-found'],
  ['nobody knows', () => look(randomUUID()), 'not-found'],
])('of a bulk with a child %s nothing is recorded', async (_title, bad, code) => {
  const before = await rows();
  expect((await record(tablet, look(duoduo()), bad())).code).toBe(code);
  expect(await rows()).toBe(before);
});

test('a clock a day off, a thermometer of no human, an unknown sign: a sentence, and nothing recorded', async () => {
  const before = await rows();
  const old = await record(tablet, look(duoduo(), { happenedAt: care.at(25 * 3_600_000) }));
  expect([old.code, old.fields]).toEqual(['bad-request', { happenedAt: 'too-old' }]);
  expect((await record(tablet, look(duoduo(), { temperature: 3650 }))).code).toBe('bad-request');
  expect((await record(tablet, look(duoduo(), { signs: ['possessed'] }))).code).toBe('bad-request');
  expect(await rows()).toBe(before);
});

test('37.3 °C is abnormal, 37.2 °C is not', async () => {
  const answered = await record(tablet, look(duoduo(), { temperature: 373 }), look(shitou(), { temperature: 372 }));
  expect((answered.body as { recorded: { isAbnormal: boolean }[] }).recorded.map((each) => each.isAbnormal)).toEqual([
    true,
    false,
  ]);
});

test('something found is told at once to the child’s family, its room and the director, and to no other family', async () => {
  const director = care.as(care.nursery.siteAdminId);
  const inspector = care.as(care.nursery.inspectorId);
  const ears = await Promise.all([mother, otherMother, tablet, director, inspector].map((who) => who.listen()));
  const check = fever(duoduo());
  await record(tablet, check);
  await record(tablet, look(shitou()));
  const heardOf = (nth: number) => ears[nth]!.events.filter((e) => 'checkId' in e && e.checkId === check.checkId);
  await until('everybody hears', () => ears[1]!.events.length > 0 && [0, 2, 3].every((nth) => heardOf(nth).length > 0));
  const heard = ears.map((_ear, nth) => heardOf(nth));
  expect(heard.map((events) => events.length)).toEqual([1, 0, 1, 1, 0]);
  expect(heard[0]![0]).toMatchObject({ type: 'health:checked', temperature: 376, signs: ['cough'], isAbnormal: true });
  expect(await own(mother)).toMatchObject([{ checkId: check.checkId, state: 'waiting', childName: '朵朵' }]);
  expect(await own(otherMother)).toEqual([]);
  ears.forEach((ear) => ear.close());
});

test('the family answers, the room measures again and closes with a note; every step stays', async () => {
  const check = fever(duoduo());
  await record(tablet, check);
  care.wait(60_000);
  expect((await answer(mother, check.checkId, { kind: 'guardian_comes' })).status).toBe(204);
  expect((await room()).cases[0]).toMatchObject({ state: 'answered' });
  care.wait(60_000);
  await record(tablet, look(duoduo(), { period: 'again', temperature: 381 }));
  care.wait(60_000);
  expect((await answer(tablet, check.checkId, { kind: 'closed' })).code).toBe('bad-request');
  await answer(tablet, check.checkId, { kind: 'closed', note: '妈妈已接走就医' });
  const [found] = (await room()).cases;
  expect(found?.state).toBe('closed');
  expect(found?.followUps.map(({ kind, temperature, by }) => [kind, temperature, by])).toEqual([
    ['guardian_comes', null, '王芳'],
    ['measured_again', 381, '林老师'],
    ['closed', null, '林老师'],
  ]);
  expect((await room()).cases).toHaveLength(1);
});

test('a check of the same part of the day stands for the one before; a taken-back one did not happen', async () => {
  const wrong = fever(duoduo());
  await record(tablet, wrong);
  care.wait(1_000);
  const right = look(duoduo());
  await record(tablet, right);
  expect((await room()).cases).toMatchObject([{ state: 'corrected' }]);
  expect(await own(mother)).toEqual([]);
  care.wait(1_000);
  const before = await rows();
  const stale = look(duoduo(), { temperature: null, takesBackId: wrong.checkId });
  expect((await record(tablet, stale)).code).toBe('ok');
  expect(await rows()).toBe(before);
  await record(tablet, look(duoduo(), { temperature: null, takesBackId: right.checkId }));
  expect((await room()).children.find(({ childId }) => childId === duoduo())?.checks).toEqual([]);
});

test('attack: another family, a blocked father and a volunteer neither read nor answer', async () => {
  const { nursery } = care;
  const fatherId = await makePerson(care.db(), '李强');
  const link = { childId: duoduo(), userId: fatherId, relation: '爸爸' };
  const { id } = await care.db().guardianship.create({ data: link });
  const father = care.as(fatherId);
  const check = fever(duoduo());
  await record(tablet, check);
  expect(await own(father)).toHaveLength(1);
  for (const data of [
    { custodyBlockedAt: care.clock.now },
    { custodyBlockedAt: null, withdrawnAt: care.clock.now, withdrawnReason: '家长会决定' },
  ]) {
    await care.db().guardianship.update({ where: { id }, data });
    expect(await own(father)).toEqual([]);
    expect((await answer(father, check.checkId)).code).toBe('not-found');
  }
  expect((await answer(otherMother, check.checkId)).code).toBe('not-found');
  expect((await answer(mother, randomUUID())).code).toBe('not-found');
  expect((await answer(mother, check.checkId, { kind: 'closed', note: '没事' })).code).toBe('forbidden');
  expect((await answer(tablet, check.checkId)).code).toBe('not-found');
  expect((await record(mother, look(duoduo()))).code).toBe('forbidden');
  const senior = await care.tablet(nursery.seniorRoomId, nursery.seniorCaregiverId);
  expect((await answer(senior, check.checkId, { kind: 'called' })).code).toBe('not-found');
  expect((await room(senior)).cases).toEqual([]);
});

test('nobody answered for fifteen minutes: it is due, until somebody calls', async () => {
  const { siteId } = care.nursery;
  const check = fever(duoduo());
  await record(tablet, check);
  const due = async (childIds = [duoduo()]) => {
    const day = new Date(care.clock.now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
    return (await healthDue(care.db(), { site: { siteId }, day, now: care.clock.now, childIds })).map(({ key }) => key);
  };
  expect(await due()).toEqual([]);
  care.wait(15 * 60_000);
  expect(await due()).toEqual([`health:${check.checkId}`]);
  expect(await due([shitou()])).toEqual([]);
  await answer(tablet, check.checkId, { kind: 'called', note: '打给妈妈' });
  expect(await due()).toEqual([]);
});
