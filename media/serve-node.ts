import { setTimeout as sleep } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import type { LocalMediaNode } from './in-process.ts';
import type { MediaLog } from './log.ts';
import { CallNameOnWire, CALLS, errorToWire, type NodeToServer, type ReplyOnWire, type ServerToNode } from './wire.ts';

const REDIAL_FIRST_MS = 200;
const REDIAL_MAX_MS = 2_000;

export type ServeNodeOptions = { address: string; key: string; log: MediaLog };

/**
 * Dials the server and does what it asks, again whenever the connection is lost. Views of a lost connection end by their
 * leases, and at the latest when a server is reached again: it may be another one, which knows nothing of them.
 */
export function serveNode(node: LocalMediaNode, { address, key, log }: ServeNodeOptions): () => void {
  const socket: Socket<ServerToNode, NodeToServer> = io(address, {
    auth: { key },
    transports: ['websocket'],
    reconnectionDelay: REDIAL_FIRST_MS,
    reconnectionDelayMax: REDIAL_MAX_MS,
  });
  let ready: Promise<void> = Promise.resolve();
  socket.on('connect', () => {
    log.info({}, 'connected to the server');
    ready = node.closeAllViewers();
  });
  socket.on('disconnect', (reason) => {
    if (reason === 'io client disconnect') return; // we are leaving
    log.warn({ reason }, 'connection to the server lost');
    // The one end after which socket.io does not dial again by itself.
    if (reason === 'io server disconnect') void redial(socket);
  });
  socket.on('connect_error', ({ message }) => {
    if (socket.active) return;
    log.warn({ reason: message }, 'the server refused this node');
    void redial(socket);
  });
  socket.on('call', (name, args, reply) => {
    void ready.then(() => answer(node, name, args)).then(reply, (error: unknown) => reply(errorToWire(error)));
  });
  node.on('camera', (state) => tell(socket, 'camera', state));
  node.on('viewerEnded', (view) => tell(socket, 'viewerEnded', view));
  return () => void socket.disconnect();
}

/** Not kept for later: a server that is reached again asks for the states itself. */
function tell(socket: Socket<ServerToNode, NodeToServer>, event: keyof NodeToServer, payload: unknown): void {
  if (socket.connected) socket.emit(event, payload);
}

async function redial(socket: Socket<ServerToNode, NodeToServer>): Promise<void> {
  await sleep(REDIAL_MAX_MS);
  if (!socket.active) socket.connect();
}

async function answer(node: LocalMediaNode, rawName: string, rawArgs: unknown): Promise<ReplyOnWire> {
  const name = CallNameOnWire.parse(rawName);
  const args = CALLS[name].args.parse(rawArgs);
  // The table pairs each name with its own arguments, which the compiler cannot follow through a lookup.
  const method = node[name] as (...given: unknown[]) => Promise<unknown>;
  return { ok: true, value: await method(...args) };
}
