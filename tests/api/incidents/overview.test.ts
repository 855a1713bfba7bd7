import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Dashboard } from '../../../server/contract/dashboard.ts';
import type { UserId } from '../../../server/contract/ids.ts';
import { type Clockwork, openClockwork } from '../../support/clockwork.ts';

let work: Clockwork;
let director: Awaited<ReturnType<Clockwork['as']>>;
beforeAll(async () => {
  work = await openClockwork();
  work.at('10:00');
  director = await work.as(work.nursery.siteAdminId);
});
afterAll(() => work.stop());

async function flag(kind: string, childIds: string[]): Promise<string> {
  const incidentId = randomUUID();
  const room = { classroomId: work.nursery.toddlerRoomId, happenedAt: work.clock.now.toISOString() };
  expect((await director('POST', '/api/incidents', { incidentId, kind, childIds, ...room })).status).toBe(200);
  return incidentId;
}
const step = (incidentId: string, what: object) =>
  director('POST', `/api/incidents/${incidentId}/steps`, { stepId: randomUUID(), ...what });
const dashboard = async (userId: UserId) =>
  (await (await work.as(userId))('GET', '/api/admin/dashboard')).body as Dashboard;
/** `call burn`, `overdue fall not-written`: what waits, in the order in which it is shown. */
const waiting = async (userId = work.nursery.siteAdminId) =>
  (await dashboard(userId)).exceptions.flatMap((each) =>
    each.kind === 'incident' ? [[each.what, each.incidentKind, each.why ?? ''].join(' ').trim()] : [],
  );

test('what waits for who answers for the site: calls first, then what is over, then reviews; each goes when it is done', async () => {
  const { duoduo, shitou, siteId } = work.nursery;
  const fall = await flag('fall', [duoduo.childId]);
  work.at('10:05');
  const burn = await flag('burn', [shitou.childId]);
  expect(await waiting()).toEqual(['call burn']);
  await step(fall, { kind: 'submitted' });
  work.at('10:30');
  expect(await waiting()).toEqual(['call burn call-overdue', 'review fall']);
  const [first] = (await dashboard(work.nursery.siteAdminId)).exceptions.filter(({ kind }) => kind === 'incident');
  expect(first).toMatchObject({
    ...{ siteId, siteName: '海棠园', classroomName: '小雨滴班', names: ['石磊'], isGrave: true, incidentId: burn },
    ...{ number: '2026-0603-02', since: '2026-06-03T02:05:00.000Z' },
  });
  const happenedAt = work.clock.now.toISOString();
  await step(burn, { kind: 'called', childId: shitou.childId, guardianId: null, isReached: true, happenedAt });
  expect(await waiting()).toEqual(['review fall']);
  work.at('12:06');
  expect(await waiting()).toEqual(['overdue fall not-reviewed']);
  work.clock.now = new Date(work.clock.now.getTime() + 24 * 3_600_000);
  expect(await waiting()).toEqual(['overdue burn not-written', 'overdue fall not-reviewed']);
  const { sites } = await dashboard(work.nursery.siteAdminId);
  expect(sites.map(({ incidentsOpen }) => incidentsOpen)).toEqual([2]);
});

test('a grave one of the whole room, of which nobody is called, waits to be opened until it goes to review', async () => {
  const before = await waiting();
  const missing = await flag('missing', []);
  expect((await waiting()).filter((each) => !before.includes(each))).toEqual(['open missing']);
  await step(missing, { kind: 'submitted' });
  expect((await waiting()).filter((each) => !before.includes(each))).toEqual(['review missing']);
  await step(missing, { kind: 'withdrawn', reason: '演练' });
});

test('neither an inspector nor an employer learns that there was an incident, and another site’s director only of their own', async () => {
  const { inspectorId, orgAdminId, otherSiteAdminId, operatorAdminId } = work.nursery;
  for (const userId of [inspectorId, orgAdminId]) {
    const seen = await dashboard(userId);
    expect(seen.exceptions.filter(({ kind }) => kind === 'incident')).toEqual([]);
    expect(seen.sites.every(({ incidentsOpen }) => incidentsOpen === null)).toBe(true);
  }
  const other = await dashboard(otherSiteAdminId);
  expect(other.sites.map(({ incidentsOpen }) => incidentsOpen)).toEqual([0]);
  expect((await dashboard(operatorAdminId)).exceptions.filter(({ kind }) => kind === 'incident').length).toBe(2);
});
