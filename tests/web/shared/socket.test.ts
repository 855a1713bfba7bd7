/** @jest-environment node */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Server, type Socket } from 'socket.io';
import type { ProblemCode } from '#contract/problem.ts';
import { accessToken } from '../../../web/shared/access-token.ts';
import { closeSocket, connection, onTold, openSocket } from '../../../web/shared/socket.ts';
import { until } from '../../support/until.ts';

const known = (position: number) => ({
  type: 'access:changed',
  position,
  at: '2026-11-20T02:24:00Z',
  siteId: null,
  own: false,
});
const unknown = (position: number) => ({ ...known(position), type: 'moon:risen' });
const problem = (code: ProblemCode) => ({ code, message: { zh: '不', en: 'no' }, id: 'p1' });

/** A server whose log is played by hand: who is refused, and what the questions for missed events are answered. */
let played: {
  io: Server;
  refuse: ProblemCode | null;
  refused: number;
  came: string[];
  log: { position: number; answers: unknown[] };
};
let renewals: number;
let heard: number[];
let stopHearing: () => void;

beforeEach(async () => {
  const http = createServer();
  const io = new Server(http);
  played = { io, refuse: null, refused: 0, came: [], log: { position: 10, answers: [] } };
  io.use((_socket, next) => {
    const code = played.refuse;
    if (code !== null) played.refused += 1;
    next(code === null ? undefined : Object.assign(new Error(code), { data: { problem: problem(code) } }));
  });
  io.on('connection', welcome);
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  const host = `127.0.0.1:${(http.address() as AddressInfo).port}`;
  Object.assign(globalThis, { location: { protocol: 'http:', host } });
  renewals = 0;
  accessToken.set('old');
  accessToken.renewWith(() => Promise.resolve(`new ${++renewals}`));
  heard = [];
  stopHearing = onTold('event', ({ position }) => void heard.push(position));
});
afterEach(async () => {
  stopHearing();
  closeSocket();
  await played.io.close();
});

function welcome(socket: Socket): void {
  played.came.push(socket.id);
  socket.on('events:since', (_asked, reply: (answer: unknown) => void) => reply(played.log.answers.shift()));
  socket.emit('hello', { position: played.log.position, capabilities: null, now: '2026-11-20T02:24:00Z' });
}
const connected = () => until('connected', () => connection.get().phase === 'connected');

test('an event that this page does not know is left out, and those around it are told', async () => {
  openSocket();
  await connected();
  [known(11), unknown(12), known(13)].forEach((event) => played.io.emit('event', event));
  await until('the event after it', () => heard.includes(13));
  expect(heard).toEqual([11, 13]);
});

test('what was missed comes on the same connection, also when it cannot be had at once and holds an unknown event', async () => {
  openSocket();
  await connected();
  played.log = {
    position: 14,
    answers: [
      { ok: false, problem: problem('internal') },
      { ok: true, data: { events: [known(11), unknown(12), known(14)], position: 14, more: false } },
    ],
  };
  played.io.sockets.sockets.forEach((socket) => socket.conn.close()); // the network breaks
  await until('what was missed', () => heard.includes(14));
  expect(heard).toEqual([11, 14]);
  expect(played.came).toHaveLength(2);
});

test('who is over the limit of connections waits and keeps the token', async () => {
  played.refuse = 'too-many-tries';
  openSocket();
  await until('a second try', () => played.refused === 2);
  expect(renewals).toBe(0);
});

test('who is refused for the token comes back with a new one', async () => {
  played.refuse = 'not-signed-in';
  openSocket();
  await until('the renewal', () => renewals === 1);
  played.refuse = null;
  await connected();
  expect(played.io.sockets.sockets.get(played.came[0] ?? '')?.handshake.auth).toEqual({ token: 'new 1' });
});
