import type { Socket } from 'socket.io';
import type { ClientToServer, ServerToClient } from '../contract/events.ts';
import { CloseNetworkTest, OpenNetworkTest, StartNetworkTest } from '../contract/network-test.ts';
import { answer } from '../platform/answer.ts';
import type { Asking } from '../platform/asking.ts';
import type { Log } from '../platform/log.ts';
import type { NetworkTests } from './network-tests.ts';

export type NetworkTestEventsDeps = {
  tests: NetworkTests;
  /** Asked anew for every event: a socket outlives its token. */
  currentAsking: () => Promise<Asking>;
  log: Log;
};

/** Socket edge of network tests. */
export function bindNetworkTestEvents(
  socket: Socket<ClientToServer, ServerToClient>,
  { tests, currentAsking, log }: NetworkTestEventsDeps,
): void {
  const open = answer(OpenNetworkTest, log, async (input) => tests.open(await currentAsking(), socket.id, input));
  const start = answer(StartNetworkTest, log, async (input) => {
    await currentAsking();
    await tests.start(socket.id, input);
    return null;
  });
  const close = answer(CloseNetworkTest, log, async (input) => {
    await tests.close(socket.id, input);
    return null;
  });
  socket.on('network-test:open', (raw, reply) => void open(raw, reply));
  socket.on('network-test:start', (raw, reply) => void start(raw, reply));
  socket.on('network-test:close', (raw, reply) => void close(raw, reply));
  socket.on('disconnect', () => void tests.endOf(socket.id));
}
