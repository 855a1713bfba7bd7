import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { USUAL_CLOCKS, type IncidentClocks } from '../../../server/contract/incident-clocks.ts';
import { type Clockwork, openClockwork } from '../../support/clockwork.ts';

let work: Clockwork;
let director: Awaited<ReturnType<Clockwork['as']>>;
const path = () => `/api/admin/sites/${work.nursery.siteId}/incident-clocks`;
beforeAll(async () => {
  work = await openClockwork();
  director = await work.as(work.nursery.siteAdminId);
});
afterAll(() => work.stop());

const save = async (more: Partial<IncidentClocks>) => director('PUT', path(), { ...USUAL_CLOCKS, ...more });
const audited = () =>
  work.db.auditEntry.findMany({ where: { action: 'incident-clocks-saved' }, orderBy: { id: 'asc' } });

test('a site that has set none goes by the usual ones; what it sets stays, and the audit keeps from what to what', async () => {
  expect((await director('GET', path())).body).toEqual(USUAL_CLOCKS);
  expect((await save({})).status).toBe(200);
  expect(await audited()).toEqual([]); // nothing was changed
  expect((await save({ callMinutes: 15, closeDays: 5 })).body).toMatchObject({ callMinutes: 15, closeDays: 5 });
  expect((await director('GET', path())).body).toMatchObject({ callMinutes: 15, writeHours: 24 });
  expect((await save({ callMinutes: 10, closeDays: 5 })).status).toBe(200);
  const entries = await audited();
  expect(entries.map(({ details }) => details)).toEqual([
    { callMinutes: '20 → 15', closeDays: '7 → 5' },
    { callMinutes: '15 → 10' },
  ]);
  expect(entries[0]).toMatchObject({ actorId: work.nursery.siteAdminId, siteId: work.nursery.siteId });
});

test.each<[Partial<IncidentClocks>, string]>([
  [{ callMinutes: 4 }, 'callMinutes'],
  [{ callMinutes: 121 }, 'callMinutes'],
  [{ writeHours: 0 }, 'writeHours'],
  [{ closeDays: 61 }, 'closeDays'],
  [{ remindMinutes: 30.5 }, 'remindMinutes'],
  [{ graveRemindMinutes: 60, graveAnswerMinutes: 60 }, 'graveAnswerMinutes'],
  [{ remindMinutes: 240, answerMinutes: 120 }, 'answerMinutes'],
])('%p is out of bounds, or a reminder that comes too late, and is refused at its field', async (more, field) => {
  const { status, body } = await save(more);
  expect(status).toBe(400);
  expect((body as { problem: { fields: object } }).problem.fields).toHaveProperty(field);
});
