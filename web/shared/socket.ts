import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, EventView, Hello, ServerToClient } from '#contract/events.ts';
import type { LiveCamera, LiveEnded } from '#contract/live.ts';
import { Problem, type Reply } from '#contract/problem.ts';
import { accessToken } from './access-token.ts';
import { backoffMs } from './backoff.ts';
import { EventStream } from './event-stream.ts';
import { ProblemError, Unreachable } from './problem-error.ts';
import { readEvent, readEventPage } from './read-events.ts';
import { serverNow } from './server-clock.ts';
import { createStore, useStore } from './store.ts';

const ANSWER_WITHIN_MS = 10_000;
const DENIED_BACKOFF = { firstMs: 3_000, lastMs: 60_000 };
const CATCH_UP_BACKOFF = { firstMs: 1_000, lastMs: 30_000 };
/** Only these noes are about who asks; renewing the token mends the first and tells the second to the page. */
const ABOUT_THE_TOKEN: ReadonlySet<string> = new Set(['not-signed-in', 'device-revoked']);

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

/** The browser knows at once that the network is gone, the connection only when nothing has come for a while. */
export const isOffline = (): boolean => !navigator.onLine || connection.get().phase !== 'connected';

let socket: Socket<ServerToClient, ClientToServer> | null = null;
let lastHello: Hello | null = null;
/** How the connection goes through: `websocket`, or `polling` where a proxy lets nothing else pass; null while there is none. */
export const transportName = (): string | null => (socket?.connected ? socket.io.engine.transport.name : null);

/** Refusals and closings by the server since the last greeting. */
let denials = 0;

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
  denials = 0;
  connection.set({ phase: 'off' });
}

function bind(opened: Socket<ServerToClient, ClientToServer>): void {
  const stream = new EventStream({
    since: async (after) => readEventPage(await ask('events:since', { after })),
    deliver: (event) => tell('event', event),
  });
  opened.on('hello', (hello) => {
    const isNewConnection = lastHello === null;
    lastHello = hello;
    denials = 0;
    connection.set({ phase: 'connected' });
    tell('hello', { ...hello, isNewConnection });
    if (isNewConnection) void catchUp(opened, stream, hello.position);
  });
  opened.on('event', (told) => {
    const event = readEvent(told);
    if (event) stream.receive(event);
  });
  opened.on('live:ended', (ended) => tell('live:ended', ended));
  opened.on('live:camera', (camera) => tell('live:camera', camera));
  opened.on('session:ended', (why) => tell('session:ended', why));
  opened.io.on('ping', networkBack);
  opened.on('disconnect', (reason) => {
    markAway();
    // Closed by the server: Socket.IO leaves coming back to us.
    if (reason === 'io server disconnect') void comeBack(opened, null);
  });
  opened.on('connect_error', (error) => {
    markAway();
    // Refused, not unreachable: Socket.IO leaves this to us too.
    if (!opened.active) void comeBack(opened, problemOf(error));
  });
}

/** Asks again on the same connection until the missed events are there: a new one would end the picture that is running. */
async function catchUp(on: Socket, stream: EventStream, position: number): Promise<void> {
  const { id } = on;
  for (let failures = 0; on.id === id && !(await stream.connected(position)); failures++)
    await pass(backoffMs(failures, CATCH_UP_BACKOFF));
}

/** @param why the server's no; null when it closed the connection without one */
async function comeBack(denied: Socket, why: Problem | null): Promise<void> {
  if (why && ABOUT_THE_TOKEN.has(why.code)) {
    const token = await accessToken.renew().catch(() => accessToken.get());
    if (token === null) return;
  }
  await pass(Math.max(backoffMs(denials++, DENIED_BACKOFF), (why?.retryAfterSeconds ?? 0) * 1_000));
  if (denied === socket && !denied.connected) denied.connect();
}

/** Socket.IO hands on what the server gave as the reason under `data`. */
function problemOf(error: Error & { data?: { problem?: unknown } }): Problem | null {
  return Problem.safeParse(error.data?.problem).data ?? null;
}

const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function markAway(): void {
  lastHello = null;
  if (connection.get().phase !== 'away') connection.set({ phase: 'away', since: serverNow() });
}

/** The browser knows of a cut network half a minute before the socket does: what stands on the page is said to be old at once. */
export function networkLost(): void {
  if (connection.get().phase === 'connected') connection.set({ phase: 'away', since: serverNow() });
}

/** The break was shorter than the socket's patience, or the server is on this machine: it missed nothing. */
export function networkBack(): void {
  if (socket?.connected && lastHello !== null) connection.set({ phase: 'connected' });
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
