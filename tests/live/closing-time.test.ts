import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { addDays, atMinute, localDay } from '../../server/platform/calendar.ts';
import { LiveRoom } from '../support/live-room.ts';
import { until } from '../support/until.ts';
import { hasLength } from '../support/test-server.ts';

const ZONE = 'Asia/Shanghai';
const OPENS = 8 * 60;
const CLOSES = 17 * 60 + 30;
const today = localDay(new Date(), ZONE);
const closing = atMinute(today, CLOSES, ZONE);
/** A clock that the test sets, and that runs. */
let ahead = 0;
const now = () => new Date(Date.now() + ahead);
const setClock = (beforeClosingMs: number) => (ahead = closing.getTime() - beforeClosingMs - Date.now());

let room: LiveRoom;
beforeAll(async () => {
  setClock(3_600_000);
  room = await LiveRoom.open(now);
  await room.server.database.db.siteHours.updateMany({ data: { opensMinute: OPENS, closesMinute: CLOSES } });
  await room.checkIn(room.nursery.duoduo.childId);
});
afterEach(() => room.allLeave());
afterAll(() => room.server.stop());

test('closing time by the site’s hours ends the running picture, and says when it opens again', async () => {
  setClock(2_000);
  const { viewId, socket } = await room.watching();

  await hasLength('the viewer is told', socket.ended, 1);

  expect(room.server.media.sending).toEqual([]);
  expect(socket.ended[0]).toMatchObject({
    viewId,
    reason: 'window-over',
    again: false,
    refusal: { code: 'window-over', next: atMinute(addDays(today, 1), OPENS, ZONE).toISOString() },
  });
  // The viewer is told before the row is written.
  await until('the row is closed', async () => (await room.sessionRow(viewId)).endedAt !== null);
  const { endedAt } = await room.sessionRow(viewId);
  expect(endedAt?.getTime()).toBeGreaterThanOrEqual(closing.getTime());
});

test('hours that are made longer while someone watches let the picture go on', async () => {
  setClock(3_000);
  const { viewId } = await room.watching();
  const admin = await room.signIn(room.nursery.siteAdminId);
  const sites = (await admin.call('GET', '/api/admin/sites')).body as { siteId: string; hours: object[] }[];
  const site = sites.find(({ siteId }) => siteId === room.nursery.siteId)!;
  const hours = site.hours.map((span) => ({ ...span, toMinute: CLOSES + 60 }));
  expect((await admin.call('PUT', `/api/admin/sites/${site.siteId}`, { ...site, hours })).status).toBe(200);
  setClock(-1_000);
  await room.openView((await room.come(room.nursery.duoduo.guardianId)).socket);
  expect(room.server.media.sending).toEqual([viewId]);
});
