import { once } from 'node:events';
import { get, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { LiveRoom, type Visitor } from '../support/live-room.ts';
import type { Person } from '../support/test-server.ts';
import { until } from '../support/until.ts';

let room: LiveRoom;
beforeAll(async () => {
  room = await LiveRoom.open();
  await room.checkIn(room.nursery.duoduo.childId);
});
beforeEach(() => {
  room.server.media.readsWaitFor = Promise.resolve();
});
afterEach(() => room.allLeave());
afterAll(() => room.server.stop());

const pathOf = (viewId: string, after?: number) =>
  `/api/live/views/${viewId}/picture${after === undefined ? '' : `?after=${String(after)}`}`;

type Answer = { status: number; headers: IncomingHttpHeaders; text: string };

/** On a connection of its own, as of another machine: one that has carried a picture is cut when that ends. */
const ask = (path: string, person: Person | null) =>
  new Promise<Answer>((resolve, reject) => {
    const headers = person ? { authorization: `Bearer ${person.token}` } : {};
    const request = get(`${room.server.url}${path}`, { agent: false, headers }, (answer) => {
      const { statusCode: status = 0, headers: told } = answer;
      textOf(answer).then((text) => resolve({ status, headers: told, text }), reject);
    });
    request.on('error', reject);
  });

/** What a page gets: the bytes, or the code of the problem with its status. */
async function read(viewId: string, person: Person | null, after?: number): Promise<string> {
  const { status, text } = await ask(pathOf(viewId, after), person);
  if (status === 200) return text;
  const { problem } = JSON.parse(text) as { problem: { code: string } };
  return `${String(status)} ${problem.code}`;
}

/** 朵朵's mother, with a view over HTTPS that she has not read yet. */
async function opened(): Promise<Visitor & { viewId: string }> {
  const mother = await room.come(room.nursery.duoduo.guardianId);
  const { viewId, offer } = await room.openView(mother.socket, room.camera, { way: 'https' });
  expect(offer).toBeNull();
  return { ...mother, viewId };
}

const readsOf = (viewId: string) => room.server.media.reads.filter((read) => read === viewId).length;

/** A read that has no answer until its view is over, or the test lets it. */
function hold(): () => void {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  room.server.media.readsWaitFor = promise;
  return () => resolve(undefined);
}

const checkOut = async () => {
  const caregiver = await room.signIn(room.nursery.caregiverId);
  const tap = { eventId: randomUUID(), childId: room.nursery.duoduo.childId, happenedAt: new Date().toISOString() };
  const withUserId = room.nursery.duoduo.guardianId;
  expect((await caregiver.call('POST', '/api/attendance/check-outs', { ...tap, withUserId })).status).toBeLessThan(300);
};

describe('a view over HTTPS', () => {
  test('is judged, recorded and counted as any other, and read in parts that nobody keeps', async () => {
    const { viewId, person } = await opened();
    expect(await room.sessionRow(viewId)).toMatchObject({ endedAt: null, userId: room.nursery.duoduo.guardianId });
    const answer = await ask(pathOf(viewId), person);
    expect(answer.headers).toMatchObject({
      'cache-control': 'private, no-store, no-transform',
      'content-type': 'video/mp4; codecs="avc1.42e01f"',
      'x-picture-part': '1',
      'x-picture-begins': '1',
    });
    expect(await read(viewId, person, 1)).toBe('part 2');
    expect(room.server.media.sending).toEqual([viewId]);
  });

  test('is refused by the same rule, with the same words', async () => {
    const other = await room.come(room.nursery.xingxing.guardianId);
    await expect(room.openView(other.socket, room.camera, { way: 'https' })).rejects.toThrow('refused');
    const entry = { action: 'view-refused', actorId: room.nursery.xingxing.guardianId };
    expect(await room.server.database.db.auditEntry.count({ where: entry })).toBe(1);
    expect(room.server.media.views.size).toBe(0);
  });

  test('attack: is read by nobody else, by no other sign-in of the same person, and by nobody unknown', async () => {
    const { viewId } = await opened();
    const [stranger, again, caregiver] = await Promise.all([
      room.signIn(room.nursery.xingxing.guardianId),
      room.signIn(room.nursery.duoduo.guardianId),
      room.signIn(room.nursery.caregiverId),
    ]);
    for (const person of [stranger, again, caregiver]) expect(await read(viewId, person)).toBe('410 view-gone');
    expect(await read(viewId, null)).toBe('401 not-signed-in');
    expect(await read(randomUUID(), again)).toBe('410 view-gone');
    expect(room.server.media.sending).toEqual([]);
  });

  test('attack: a view that is sent cannot be read besides', async () => {
    const { viewId, person } = await room.watching();
    expect(await read(viewId, person)).toBe('410 view-gone');
  });

  test.each(['../views', '%2e%2e%2f', 'constructor', '__proto__', `${randomUUID()}%00`, '0'])(
    'attack: path games: %s',
    async (name) => {
      const { person } = await opened();
      expect(await read(name, person)).toMatch(/^(400 bad-request|404 not-found)$/);
    },
  );

  test.each(['-1', '1.5', 'NaN', '1e400', '__proto__', ''])('attack: parts that are none: %s', async (after) => {
    const { viewId, person } = await opened();
    const answer = await ask(`${pathOf(viewId)}?after=${after}`, person);
    expect(answer.status).toBe(after === '' ? 200 : 400);
  });

  test('is gone for who signed out, at once', async () => {
    const { viewId, person } = await opened();
    await read(viewId, person);
    expect((await person.call('DELETE', '/api/session')).status).toBeLessThan(300);
    expect(await read(viewId, person)).toBe('401 not-signed-in');
    await until('the view ended', () => !room.server.media.views.has(viewId));
  });

  test('a withdrawn right answers the read that waits with 410, and no read after it gets a byte', async () => {
    const { viewId, person, socket } = await opened();
    await read(viewId, person);
    const release = hold();
    const waiting = read(viewId, person, 1);
    await until('it waits', () => room.server.media.views.get(viewId)?.isStarted);
    await checkOut();
    expect(await waiting).toBe('410 view-gone');
    release();
    expect(await read(viewId, person, 1)).toBe('410 view-gone');
    expect(socket.ended).toMatchObject([{ viewId, again: false }]);
    await room.checkIn(room.nursery.duoduo.childId);
  });

  /** Someone who asks and takes nothing yet: how they ask, and how many bytes of the body arrive once they do. */
  async function slowReader() {
    const { hostname, port } = new URL(room.server.url);
    const line = connect(Number(port), hostname);
    await once(line, 'connect');
    line.pause();
    const ended = Promise.withResolvers<string>();
    let heard = '';
    line.on('data', (bytes: Buffer) => (heard += bytes.toString())).pause();
    line.on('error', (error: Error & { code?: string }) => ended.resolve(error.code ?? ''));
    line.on('end', () => ended.resolve('delivered'));
    return {
      ask: (viewId: string, person: Person, after?: number) =>
        line.write(
          `GET ${pathOf(viewId, after)} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: Bearer ${person.token}\r\n\r\n`,
        ),
      heard: () => heard,
      takeAll: () => {
        line.resume();
        return ended.promise;
      },
      close: () => line.destroy(),
    };
  }

  test('attack: bytes that were given and not taken are thrown away when the view ends, on each connection, whatever was asked there since', async () => {
    const { viewId, person, socket } = await opened();
    const [one, two] = [await slowReader(), await slowReader()];
    const given = (count: number) => until('it was given', () => readsOf(viewId) >= count);
    one.ask(viewId, person);
    two.ask(viewId, person, 1);
    await given(2);
    const release = hold();
    one.ask(viewId, person, 2); // waits on the same connection
    await given(3);
    await checkOut();
    expect(await Promise.all([one.takeAll(), two.takeAll()])).toEqual(['ECONNRESET', 'ECONNRESET']);
    release();
    expect(socket.ended).toMatchObject([{ viewId }]);
    await room.checkIn(room.nursery.duoduo.childId);
  });

  test('who leaves by their own wish keeps the connection: their page asks for other things on it', async () => {
    const { viewId, person, socket } = await opened();
    const reader = await slowReader();
    reader.ask(viewId, person);
    await until('it was given', () => readsOf(viewId) >= 1);
    await socket.ask('live:close', { viewId });
    void reader.takeAll();
    reader.ask(viewId, person);
    await until('the same connection answers', () => reader.heard().includes('HTTP/1.1 410'));
    expect(reader.heard()).toContain('part 1');
    reader.close();
  });

  test('that nobody ever reads is not renewed', async () => {
    const { viewId } = await opened();
    await until('its row is closed', async () => (await room.sessionRow(viewId)).endedAt !== null, 20_000);
    expect(await room.sessionRow(viewId)).toMatchObject({ endReason: 'lease-expired' });
  }, 30_000);

  test('is not read faster than any browser would', async () => {
    const { viewId, person } = await opened();
    const answers = await Promise.all(Array.from({ length: 80 }, () => read(viewId, person)));
    expect(answers).toContain('429 too-many-tries');
    expect(answers).toContain('part 1');
  });
});
