import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { ask } from '../support/e2e-nursery.ts';
import { beginTablet, openTabletRoom, TabletBrowser, type TabletRoom, tile } from '../support/e2e-tablet-room.ts';
import { sayWho } from '../support/e2e-tablet.ts';
import { makePerson, PIN, usernameOf } from '../support/nursery.ts';
import { signInAt } from '../support/test-server.ts';

const ARRIVED_AGO_MS = 15 * 60_000;

let room: TabletRoom;
const tablets = [new TabletBrowser(), new TabletBrowser()] as const;

beforeAll(async () => {
  room = await openTabletRoom(1);
  const { childId } = room.families[0]!;
  const userId = await makePerson(room.db, '老家长');
  await room.db.guardianship.create({ data: { childId, userId, relation: '爷爷' } });
}, 120_000);

afterAll(async () => {
  for (const tablet of tablets) await tablet.end();
  await room.close();
}, 60_000);

/** By the caregiver's own sign-in. */
async function checkIn({ server, seniorCaregiverId, families }: TabletRoom): Promise<void> {
  const caregiver = await signInAt(server, usernameOf(seniorCaregiverId));
  const happenedAt = new Date(Date.now() - ARRIVED_AGO_MS).toISOString();
  const arrival = { eventId: randomUUID(), childId: families[0]!.childId, happenedAt };
  await ask(caregiver, 'POST', '/api/attendance/check-ins', arrival);
}

/** Chooses the person and confirms; then the PIN is asked for again, where there is a network. */
async function handOver(page: Page, child: string, who: RegExp, isOffline: boolean): Promise<void> {
  await tile(page, child).click();
  await page.getByRole('button', { name: '交接离园', exact: true }).click();
  await page.getByRole('button', { name: who }).first().click();
  await page.getByRole('button', { name: /，交给/ }).click();
  if (isOffline) await page.getByRole('button', { name: '离线继续' }).click();
  else await sayWho(page, null, PIN);
  await page.getByRole('button', { name: new RegExp(`^${child}，\\d\\d:\\d\\d 离园`) }).waitFor();
}

test('two tablets hand one child to two people: the first counts, both records stay, and both show the contradiction', async () => {
  const { child } = room.families[0]!;
  const [away, here] = [await tablets[0].open(), await tablets[1].open()];
  await beginTablet(away, room);
  await beginTablet(here, room);
  await checkIn(room);
  for (const page of [away, here]) {
    await page.getByRole('button', { name: new RegExp(`^${child}，\\d\\d:\\d\\d 到`) }).waitFor();
    await page.reload(); // now the PIN is no longer fresh
    await tile(page, child).waitFor();
  }
  await tablets[0].setOffline(true);
  await handOver(away, child, /爷爷/, true);
  await handOver(here, child, /妈妈/, false);
  await here.locator('.tb-sync', { hasText: '已全部送达' }).waitFor();

  await tablets[0].setOffline(false);
  for (const page of [away, here])
    await page.getByRole('button', { name: new RegExp(`^${child}，.*记录矛盾`) }).waitFor();
  expect(await room.db.attendanceEvent.count({ where: { kind: 'checked_out' } })).toBe(2);
  await tile(here, child).click();
  await here.getByText(/又记了一次离园，接的人不同/).waitFor();
  await here.getByText(/^离园，爷爷 老家长 接走$/).waitFor();
  expect([...tablets[0].errors, ...tablets[1].errors]).toEqual([]);
}, 120_000);
