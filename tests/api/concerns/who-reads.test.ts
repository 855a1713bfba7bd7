import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AuditChain, AuditEntryView } from '../../../server/contract/audit.ts';
import type { OwnConcerns } from '../../../server/contract/concerns.ts';
import type { Dashboard } from '../../../server/contract/dashboard.ts';
import type { ConcernId, UserId } from '../../../server/contract/ids.ts';
import { type Clockwork, openClockwork } from '../../support/clockwork.ts';
import { aConcern, SECRET } from '../../support/concerns.ts';
import { makeStaff } from '../../support/nursery.ts';

/**
 * One report of each kind, and after it every role asks for it by every way there is: the list, the report itself, a step on
 * it, the overview, the search, the audit and what the audit exports.
 */
type Call = Awaited<ReturnType<Clockwork['as']>>;
let work: Clockwork;
let secondDirectorId: UserId;
let motherDirectorId: UserId;
let withheldId: UserId;
beforeAll(async () => {
  work = await openClockwork();
  const { db, nursery: n } = work;
  secondDirectorId = await makeStaff(db, '副园长', 'site_admin', { siteId: n.siteId });
  motherDirectorId = await makeStaff(db, '妈妈园长', 'site_admin', { siteId: n.siteId });
  withheldId = await makeStaff(db, '未验园长', 'site_admin', { siteId: n.siteId });
  await db.user.update({
    where: { id: withheldId },
    data: { totpSince: new Date(), totpSecret: new Uint8Array(32) },
  });
  await db.guardianship.create({
    data: { userId: motherDirectorId, childId: n.duoduo.childId, relation: '妈妈', withdrawnAt: new Date() },
  });
});
afterAll(() => work.stop());

const people = (): Record<string, UserId> => {
  const { nursery: n } = work;
  return {
    ...{
      caregiver: n.caregiverId,
      colleague: n.seniorCaregiverId,
      director: n.siteAdminId,
      operator: n.operatorAdminId,
    },
    ...{ secondDirector: secondDirectorId, motherDirector: motherDirectorId, withheld: withheldId },
    ...{ otherDirector: n.otherSiteAdminId, employer: n.orgAdminId, inspector: n.inspectorId },
    ...{ mother: n.duoduo.guardianId, neighbour: n.shitou.guardianId },
  };
};

async function report(more: object): Promise<{ concernId: ConcernId; receipt: string }> {
  const caregiver = await work.as(work.nursery.seniorCaregiverId);
  const answer = await caregiver('POST', '/api/concerns', aConcern(work.nursery.siteId, more));
  const { receipt } = answer.body as { receipt: string };
  const { id } = await work.db.concern.findUniqueOrThrow({ where: { receipt } });
  work.clock.now = new Date(work.clock.now.getTime() + 1_000); // an export is of what was before it
  return { concernId: id as ConcernId, receipt };
}

type Asked = { concernId: ConcernId; receipt: string };

type Ways = Record<string, (call: Call, asked: Asked) => ReturnType<Call>>;

/** Whatever reads, the first of them before anybody has opened the report. */
const READING: Ways = {
  list: (call) => call('GET', '/api/admin/concerns'),
  'list of site': (call) => call('GET', `/api/admin/concerns?siteId=${work.nursery.siteId}`),
  overview: (call) => call('GET', '/api/admin/dashboard'),
  search: (call, { receipt }) => call('GET', `/api/admin/find?search=${receipt}`),
  audit: (call) => call('GET', '/api/admin/audit?limit=200'),
  'audit of site': (call) => call('GET', `/api/admin/audit?siteId=${work.nursery.siteId}&limit=200`),
  'audit of kind': (call) => call('GET', '/api/admin/audit?kind=concerns'),
  export: (call) => call('POST', '/api/admin/audit/export', { language: 'zh' }),
  'export of kind': (call) => call('POST', '/api/admin/audit/export', { language: 'zh', kind: 'concerns' }),
  'open incidents': (call) => call('GET', '/api/incidents/open'),
  register: (call) => call('GET', `/api/admin/incident-register?siteId=${work.nursery.siteId}`),
  feed: (call) => call('GET', '/api/feed'),
};
const OPENING: Ways = {
  file: (call, { concernId }) => call('GET', `/api/admin/concerns/${concernId}`),
  step: (call, { concernId }) => {
    const step = { stepId: randomUUID(), kind: 'noted', text: '问过了' };
    return call('POST', `/api/admin/concerns/${concernId}/steps`, step);
  },
};
const LEARNED_BY = {
  reading: ['list', 'list of site', 'overview', 'audit', 'audit of site', 'audit of kind', 'export', 'export of kind'],
  opening: ['file', 'step'],
};

/** By which of these ways this person learns anything of the report. */
async function waysOf(userId: UserId, asked: Asked, ways: Ways): Promise<string[]> {
  const call = await work.as(userId);
  const told: string[] = [];
  for (const [way, ask] of Object.entries(ways)) {
    const { text, status } = await ask(call, asked);
    const isOfIt = [asked.concernId, asked.receipt, SECRET].some((known) => text.includes(known));
    if (isOfIt || (way === 'step' && status === 200)) told.push(way);
  }
  return told;
}

test.each<[string, () => object, string[]]>([
  ['somebody unknown', () => ({}), ['director', 'operator', 'secondDirector', 'motherDirector']],
  [
    'a caregiver',
    () => ({ about: 'staff', subjectId: work.nursery.caregiverId }),
    ['director', 'operator', 'secondDirector', 'motherDirector'],
  ],
  [
    'something in the family of a child',
    () => ({ about: 'family', childId: work.nursery.duoduo.childId }),
    ['director', 'operator', 'secondDirector'],
  ],
  ['the director', () => ({ about: 'director' }), ['operator']],
  [
    'the director, by name among the staff',
    () => ({ about: 'staff', subjectId: work.nursery.siteAdminId }),
    ['operator'],
  ],
  [
    'the operator’s administrator',
    () => ({ about: 'staff', subjectId: work.nursery.operatorAdminId }),
    ['director', 'secondDirector', 'motherDirector'],
  ],
])('a report about %s is learned of by these alone, by every way there is', async (_, more, readers) => {
  const asked = await report(more());
  for (const [who, userId] of Object.entries(people())) {
    const learned = readers.includes(who) ? LEARNED_BY.reading : [];
    expect([who, await waysOf(userId, asked, READING)]).toEqual([who, learned]);
  }
  for (const [who, userId] of Object.entries(people())) {
    const learned = readers.includes(who) ? LEARNED_BY.opening : [];
    expect([who, await waysOf(userId, asked, OPENING)]).toEqual([who, learned]);
  }
  const told = await work.db.event.findMany({ where: { type: 'concern:changed' }, orderBy: { id: 'asc' } });
  const readerIds = readers.map((who) => people()[who] ?? '');
  const ofIt = told.filter(({ payload }) => (payload as { concernId: string }).concernId === asked.concernId);
  // Whose second step is missing is told once they are in: the socket asks for their roles.
  const expected = readers.includes('director') ? [...readerIds, withheldId] : readerIds;
  expect([...new Set(ofIt.map(({ userId }) => userId))].sort()).toEqual(expected.sort());
});

test('who is kept from a report reads what they would read of none, to the letter', async () => {
  const { concernId } = await report({ about: 'director' });
  const director = await work.as(work.nursery.siteAdminId);
  const about = async (id: string) => {
    const file = await director('GET', `/api/admin/concerns/${id}`);
    const step = await director('POST', `/api/admin/concerns/${id}/steps`, {
      stepId: randomUUID(),
      kind: 'noted',
      text: '问过了',
    });
    return [file, step].map(({ status, text }) => [status, text.replaceAll(/"id":"[^"]+"/g, '')]);
  };
  expect(await about(concernId)).toEqual(await about(randomUUID()));
});

test('a director who comes later reads what is not about directors; a guardian of the child who comes later reads no more', async () => {
  const { db, nursery: n } = work;
  const [open, hidden] = [await report({ childId: n.anan.childId }), await report({ about: 'director' })];
  const userId = await makeStaff(db, '新园长', 'site_admin', { siteId: n.siteId });
  expect(await waysOf(userId, hidden, READING)).toEqual([]);
  expect(await waysOf(userId, open, READING)).toEqual(LEARNED_BY.reading);
  await db.guardianship.create({ data: { userId, childId: n.anan.childId, relation: '阿姨' } });
  expect(await waysOf(userId, open, READING)).toEqual([]);
});

test('about the director means whoever directed on that day too, whatever they are now', async () => {
  const { db, nursery: n } = work;
  const formerId = await makeStaff(db, '前园长', 'site_admin', { siteId: n.siteId });
  await db.roleAssignment.updateMany({ where: { userId: formerId }, data: { endsAt: work.clock.now } });
  await db.roleAssignment.create({ data: { userId: formerId, role: 'operator_admin', organizationId: n.operatorId } });
  const yesterday = new Date(work.clock.now.getTime() - 86_400_000).toISOString().slice(0, 10);
  const about = await report({ about: 'director', happenedOn: yesterday });
  const other = await report({ about: 'family', happenedOn: yesterday });
  const { body } = await (await work.as(formerId))('GET', '/api/admin/concerns');
  const ids = (body as { concerns: { concernId: string }[] }).concerns.map(({ concernId }) => concernId);
  expect([ids.includes(about.concernId), ids.includes(other.concernId)]).toEqual([false, true]);
  await db.roleAssignment.deleteMany({ where: { userId: formerId, role: 'operator_admin' } });
});

test('attack: whoever it is kept from gives a colleague another password, and reads nothing of it with that', async () => {
  const { db, nursery: n } = work;
  const colleagueId = await makeStaff(db, '三园长', 'site_admin', { siteId: n.siteId });
  const idsOf = async () => {
    const { body } = await (await work.as(colleagueId))('GET', '/api/admin/concerns');
    return (body as { concerns: { concernId: string }[] }).concerns.map(({ concernId }) => concernId);
  };
  const { concernId } = await report({ childId: n.duoduo.childId });
  expect(await idsOf()).toContain(concernId);
  const path = `/api/admin/people/${colleagueId}/password`;
  const reset = await (await work.as(motherDirectorId))('PUT', path, { password: 'another-password-2026' });
  expect(reset.status).toBe(204);
  expect(await idsOf()).not.toContain(concernId);
  expect((await (await work.as(colleagueId))('GET', `/api/admin/concerns/${concernId}`)).status).toBe(404);
  work.clock.now = new Date(work.clock.now.getTime() + 60_000);
  const known = await report({ childId: n.duoduo.childId });
  expect(await idsOf()).not.toContain(known.concernId); // the password is still one that somebody else knows
  const own = { current: 'another-password-2026', next: 'my-own-password-2026' };
  expect((await (await work.as(colleagueId))('POST', '/api/me/password', own)).status).toBe(204);
  work.clock.now = new Date(work.clock.now.getTime() + 60_000);
  const later = await report({ childId: n.duoduo.childId });
  expect(await idsOf()).toEqual(expect.arrayContaining([later.concernId, known.concernId]));
  expect(await idsOf()).not.toContain(concernId);
});

test('attack: an operator who is named makes an account, or a director, and reads nothing as them; the reporter learns that nobody can', async () => {
  const { db, nursery: n } = work;
  const { operatorAdminId, seniorCaregiverId, siteId, operatorId } = n;
  const reporter = await work.as(seniorCaregiverId);
  const ids = async (userId: UserId) => {
    const { body } = await (await work.as(userId))('GET', '/api/admin/concerns');
    return (body as { concerns: { concernId: string }[] }).concerns.map(({ concernId }) => concernId);
  };
  const { concernId, receipt } = await report({ about: 'staff', subjectId: operatorAdminId });
  expect([await ids(n.siteAdminId), await ids(operatorAdminId)]).toEqual([
    expect.arrayContaining([concernId]),
    expect.not.arrayContaining([concernId]),
  ]);
  const operator = await work.as(operatorAdminId);
  const roles = [
    { role: 'operator_admin', organizationId: operatorId },
    { role: 'site_admin', siteId },
  ];
  for (const [index, role] of roles.entries()) {
    const person = {
      username: `puppet-${String(index)}`,
      name: '新人',
      password: 'chosen-by-another-2026',
      employerId: null,
    };
    const made = await operator('POST', '/api/admin/people', person);
    const { userId } = made.body as { userId: UserId };
    expect(
      (await operator('POST', `/api/admin/people/${userId}/roles`, { ...role, endsAt: null })).status,
    ).toBeLessThan(300);
    expect(await ids(userId)).not.toContain(concernId);
  }
  const others = await db.roleAssignment.findMany({ where: { role: { in: ['site_admin', 'operator_admin'] } } });
  const password = { password: 'another-password-2027' };
  for (const { userId } of others.filter(({ userId: id }) => id !== operatorAdminId))
    await operator('PUT', `/api/admin/people/${userId}/password`, password);
  expect(await ids(n.siteAdminId)).not.toContain(concernId);
  const { concerns } = (await reporter('GET', '/api/own-concerns')).body as OwnConcerns;
  expect(concerns.find((each) => each.receipt === receipt)?.isReadable).toBe(false);
});

test('nothing of it counts as an incident, and the chain of the audit is whole over what some do not see', async () => {
  const director = await work.as(work.nursery.siteAdminId);
  const { sites } = (await director('GET', '/api/admin/dashboard')).body as Dashboard;
  expect(sites.map(({ incidentsOpen }) => incidentsOpen)).toEqual([0]);
  expect(await work.db.incident.count()).toBe(0);
  const { checked } = (await director('POST', '/api/admin/audit/chain/check')).body as AuditChain;
  expect(checked).toMatchObject({ isWhole: true, places: null });
});

test('an entry names the report and its author, and no child and nobody else', async () => {
  const asked = await report({
    about: 'staff',
    childId: work.nursery.anan.childId,
    subjectId: work.nursery.caregiverId,
  });
  const operator = await work.as(work.nursery.operatorAdminId);
  await operator('GET', `/api/admin/concerns/${asked.concernId}`);
  const { entries } = (await operator('GET', '/api/admin/audit?kind=concerns')).body as { entries: AuditEntryView[] };
  const ofIt = entries.filter(({ details }) => details['concernId'] === asked.concernId);
  expect(ofIt.map(({ action, actorName }) => [action, actorName])).toEqual([
    ['concern-seen', '周运营'],
    ['concern-reported', '何老师'],
  ]);
  for (const { childName, subjectName } of ofIt) expect([childName, subjectName]).toEqual([null, null]);
});
