import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { z } from 'zod';
import type { MediaNode } from './contract.ts';
import type { MediaLog } from './log.ts';
import { NodeLink, type NodeSocket } from './node-link.ts';
import type { NodeToServer, ServerToNode } from './wire.ts';

/** A node that stopped answering is given up after about 6 s, before its views' leases end. */
const PING_EVERY_MS = 2_000;
const PONG_WITHIN_MS = 4_000;
/** The largest thing a node sends is a picture. */
const MAX_MESSAGE_BYTES = 4_000_000;

export type AcceptMediaNodeOptions = {
  host: string;
  /** 0: any free port. */
  port: number;
  /** Shared with the node; whoever knows it is given the cameras' addresses and passwords. */
  key: string;
  log: MediaLog;
};

export interface RemoteMedia extends MediaNode {
  /** What the node dials. */
  readonly address: string;
}

/**
 * Listens for the one media node that serves this process. Until it has dialled in, and whenever it is away, calls
 * reject with MediaUnavailable; `up` and `down` tell of it.
 */
export async function acceptMediaNode({ host, port, key, log }: AcceptMediaNodeOptions): Promise<RemoteMedia> {
  const http = createServer((_, response) => response.writeHead(404).end());
  const io = new Server<NodeToServer, ServerToNode>(http, {
    transports: ['websocket'],
    serveClient: false,
    pingInterval: PING_EVERY_MS,
    pingTimeout: PONG_WITHIN_MS,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
  });
  const link = new NodeLink(log);
  io.use((socket, next) => next(refusal(socket, key, link)));
  io.on('connection', (socket) => link.welcome(socket));
  http.listen(port, host);
  await once(http, 'listening');
  const { port: listening } = http.address() as AddressInfo;
  return asMedia(link, `http://${host}:${listening}`, () => io.close());
}

function refusal({ handshake }: NodeSocket, key: string, link: NodeLink): Error | undefined {
  const given = z.object({ key: z.string() }).safeParse(handshake.auth);
  if (!given.success || !timingSafeEqual(digest(given.data.key), digest(key))) return new Error('wrong-key');
  return link.isConnected ? new Error('another-node-serves') : undefined;
}

const digest = (text: string) => createHash('sha256').update(text).digest();

function asMedia(link: NodeLink, address: string, stopListening: () => Promise<void>): RemoteMedia {
  let closing: Promise<void> | undefined;
  return {
    address,
    capabilities: () => link.call('capabilities'),
    setCameras: (wanted) => link.setCameras(wanted),
    cameraStates: () => link.call('cameraStates'),
    stats: () => link.call('stats'),
    probe: (source) => link.call('probe', source),
    findDevices: (networks) => link.call('findDevices', networks),
    readDeviceStreams: (login) => link.call('readDeviceStreams', login),
    poster: (cameraId) => link.call('poster', cameraId),
    openViewer: (view) => link.call('openViewer', view),
    startViewer: (viewId, dtls) => link.call('startViewer', viewId, dtls),
    openHttpsViewer: (view) => link.call('openHttpsViewer', view),
    readHttpsViewer: (viewId, after) => link.call('readHttpsViewer', viewId, after),
    switchViewer: (viewId, stream) => link.call('switchViewer', viewId, stream),
    stepSwitch: (viewId, consumerId, step) => link.call('stepSwitch', viewId, consumerId, step),
    closeViewer: (viewId) => link.call('closeViewer', viewId),
    renewViewers: (viewIds, leaseMs) => link.call('renewViewers', viewIds, leaseMs),
    openNetworkTest: (test) => link.call('openNetworkTest', test),
    startNetworkTest: (testId, dtls) => link.call('startNetworkTest', testId, dtls),
    closeNetworkTest: (testId) => link.call('closeNetworkTest', testId),
    on: (event, listener) => void link.events.on(event, listener as never),
    close: () => (closing ??= link.leave().then(stopListening)),
  };
}
