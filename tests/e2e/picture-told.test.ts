import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { LiveSeen } from '../../server/contract/live-seen.ts';
import { openRoom, seePicture, signInByPage } from '../support/e2e-browser.ts';
import { CAMERA_NAME, openScene, type Scene } from '../support/e2e-nursery.ts';
import { until } from '../support/until.ts';

let scene: Scene | undefined;
beforeAll(async () => {
  scene = await openScene();
}, 120_000);
afterAll(async () => {
  await scene?.close();
}, 60_000);

/** A question on the socket with its number, and the answer to it: `42<n>[…]`, `43<n>[…]`. */
const QUESTION = /^42(\d+)(\["live:seen",.*)$/;

test('a page tells the server how soon the picture of a real camera came and by which way, and the server takes it', async () => {
  const { nursery, browser } = scene!;
  const { page, context } = await browser.open();
  const told: { number: string; seen: LiveSeen }[] = [];
  const answers = new Map<string, string>();
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => {
      const [, number = '', json = '[]'] = QUESTION.exec(String(payload)) ?? [];
      if (number) told.push({ number, seen: LiveSeen.parse((JSON.parse(json) as unknown[])[1]) });
    });
    socket.on('framereceived', ({ payload }) => {
      const [, number, json] = /^43(\d+)(\[.*)$/.exec(String(payload)) ?? [];
      if (number && json) answers.set(number, json);
    });
  });
  await signInByPage(page, nursery.server.url, nursery.mother);
  await openRoom(page, CAMERA_NAME);
  await seePicture(page);
  const first = await until('the picture is told', () => told[0]);
  expect(first.seen).toMatchObject({ what: 'first-picture', way: 'udp' });
  if (first.seen.what === 'first-picture') {
    expect(first.seen.ms).toBeGreaterThan(0);
    expect(first.seen.ms).toBeLessThan(10_000);
  }
  expect(await until('the server has answered', () => answers.get(first.number))).toBe('[{"ok":true,"data":null}]');
  expect(told).toHaveLength(1);
  await context.close();
}, 60_000);
