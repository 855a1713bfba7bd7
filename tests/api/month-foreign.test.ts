import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { LiveRoom } from '../support/live-room.ts';
import type { Person } from '../support/test-server.ts';

const MONTH = '2026-06';

let room: LiveRoom;
let employer: Person;
beforeAll(async () => {
  room = await LiveRoom.open(() => new Date('2026-07-06T04:00:00Z'));
  employer = await room.signIn(room.nursery.orgAdminId);
});
afterAll(() => room.server.stop());

async function monthOf(childId: string) {
  const query = new URLSearchParams({ month: MONTH, siteId: room.nursery.siteId, childId });
  return employer.call('GET', `/api/admin/attendance/month?${query.toString()}`);
}
async function fileNameOf(childId: string) {
  const asked = { month: MONTH, siteId: room.nursery.siteId, childId, format: 'csv', sheet: 'summary', language: 'zh' };
  const answer = await fetch(`${room.server.url}/api/admin/attendance/month/export`, {
    method: 'POST',
    headers: { authorization: `Bearer ${employer.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(asked),
  });
  return [answer.status, answer.headers.get('content-disposition'), await answer.text()];
}

test('attack: an employer asks for a child of another’s at its site: the month knows it as little as a child of nowhere', async () => {
  const { shitou, duoduo, siteId } = room.nursery;
  const nowhere = randomUUID();
  const withoutId = ({ status, body }: Awaited<ReturnType<typeof monthOf>>) => [
    status,
    (body as { problem?: { code?: string } }).problem?.code,
  ];
  expect(withoutId(await monthOf(shitou.childId))).toEqual([404, 'not-found']);
  expect(withoutId(await monthOf(nowhere))).toEqual([404, 'not-found']);
  expect((await monthOf(duoduo.childId)).status).toBe(200);

  const exported = () => room.server.database.db.auditEntry.count({ where: { action: 'attendance-exported', siteId } });
  expect(await fileNameOf(shitou.childId)).toEqual(await fileNameOf(nowhere));
  expect(await exported()).toBe(0);
  await fileNameOf(duoduo.childId);
  expect(await exported()).toBe(1);
});
