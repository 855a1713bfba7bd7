import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { io, type Socket } from 'socket.io-client';
import type { MediaNode } from '../../media/contract.ts';
import { buildApp, type App } from '../../server/app.ts';
import type { NotificationSettings } from '../../server/notifications/notification-settings.ts';
import type { ClientToServer, EventView, Hello, ServerToClient } from '../../server/contract/events.ts';
import type { LiveEnded } from '../../server/contract/live.ts';
import type { AdminSecondFactor } from '../../server/contract/second-factor.ts';
import type { Problem, Reply } from '../../server/contract/problem.ts';
import { openDatabase, type Database } from '../../server/platform/database.ts';
import { FakeMediaNode } from './fake-media-node.ts';
import { PASSWORD } from './nursery.ts';
import { openTestDatabase } from './test-database.ts';
import { until } from './until.ts';

export type TestServer = {
  url: string;
  databaseUrl: string;
  database: Database;
  app: App;
  stop: () => Promise<void>;
};

export type TestServerOptions = {
  media: MediaNode;
  databaseUrl: string;
  now?: () => Date;
  key?: Buffer;
  adminSecondFactor?: AdminSecondFactor;
  notifications?: Partial<NotificationSettings>;
};

/** Opens /metrics, and nothing else. */
export const METRICS_TOKEN = 'metrics-of-the-tests';

/** No mail server and no push service of its own: nothing leaves this machine. */
const QUIET: NotificationSettings = { address: 'http://localhost', mail: null, pushServices: [], waitMs: 15_000 };

/** The whole server in this process, as main.ts runs it: real PostgreSQL, real sockets, media as given. */
export async function startTestServer({
  media,
  databaseUrl,
  now,
  key,
  adminSecondFactor = 'offered',
  notifications,
}: TestServerOptions): Promise<TestServer> {
  const http = createServer();
  const database = openDatabase(databaseUrl);
  const secret = key ?? randomBytes(32);
  const app = await buildApp({
    http,
    database,
    databaseUrl,
    media,
    deriveKey: () => secret,
    now: now ?? (() => new Date()),
    log: pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
    settings: {
      ...{
        isHttps: false,
        areCookiesSecure: false,
        origins: [],
        trustedProxies: [],
        metricsToken: METRICS_TOKEN,
        adminSecondFactor,
      },
      notifications: { ...QUIET, ...notifications },
      turn: null,
    },
    openRoutes: [],
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    url: `http://127.0.0.1:${String((http.address() as AddressInfo).port)}`,
    databaseUrl,
    database,
    app,
    stop: async () => {
      await app.stop();
      http.close();
      http.closeAllConnections();
      await database.close();
    },
  };
}

/** A server over a fake media node and a database of its own. */
export async function startServerWithFakeMedia(
  now?: () => Date,
  adminSecondFactor: AdminSecondFactor = 'offered',
): Promise<TestServer & { media: FakeMediaNode }> {
  const { url, close } = await openTestDatabase();
  const media = new FakeMediaNode();
  const server = await startTestServer({ media, databaseUrl: url, adminSecondFactor, ...(now && { now }) });
  return {
    ...server,
    media,
    stop: async () => {
      await server.stop();
      await media.close();
      await close();
    },
  };
}

export type Person = {
  token: string;
  /** REST as this person. @returns status and parsed body; null when there is none */
  call: (method: string, path: string, body?: unknown) => Promise<{ status: number; body: never }>;
};

export async function signInAt(server: { url: string }, username: string, password = PASSWORD): Promise<Person> {
  const answer = await callAt(server.url, null, 'POST', '/api/session', { username, password });
  const { accessToken } = answer.body as { accessToken?: string };
  if (accessToken === undefined) throw new Error(`${username} could not sign in: ${JSON.stringify(answer.body)}`);
  return {
    token: accessToken,
    call: (method, path, body) => callAt(server.url, accessToken, method, path, body) as never,
  };
}

async function callAt(url: string, token: string | null, method: string, path: string, body?: unknown) {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
}

export type TestSocket = {
  socket: Socket<ServerToClient, ClientToServer>;
  hello: Hello;
  events: EventView[];
  ended: LiveEnded[];
  sessionEnds: string[];
  /** @returns the data; throws the Problem's code as an Error that carries it */
  ask: <T>(event: keyof ClientToServer, input: unknown) => Promise<T>;
  close: () => void;
};

export class Refused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** A connected socket that has been greeted; keeps whatever it is told. */
export async function connectSocket(server: { url: string }, token: string): Promise<TestSocket> {
  const socket: TestSocket['socket'] = io(server.url, {
    transports: ['websocket'],
    reconnection: false,
    auth: { token },
  });
  const kept: Pick<TestSocket, 'events' | 'ended' | 'sessionEnds'> = { events: [], ended: [], sessionEnds: [] };
  const greeted = new Promise<Hello>((resolve, reject) => {
    socket.on('hello', resolve);
    socket.on('connect_error', reject);
  });
  socket.on('event', (event) => kept.events.push(event));
  socket.on('live:ended', (ended) => kept.ended.push(ended));
  socket.on('session:ended', ({ reason }) => kept.sessionEnds.push(reason));
  return {
    ...kept,
    socket,
    hello: await greeted,
    ask: async <T>(event: keyof ClientToServer, input: unknown) => {
      const reply = (await socket.timeout(5_000).emitWithAck(event, input as never)) as Reply<T>;
      if (!reply.ok) throw new Refused(reply.problem);
      return reply.data;
    },
    close: () => void socket.close(),
  };
}

/** Resolves when the list is at least so long. */
export const hasLength = (what: string, list: readonly unknown[], length: number): Promise<true> =>
  until(what, () => list.length >= length);
