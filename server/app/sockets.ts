import type { Server as HttpServer } from 'node:http';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Server, type Socket } from 'socket.io';
import { z } from 'zod';
import {
  EventsSince,
  type ClientToServer,
  type EventPage,
  type EventView,
  type Hello,
  type ServerToClient,
} from '../contract/events.ts';
import type { LiveEnded } from '../contract/live.ts';
import type { Subscriber } from '../events/fan-out.ts';
import { answer } from '../platform/answer.ts';
import { holderOf, type Asking } from '../platform/asking.ts';
import type { SessionEnd } from '../platform/effects.ts';
import { AppError, reportProblem } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import { Newcomers } from './newcomers.ts';

const MAX_MESSAGE_BYTES = 100_000;
const EVENTS_PER_SECOND = 30;
/** Sockets of one sign-in: a few windows, and one that is just being replaced. */
const SOCKETS_PER_HOLDER = 20;
/** Of one person, over all of their sign-ins. */
const SOCKETS_PER_PERSON = 60;
/** A connection that has not said by then who it is, is closed. */
const SAYS_WHO_WITHIN_MS = 5_000;
/** A tablet that is switched off is told at once; this finds those that were not. Of people, the fan-out asks all the time. */
const CHECK_TABLETS_EVERY_MS = 30_000;
const ENDS_ARE_TOLD_WITHIN_MS = 1_000;
const WARN_OF_FLOOD_EVERY_MS = 60_000;

export type SocketData = { asking: Asking };
export type KanwaServer = Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>;
export type KanwaSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketData>;

type Connection = KanwaSocket['conn'];

export type SocketsDeps = {
  log: Log;
  authenticate: (token: string, from: { address: string; userAgent: string }) => Promise<Asking>;
  /** The same asking, read anew; rejects when the session is over. */
  askAnew: (asking: Asking) => Promise<Asking>;
  isOriginAllowed: (request: Socket['request']) => boolean;
  /** The caller's address, `X-Forwarded-For` believed only from configured proxies. */
  addressOf: (request: Socket['request']) => string;
  hello: () => Promise<Hello>;
  eventsSince: (asking: Asking, after: number) => Promise<EventPage>;
  subscribe: (subscriber: Subscriber) => void;
  unsubscribe: (id: string) => void;
  /** Binds what a feature offers on a socket. */
  bind: (socket: KanwaSocket, currentAsking: () => Promise<Asking>) => void;
};

export type Sockets = {
  /** @param room `holder:` with the id of a sign-in or tablet, or `user:` with a person's */
  endSessions: (room: string, reason: SessionEnd) => void;
  tell: (socketIds: string[], event: EventView) => void;
  tellEnded: (socketId: string, ended: LiveEnded) => void;
  sayHello: () => Promise<void>;
  io: KanwaServer;
  close: () => Promise<void>;
};

const Handshake = z.object({ token: z.string().min(1).max(2_000) });

/** Socket.IO's edge: who may connect, what each socket is told, and when it is closed. */
export function createSockets(http: HttpServer, deps: SocketsDeps): Sockets {
  const io: KanwaServer = new Server(http, {
    serveClient: false,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    connectTimeout: SAYS_WHO_WITHIN_MS,
    allowRequest: (request, allow) => allow(null, deps.isOriginAllowed(request)),
  });
  const newcomers = new Newcomers<Connection>();
  const warnOfFlood = floodWarning(deps.log);
  io.engine.on('connection', (connection: Connection) => {
    const address = deps.addressOf(connection.request);
    connection.on('close', () => newcomers.left(address, connection));
    const dropped = newcomers.came(address, connection);
    if (dropped === null) return;
    dropped.close(true);
    warnOfFlood();
  });
  const limiter = new RateLimiterMemory({ points: EVENTS_PER_SECOND, duration: 1 });
  io.use(
    (socket, next) =>
      void admit(io, socket, deps).then(
        () => next(),
        (error: unknown) => next(asConnectError(error, deps.log)),
      ),
  );
  io.on('connection', (socket) => {
    newcomers.left(deps.addressOf(socket.request), socket.conn);
    welcome(socket, deps, limiter);
  });
  const sweep = setInterval(() => void sweepTablets(io, deps), CHECK_TABLETS_EVERY_MS);
  return {
    io,
    endSessions: (room, reason) => {
      io.to(room).emit('session:ended', { reason });
      io.in(room).disconnectSockets(true);
    },
    // Put on the wire once for all of them; a socket's own id is a room of its own.
    tell: (socketIds, event) => void io.to(socketIds).emit('event', event),
    tellEnded: (socketId, ended) => void io.to(socketId).emit('live:ended', ended),
    sayHello: async () => void io.emit('hello', await deps.hello()),
    close: async () => {
      clearInterval(sweep);
      await io.close();
    },
  };
}

/** One line a minute: whoever floods us does not flood the log, too. */
function floodWarning(log: Log): () => void {
  let dropped = 0;
  let saidAt = -Infinity;
  return () => {
    dropped += 1;
    if (performance.now() - saidAt < WARN_OF_FLOOD_EVERY_MS) return;
    log.warn({ dropped }, 'too many silent connections from one address; the oldest are closed');
    saidAt = performance.now();
    dropped = 0;
  };
}

async function admit(io: KanwaServer, socket: KanwaSocket, deps: SocketsDeps): Promise<void> {
  const handshake = Handshake.safeParse(socket.handshake.auth);
  if (!handshake.success) throw new AppError('not-signed-in', { cause: handshake.error });
  const { token } = handshake.data;
  const userAgent = (socket.handshake.headers['user-agent'] ?? '').slice(0, 300);
  const asking = await deps.authenticate(token, { address: deps.addressOf(socket.request), userAgent });
  await requireRoom(io, `holder:${holderOf(asking)}`, SOCKETS_PER_HOLDER);
  if (asking.kind === 'user') await requireRoom(io, `user:${asking.userId}`, SOCKETS_PER_PERSON);
  socket.data.asking = asking;
}

async function requireRoom(io: KanwaServer, room: string, limit: number): Promise<void> {
  const open = await io.in(room).fetchSockets();
  if (open.length >= limit) throw new AppError('too-many-tries');
}

/** A refused connection carries its Problem, so that the browser can say why. */
function asConnectError(error: unknown, log: Log): Error {
  const problem = reportProblem(error, log);
  return Object.assign(new Error(problem.code), { data: { problem } });
}

function welcome(socket: KanwaSocket, deps: SocketsDeps, limiter: RateLimiterMemory): void {
  const { asking } = socket.data;
  const currentAsking = () => deps.askAnew(asking);
  void socket.join(`holder:${holderOf(asking)}`);
  if (asking.kind === 'user') void socket.join(`user:${asking.userId}`);
  socket.use((packet, next) => void limit(packet, limiter, socket.id, deps.log).then((isFine) => isFine && next()));
  const since = answer(EventsSince, deps.log, async ({ after }) => deps.eventsSince(await currentAsking(), after));
  socket.on('events:since', (input, reply) => void since(input, reply));
  deps.bind(socket, currentAsking);
  // Listening comes before the position is told: what happens in between is heard twice rather than missed.
  deps.subscribe({
    id: socket.id,
    asking,
    drop: (why) => {
      // A session that is over: whoever ended it closes this socket with the reason, and may be a moment behind. If nobody did, its time ran out.
      if (why instanceof AppError) setTimeout(() => tellExpired(socket), ENDS_ARE_TOLD_WITHIN_MS).unref();
      else socket.disconnect(true);
    },
  });
  socket.on('disconnect', () => deps.unsubscribe(socket.id));
  void deps.hello().then((hello) => socket.emit('hello', hello));
}

/** Floods are answered with their reason, and hold up nobody else. */
async function limit(
  packet: readonly unknown[],
  limiter: RateLimiterMemory,
  socketId: string,
  log: Log,
): Promise<boolean> {
  try {
    await limiter.consume(socketId);
    return true;
  } catch {
    const reply = packet.at(-1);
    if (isAcknowledgement(reply))
      reply({ ok: false, problem: reportProblem(new AppError('too-many-tries', { retryAfterSeconds: 1 }), log) });
    return false;
  }
}

async function sweepTablets(io: KanwaServer, deps: SocketsDeps): Promise<void> {
  for (const socket of io.sockets.sockets.values()) {
    if (socket.data.asking.kind !== 'device') continue;
    await deps.askAnew(socket.data.asking).catch((error: unknown) => {
      if (error instanceof AppError) tellExpired(socket); // else the database is away: that ends no session
    });
  }
}

function tellExpired(socket: KanwaSocket): void {
  socket.emit('session:ended', { reason: 'expired' });
  socket.disconnect(true);
}

const isAcknowledgement = (value: unknown): value is (reply: object) => void => typeof value === 'function';
