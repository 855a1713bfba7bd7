import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { RtspConnection, SESSION_TIMEOUT_S, type ConnectionDeps } from './connection.ts';

export type RtspServer = { port: number; close(): Promise<void> };

// A client reports every few seconds; half as long again as was announced is long enough.
const GRACE = 1.5;

/** Listens on this machine only; port 0 picks a free one. @throws when the port is taken. */
export async function startRtspServer(
  port: number,
  deps: Omit<ConnectionDeps, 'sessionTimeoutMs'> & { sessionTimeoutMs?: number },
): Promise<RtspServer> {
  const sockets = new Set<Socket>();
  const sessionTimeoutMs = deps.sessionTimeoutMs ?? SESSION_TIMEOUT_S * GRACE * 1000;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    new RtspConnection(socket, { ...deps, sessionTimeoutMs });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
