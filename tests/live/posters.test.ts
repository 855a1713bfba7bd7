import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { LiveRoom } from '../support/live-room.ts';
import type { Person } from '../support/test-server.ts';

let room: LiveRoom;
let mother: Person;
let caregiver: Person;
beforeAll(async () => {
  room = await LiveRoom.open();
  mother = await room.signIn(room.nursery.duoduo.guardianId);
  caregiver = await room.signIn(room.nursery.caregiverId);
  await room.checkIn(room.nursery.duoduo.childId);
});
beforeEach(() => still('before'));
afterEach(async () => {
  // what a pause hid stays hidden; each test begins without one
  await room.server.database.db.cameraPause.deleteMany();
});
afterAll(() => room.server.stop());

const still = (what: string, takenAt = new Date()) =>
  room.server.media.setPoster(room.camera, { jpeg: Buffer.from(what), takenAt: takenAt.toISOString() });
const pausePath = () => `/api/cameras/${room.camera}/pause`;

const askForStill = (person: Person) =>
  fetch(`${room.server.url}/api/cameras/${room.camera}/poster`, {
    headers: { authorization: `Bearer ${person.token}` },
  });

/** What a page gets, the mother's unless told otherwise: the still's content, or the code of the problem. */
async function seen(person = mother): Promise<string> {
  const answer = await askForStill(person);
  if (answer.ok) return answer.text();
  return ((await answer.json()) as { problem: { code: string } }).problem.code;
}

test('a still from before or from within a private moment is never shown, neither during nor after it', async () => {
  expect(await seen()).toBe('before');
  expect((await caregiver.call('POST', pausePath(), { minutes: 5 })).status).toBe(200);
  expect(await seen()).toBe('refused');
  const within = new Date();
  expect((await caregiver.call('DELETE', pausePath())).status).toBe(200);

  expect(await seen()).toBe('camera-offline');
  still('within', within);
  expect(await seen()).toBe('camera-offline');
  still('after');
  expect(await seen()).toBe('after');
});

test('a pause that ran out by itself hides what was taken before its end', async () => {
  const endsAt = new Date(Date.now() - 5_000);
  await room.server.database.db.cameraPause.create({
    data: {
      cameraId: room.camera,
      startedAt: new Date(endsAt.getTime() - 300_000),
      endsAt,
      startedBy: room.nursery.caregiverId,
    },
  });
  still('within', new Date(endsAt.getTime() - 1));
  expect(await seen()).toBe('camera-offline');
  still('at its end', endsAt);
  expect(await seen()).toBe('at its end');
});

test('of several pauses the last to begin counts', async () => {
  for (let turn = 0; turn < 2; turn += 1) {
    await caregiver.call('POST', pausePath(), { minutes: 5 });
    still(`within ${String(turn)}`);
    await caregiver.call('DELETE', pausePath());
    expect(await seen()).toBe('camera-offline');
    still(`after ${String(turn)}`);
    expect(await seen()).toBe(`after ${String(turn)}`);
  }
});

test('a look that could not be written down shows nothing, and the next one is written down', async () => {
  const { db } = room.server.database;
  const other = await room.signIn(room.nursery.shitou.guardianId);
  const looks = () =>
    db.auditEntry.count({ where: { actorId: room.nursery.shitou.guardianId, action: 'still-refused' } });
  await db.$executeRaw`ALTER TABLE audit_entry RENAME TO audit_entry_away`;
  expect(await seen(other)).toBe('internal');
  await db.$executeRaw`ALTER TABLE audit_entry_away RENAME TO audit_entry`;
  expect(await seen(other)).toBe('refused');
  expect(await looks()).toBe(1);
  expect(await seen(other)).toBe('refused');
  expect(await looks()).toBe(1); // once in ten minutes is enough
});

test('attack: stills by the hundred: a person gets sixty a minute over all sign-ins, and is told when to come again', async () => {
  const { guardianId } = room.nursery.anan;
  const signIns = [await room.signIn(guardianId), await room.signIn(guardianId)];
  const codes: string[] = [];
  for (let index = 0; index < 60; index += 1) codes.push(await seen(signIns[index % 2]));
  expect(new Set(codes)).toEqual(new Set(['refused']));
  const late = await askForStill(signIns[0] ?? mother);
  expect(late.status).toBe(429);
  expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await seen()).toBe('before'); // others are not held up
});
