import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aConcern } from '../support/concerns.ts';
import { LiveRoom } from '../support/live-room.ts';
import { METRICS_TOKEN } from '../support/test-server.ts';
import { until } from '../support/until.ts';

let room: LiveRoom;
beforeAll(async () => {
  room = await LiveRoom.open();
});
afterAll(() => room.server.stop());

const ask = (headers: Record<string, string> = { authorization: `Bearer ${METRICS_TOKEN}` }) =>
  fetch(`${room.server.url}/metrics`, { headers });
/** The number at the end of a line of Prometheus' text format; null where there is no such line. */
async function metric(line: string): Promise<number | null> {
  const lines = (await (await ask()).text()).split('\n');
  const found = lines.find((each) => each.startsWith(`${line} `));
  return found === undefined ? null : Number(found.slice(line.length + 1));
}

test('who has the token of the settings reads the numbers, and nobody else: no person, no tablet, no half of a token', async () => {
  const { person } = await room.come(room.nursery.operatorAdminId);
  const wrong = ['', 'Bearer', `Bearer ${person.token}`, `Bearer ${METRICS_TOKEN.slice(1)}`, METRICS_TOKEN];
  for (const authorization of wrong) {
    const answer = await ask({ authorization });
    expect([authorization, answer.status]).toEqual([authorization, 401]);
    expect(await answer.text()).not.toContain('kanwa_');
  }
  const answer = await ask();
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
});

test('views that open, are refused and end, cameras, pages and what events waited for are counted', async () => {
  await room.checkIn(room.nursery.duoduo.childId);
  const { socket } = await room.watching();
  const stranger = await room.come(room.nursery.anan.guardianId);
  await expect(room.openView(stranger.socket)).rejects.toThrow('refused');
  expect(await metric('kanwa_viewers')).toBe(1);
  expect(await metric('kanwa_live_open_seconds_count')).toBe(1);
  expect(await metric('kanwa_live_refusals_total{reason="not-linked"}')).toBe(1);
  expect(await metric('kanwa_cameras{phase="live"}')).toBe(3);
  expect(await metric('kanwa_sockets')).toBeGreaterThanOrEqual(2);

  const caregiver = await room.signIn(room.nursery.caregiverId);
  expect((await caregiver.call('POST', `/api/cameras/${room.camera}/pause`, { minutes: 5 })).status).toBeLessThan(300);
  await until('the picture has ended', () => socket.ended.length > 0);
  await until('the end is counted', async () => (await metric('kanwa_live_ends_total{reason="camera-paused"}')) === 1);
  expect(await metric('kanwa_viewers')).toBe(0);
  await until(
    'the event is counted',
    async () => ((await metric('kanwa_event_lag_seconds_count{type="camera:paused"}')) ?? 0) > 0,
  );
});

test('attack: counting reports of suspected abuse by the events that tell of them', async () => {
  const { socket, person } = await room.come(room.nursery.siteAdminId);
  const reporter = await room.signIn(room.nursery.caregiverId);
  expect((await reporter.call('POST', '/api/concerns', aConcern(room.nursery.siteId))).status).toBe(200);
  await until('the director is told', () => socket.events.some(({ type }) => type === 'concern:changed'));
  expect((await person.call('GET', '/api/admin/concerns')).status).toBe(200);
  expect(await (await ask()).text()).not.toMatch(/concern/);
});

test('the numbers name nobody: no id of a person, child, camera or room stands in them', async () => {
  const text = await (await ask()).text();
  const { nursery } = room;
  for (const id of [
    nursery.duoduo.guardianId,
    nursery.duoduo.childId,
    room.camera,
    nursery.toddlerRoomId,
    nursery.siteId,
  ])
    expect(text).not.toContain(id);
  expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
});

test('the Grafana board asks for numbers that there are', async () => {
  const board = readFileSync('server/metrics/grafana-board.json', 'utf8');
  const asked = new Set(board.match(/kanwa_\w+/g));
  const given = await (await ask()).text();
  const names = new Set(
    [...given.matchAll(/^# TYPE (\w+) (\w+)/gm)].flatMap(([, name = '', type]) =>
      type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    ),
  );
  expect(asked.size).toBeGreaterThan(10);
  expect([...asked].filter((name) => !names.has(name))).toEqual([]);
});
