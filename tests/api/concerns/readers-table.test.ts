import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { z } from 'zod';
import type { ConcernId, UserId } from '../../../server/contract/ids.ts';
import type { Concerns } from '../../../server/contract/concerns.ts';
import { Role } from '../../../server/contract/people.ts';
import { PERMISSIONS } from '../../../server/contract/roles.ts';
import { findConcern, keptIn } from '../../../server/concerns/concerns-store.ts';
import { readersOf } from '../../../server/concerns/may-read-store.ts';
import { type Clockwork, openClockwork } from '../../support/clockwork.ts';
import { aConcern } from '../../support/concerns.ts';
import { makeStaff } from '../../support/nursery.ts';

/** Whom a report is told to, and whose list shows it, are asked from two sides: both by the role table alone. */
let work: Clockwork;
const people: Record<string, UserId> = {};
const concernIds: ConcernId[] = [];
const table = PERMISSIONS as Record<string, readonly Role[]>;
const roles = table['concerns:read'] ?? [];
beforeAll(async () => {
  work = await openClockwork();
  const { db, nursery: n } = work;
  const operator = { organizationId: n.operatorId };
  Object.assign(people, {
    ...{ operator: n.operatorAdminId, director: n.siteAdminId, otherDirector: n.otherSiteAdminId },
    ...{ employer: n.orgAdminId, inspector: n.inspectorId, caregiver: n.caregiverId },
    volunteer: await makeStaff(db, '义工', 'volunteer', { classroomId: n.seniorRoomId }),
    inspectorOfOperator: await makeStaff(db, '总督导', 'inspector', operator),
    employerOfOperator: await makeStaff(db, '本部工会', 'org_admin', operator),
    ...{ mother: n.duoduo.guardianId, neighbour: n.shitou.guardianId },
    motherDirector: await makeStaff(db, '妈妈园长', 'site_admin', { siteId: n.siteId }),
  });
  const left = await makeStaff(db, '前园长', 'site_admin', { siteId: n.siteId });
  await db.roleAssignment.updateMany({ where: { userId: left }, data: { endsAt: new Date('2026-01-01T00:00:00Z') } });
  people['left'] = left;
  await db.guardianship.create({
    data: { userId: people['motherDirector'] ?? '', childId: n.duoduo.childId, relation: '妈妈' },
  });
  for (const more of [
    {},
    { about: 'director' as const },
    { about: 'family' as const, childId: n.duoduo.childId },
    { about: 'staff' as const, subjectId: n.siteAdminId },
    { about: 'staff' as const, subjectId: n.operatorAdminId },
  ])
    concernIds.push(await report(more));
});
afterEach(() => void (table['concerns:read'] = roles));
afterAll(() => work.stop());

async function report(more: Parameters<typeof aConcern>[1]): Promise<ConcernId> {
  const caregiver = await work.as(work.nursery.seniorCaregiverId);
  const { body } = await caregiver('POST', '/api/concerns', aConcern(work.nursery.siteId, more));
  const { id } = await work.db.concern.findUniqueOrThrow({ where: { receipt: (body as { receipt: string }).receipt } });
  return id as ConcernId;
}

async function toldOf(concernId: ConcernId): Promise<string[]> {
  const concern = await findConcern(work.db, concernId);
  const readers = concern ? await readersOf(work.db, keptIn(concern), work.clock.now) : [];
  return Object.keys(people).filter((who) => readers.includes(people[who]!));
}

async function listed(): Promise<[string, ConcernId[]][]> {
  const ask = async ([who, userId]: [string, UserId]): Promise<[string, ConcernId[]]> => {
    const { status, body } = await (await work.as(userId))('GET', '/api/admin/concerns');
    return [who, status === 200 ? (body as z.output<typeof Concerns>).concerns.map(({ concernId }) => concernId) : []];
  };
  return Promise.all(Object.entries(people).map(ask));
}

async function requireSame(): Promise<string[][]> {
  const lists = await listed();
  const readers: string[][] = [];
  for (const concernId of concernIds) {
    const told = await toldOf(concernId);
    expect(told).toEqual(lists.filter(([, ids]) => ids.includes(concernId)).map(([who]) => who));
    readers.push(told);
  }
  return readers;
}

test('a report is told to exactly those whose own list shows it', async () => {
  expect(await requireSame()).toEqual([
    ['operator', 'director', 'motherDirector'],
    ['operator'],
    ['operator', 'director'],
    ['operator'],
    ['director', 'motherDirector'],
  ]);
});

test.each(Role.options)('also if the role table let %s read them, or no longer did', async (role) => {
  table['concerns:read'] = roles.includes(role) ? roles.filter((each) => each !== role) : [...roles, role];
  await requireSame();
});
