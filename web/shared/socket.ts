import { io, type Socket } from 'socket.io-client';
import { type ClientToServer, EventPage, type EventView, type Hello, type ServerToClient } from '#contract/events.ts';
import type { LiveCamera, LiveEnded } from '#contract/live.ts';
import type { Reply } from '#contract/problem.ts';
import { accessToken } from './access-token.ts';
import { EventStream } from './event-stream.ts';
import { ProblemError, Unreachable } from './problem-error.ts';
import { createStore, useStore } from './store.ts';

const ANSWER_WITHIN_MS = 10_000;
const RETRY_DENIED_MS = 3_000;

/** `away` since when; shown after a moment, since most breaks mend by themselves. */
export type Connection =
  { phase: 'off' } | { phase: 'connecting' } | { phase: 'connected' } | { phase: 'away'; since: Date };
export type SessionOver = Parameters<ServerToClient['session:ended']>[0]['reason'];

/** `isNewConnection` is false when the server greets again because what it can do has changed. */
export type Greeting = Hello & { isNewConnection: boolean };

type Told = {
  hello: Greeting;
  event: EventView;
  'live:ended': LiveEnded;
  'live:camera': LiveCamera;
  'session:ended': { reason: SessionOver };
};
type Question = keyof ClientToServer;
type Input<Q extends Question> = Parameters<ClientToServer[Q]>[0];
type Output<Q extends Question> = Parameters<Parameters<ClientToServer[Q]>[1]>[0] extends Reply<infer T> ? T : never;

const listeners: { [T in keyof Told]: Set<(told: Told[T]) => void> } = {
  hello: new Set(),
  event: new Set(),
  'live:ended': new Set(),
  'live:camera': new Set(),
  'session:ended': new Set(),
};
const tell = <T extends keyof Told>(what: T, told: Told[T]): void =>
  [...listeners[what]].forEach((listener) => listener(told));

export const connection = createStore<Connection>({ phase: 'off' });
export const useConnection = (): Connection => useStore(connection);

let socket: Socket<ServerToClient, ClientToServer> | null = null;
let lastHello: Hello | null = null;

/** What the server said when this connection began; null while there is none. */
export const currentHello = (): Hello | null => lastHello;

/** Listens to what the server tells; events come in order, none twice, none missing. @returns how to stop */
export function onTold<T extends keyof Told>(what: T, listener: (told: Told[T]) => void): () => void {
  listeners[what].add(listener);
  return () => listeners[what].delete(listener);
}

/**
 * Asks over the socket.
 * @throws ProblemError with the server's sentence; Unreachable when there is no connection or no answer within 10 s
 */
export async function ask<Q extends Question>(question: Q, input: Input<Q>): Promise<Output<Q>> {
  if (!socket?.connected) throw new Unreachable('no connection');
  const reply = await replyTo(socket, question, input);
  if (!reply.ok) throw new ProblemError(reply.problem);
  return reply.data;
}

/** One connection for the whole page, opened by the face that starts. Calling it again changes nothing. */
export function openSocket(): void {
  if (socket) return;
  connection.set({ phase: 'connecting' });
  socket = io({
    transports: ['websocket', 'polling'],
    reconnectionDelay: 500,
    reconnectionDelayMax: 8_000,
    auth: (give) => give({ token: accessToken.get() }),
  });
  bind(socket);
}

/** Ends the connection and forgets what was known of it: the next person begins afresh. */
export function closeSocket(): void {
  socket?.removeAllListeners();
  socket?.close();
  socket = null;
  lastHello = null;
  connection.set({ phase: 'off' });
}

function bind(opened: Socket<ServerToClient, ClientToServer>): void {
  const stream = new EventStream({
    since: async (after) => EventPage.parse(await ask('events:since', { after })),
    deliver: (event) => tell('event', event),
  });
  opened.on('hello', async (hello) => {
    const isNewConnection = lastHello === null;
    lastHello = hello;
    connection.set({ phase: 'connected' });
    tell('hello', { ...hello, isNewConnection });
    if (!isNewConnection) return;
    // Unfetched events are not skipped: a new connection asks for them again.
    if (!(await stream.connected(hello.position)) && opened === socket) opened.disconnect().connect();
  });
  opened.on('event', (event) => stream.receive(event));
  opened.on('live:ended', (ended) => tell('live:ended', ended));
  opened.on('live:camera', (camera) => tell('live:camera', camera));
  opened.on('session:ended', (why) => tell('session:ended', why));
  opened.on('disconnect', (reason) => {
    markAway();
    // Closed by the server: Socket.IO leaves coming back to us.
    if (reason === 'io server disconnect') void comeBack(opened);
  });
  opened.on('connect_error', () => {
    markAway();
    // Refused, not unreachable: most likely the token is stale.
    if (!opened.active) void comeBack(opened);
  });
}

async function comeBack(denied: Socket): Promise<void> {
  const token = await accessToken.renew().catch(() => accessToken.get());
  if (token === null) return;
  await new Promise((resolve) => setTimeout(resolve, RETRY_DENIED_MS));
  if (denied === socket && !denied.connected) denied.connect();
}

function markAway(): void {
  lastHello = null;
  if (connection.get().phase !== 'away') connection.set({ phase: 'away', since: new Date() });
}

function replyTo<Q extends Question>(
  to: Socket<ServerToClient, ClientToServer>,
  question: Q,
  input: Input<Q>,
): Promise<Reply<Output<Q>>> {
  return new Promise((resolve, reject) => {
    const answered = (error: Error | null, reply: Reply<Output<Q>>): void => {
      if (error) reject(new Unreachable('no answer', { cause: error }));
      else resolve(reply);
    };
    // Each question has its own answer; the map's union cannot be narrowed by a type parameter.
    (to.timeout(ANSWER_WITHIN_MS) as unknown as { emit: (...args: unknown[]) => void }).emit(question, input, answered);
  });
}
