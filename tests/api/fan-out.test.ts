import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { EventView } from '../../server/contract/events.ts';
import type { StoredEvent } from '../../server/events/event-store.ts';
import { FanOut, RECIPIENT_LASTS_MS } from '../../server/events/fan-out.ts';
import type { AskingUser } from '../../server/platform/asking.ts';
import { type Database, openDatabase } from '../../server/platform/database.ts';
import { makeNursery, type Nursery } from '../support/nursery.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { until } from '../support/until.ts';

let testDatabase: { url: string; close: () => Promise<void> };
let database: Database;
let nursery: Nursery;
beforeAll(async () => {
  testDatabase = await openTestDatabase();
  database = openDatabase(testDatabase.url);
  nursery = await makeNursery(database.db);
});
afterAll(async () => {
  await database.close();
  await testDatabase.close();
});

let fanOut: FanOut;
let asked: number;
let told: EventView[];
let dropped: string[];
let isDatabaseAway: boolean;
beforeEach(() => {
  [asked, told, dropped, isDatabaseAway] = [0, [], [], false];
  // The real database, of which one table cannot be read for a while.
  const db = new Proxy(database.db, {
    get: (of, name) =>
      name === 'child' && isDatabaseAway
        ? { findMany: () => Promise.reject(new Error('the database is away')) }
        : (Reflect.get(of, name) as unknown),
  });
  fanOut = new FanOut({
    db,
    now: () => new Date(),
    askAllAnew: (askings) => {
      asked += 1;
      return Promise.resolve([...askings]);
    },
    tell: (_ids, event) => void told.push(event),
  });
});
afterEach(() => fanOut.stop());

const comes = (id: string) => {
  const asking = { kind: 'user', userId: nursery.duoduo.guardianId, roles: [] } as unknown as AskingUser;
  fanOut.add({ id, asking, drop: () => void dropped.push(id) });
};
const arrival = (position: number): StoredEvent => {
  const { siteId, toddlerRoomId: classroomId, duoduo, caregiverId: by } = nursery;
  const place = { siteId, classroomId, childId: duoduo.childId, cameraId: null, userId: null };
  return { position, type: 'attendance:checked-in', at: new Date(), ...place, payload: { by, withUserId: null } };
};

test('an event that could not be worded is missed by nobody in silence: every socket connects again and reads it', async () => {
  comes('a');
  await fanOut.tell(arrival(1));
  isDatabaseAway = true;
  await expect(fanOut.tell(arrival(2))).rejects.toThrow('away');
  isDatabaseAway = false;
  await fanOut.tell(arrival(3));
  expect([told.map(({ position }) => position), dropped]).toEqual([[1], ['a']]);
});

test('people are asked ahead of events, so that one after a pause waits for nobody', async () => {
  comes('a');
  await until('asked without an event', () => asked > 0);
  const first = asked;
  await until('asked again before the answer is too old', () => asked > first, RECIPIENT_LASTS_MS);
  const before = asked;
  await fanOut.tell(arrival(1));
  expect([told.length, asked]).toEqual([1, before]);
});
