import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PIN, usernameOf } from '../../support/nursery.ts';
import { askAt } from '../../support/security-ask.ts';
import { castAt, type Cast, type Who } from '../../support/security-cast.ts';
import { startSecuredServer, type SecuredServer } from '../../support/security-server.ts';
import { openTestDatabase } from '../../support/test-database.ts';
import { connectSocket, type Refused } from '../../support/test-server.ts';

/** Two servers on one database: whoever guesses at both must gain nothing by it. */
let closeDatabase: () => Promise<void>;
let one: SecuredServer;
let two: SecuredServer;
let cast: Cast;

beforeAll(async () => {
  const { url, close } = await openTestDatabase();
  closeDatabase = close;
  [one, two] = [await startSecuredServer(url), await startSecuredServer(url)];
  cast = await castAt(one.database.db);
});
afterAll(async () => {
  await Promise.all([one.stop(), two.stop()]);
  await closeDatabase();
});

const tokenOf = async (who: Who) => (await cast.token(who)) ?? '';
const spread = async (tries: number, ask: (server: SecuredServer) => Promise<{ code: string }>) => {
  const codes: string[] = [];
  for (let index = 0; index < tries; index += 1) codes.push((await ask(index % 2 === 0 ? one : two)).code);
  return codes;
};
const repeated = (code: string, times: number) => Array.from({ length: times }, () => code);

test('attack: guesses at both servers count together: passwords', async () => {
  const body = { username: usernameOf(cast.nursery.inspectorId), password: 'not-the-password' };
  const codes = await spread(10, (server) => askAt(server.url, { method: 'POST', path: '/api/session', body }));
  expect(codes).toEqual([...repeated('wrong-credentials', 8), ...repeated('too-many-tries', 2)]);
});

test('attack: guesses at both servers count together: twenty passwords at once: no more of them are looked at than one after another', async () => {
  const body = { username: usernameOf(cast.nursery.otherCaregiverId), password: 'not-the-password' };
  const asked = Array.from({ length: 20 }, (_, index) =>
    askAt((index % 2 === 0 ? one : two).url, { method: 'POST', path: '/api/session', body }),
  );
  const codes = (await Promise.all(asked)).map(({ code }) => code);
  expect(codes.filter((code) => code === 'wrong-credentials').length).toBe(8);
});

test('attack: guesses at both servers count together: PINs, at once and by the right PIN afterwards', async () => {
  const token = await tokenOf('tablet');
  const act = (pin: string) => (server: SecuredServer) =>
    askAt(server.url, {
      method: 'POST',
      path: '/api/device/act',
      token,
      body: { userId: cast.nursery.caregiverId, pin },
    });
  const codes = await Promise.all(Array.from({ length: 12 }, (_, index) => act('0000')(index % 2 === 0 ? one : two)));
  expect(codes.filter(({ code }) => code === 'wrong-pin').length).toBe(5);
  expect((await act(PIN)(two)).code).toBe('too-many-tries');
});

test('attack: guesses at both servers count together: pairing codes', async () => {
  const codes = await spread(12, (server) =>
    askAt(server.url, { method: 'POST', path: '/api/device/pair', body: { code: 'ABCD-2345' } }),
  );
  expect(codes).toEqual([...repeated('wrong-code', 10), ...repeated('too-many-tries', 2)]);
});

test('attack: guesses at both servers count together: openings of pictures', async () => {
  const token = await tokenOf('otherMother');
  const [first, second] = [await connectSocket(one, token), await connectSocket(two, token)];
  const codes: string[] = [];
  for (let index = 0; index < 62; index += 1) {
    const socket = index % 2 === 0 ? first : second;
    const opening = socket.ask('live:open', { cameraId: cast.here.cameraId, canReceive: {} });
    codes.push(
      await opening.then(
        () => 'ok',
        (error: unknown) => (error as Refused).problem.code,
      ),
    );
    if (index % 20 === 19) await sleep(1_000); // not a flood of events: that has a limit of its own
  }
  first.close();
  second.close();
  expect(codes).toEqual([...repeated('refused', 60), ...repeated('too-many-tries', 2)]);
});
