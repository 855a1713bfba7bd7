import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { EventPage, EventView } from '../../server/contract/events.ts';
import { dayAhead } from '../support/day-ahead.ts';
import { openFamilies, type Asker, type Families } from '../support/families.ts';
import { until } from '../support/until.ts';

/** What a family is told of health and days comes at once, and after a break or a restart of the server neither twice nor never. */

let care: Families;
let mother: Asker;
let tablet: Asker;
beforeAll(async () => {
  care = await openFamilies();
  mother = care.as(care.nursery.duoduo.guardianId);
  tablet = await care.tablet(care.nursery.toddlerRoomId, care.nursery.caregiverId);
});
afterAll(() => care.close());

const childId = () => care.nursery.duoduo.childId;
const told = (events: readonly EventView[]) =>
  events.filter(({ type }) => type.startsWith('health:') || type.startsWith('notice:')).map(({ type }) => type);

async function fever(): Promise<string> {
  care.wait(1_000);
  const found = { childId: childId(), period: 'again', temperature: 381, happenedAt: care.at() };
  const checkId = randomUUID();
  expect((await tablet.post('/api/health/checks', { checks: [{ ...found, checkId }] })).code).toBe('ok');
  return checkId;
}
const step = (by: Asker, checkId: string, kind: string, note = '') =>
  by.post(`/api/health/checks/${checkId}/follow-ups`, { followUpId: randomUUID(), kind, note });
const absence = async () => {
  const day = dayAhead(1, care.clock.now);
  const notice = { noticeId: randomUUID(), childId: childId(), kind: 'absence', fromDay: day, toDay: day };
  expect((await mother.post('/api/day-notices', { ...notice, reason: 'sick' })).code).toBe('ok');
};

test('what happens while the page is away and the server restarts is told once, in order, after both are back', async () => {
  const ear = await mother.listen();
  const checkId = await fever();
  await until('the family hears at once', () => told(ear.events).length === 1);
  const position = ear.events.at(-1)!.position;
  ear.close();

  await step(mother, checkId, 'guardian_knows');
  await care.restart();
  await absence();
  await step(tablet, checkId, 'closed', '复测正常');

  const again = await mother.listen();
  const page = await again.ask<EventPage>('events:since', { after: position });
  expect(told(page.events)).toEqual(['health:followed-up', 'notice:given', 'health:followed-up']);
  expect(page.events.map((event) => event.position)).toEqual(
    [...new Set(page.events.map((e) => e.position))].sort((a, b) => a - b),
  );

  await fever();
  await until('what comes afterwards is live again', () => told(again.events).length === 1);
  expect((await again.ask<EventPage>('events:since', { after: page.position })).events.map((e) => e.position)).toEqual(
    again.events.map((e) => e.position),
  );
  again.close();
});
