import type { Server as HttpServer } from 'node:http';
import type { Socket } from 'node:net';

const below = new WeakMap<Socket, Socket>();

/** Remembers what lies below the TLS connections of this server: only that can be reset. */
export function rememberBelowTls(server: HttpServer): void {
  const fresh = new Map<string, Socket>();
  server.on('connection', (socket: Socket) => {
    const end = farEnd(socket);
    fresh.set(end, socket);
    socket.once('close', () => fresh.get(end) === socket && fresh.delete(end));
  });
  server.on('secureConnection', (secure: Socket) => {
    const socket = fresh.get(farEnd(secure));
    if (socket) below.set(secure, socket);
  });
}

/**
 * Ends a connection at once, with all that this machine still holds for its other end: closed in good order, some hundred
 * kilobytes would still be delivered.
 */
export function cutOff(connection: Socket): void {
  if (!connection.destroyed) (below.get(connection) ?? connection).resetAndDestroy();
}

const farEnd = ({ remoteAddress, remotePort }: Socket): string => `${String(remoteAddress)} ${String(remotePort)}`;
