import type { Router } from 'express';
import { createTurnAccess } from '../live/turn-access.ts';
import { createNetworkTestThrottles } from '../network-test/network-test-deps.ts';
import { bindNetworkTestEvents, type NetworkTestEventsDeps } from '../network-test/network-test-events.ts';
import { networkTestRoutes } from '../network-test/network-test-routes.ts';
import { NetworkTests } from '../network-test/network-tests.ts';
import type { AppDeps } from './app-deps.ts';
import type { KanwaSocket } from './sockets.ts';

export type NetworkTestParts = {
  bind: (socket: KanwaSocket, currentAsking: NetworkTestEventsDeps['currentAsking']) => void;
};

/** What tries ways to the video service, on sockets. */
export function networkTestParts({ database: { pool }, media, log, now, settings }: AppDeps): NetworkTestParts {
  const { spendOpening } = createNetworkTestThrottles(pool);
  const turnServersFor = createTurnAccess(settings.turn);
  const iceServers = (testId: string) => turnServersFor(testId, now());
  const tests = new NetworkTests({ media, iceServers, spendOpening });
  return { bind: (socket, currentAsking) => bindNetworkTestEvents(socket, { tests, currentAsking, log }) };
}

/** What tells how far and how wide the way to this service is. */
export function networkTestRoutesOf({ database: { pool } }: AppDeps): Router {
  const { spendDownload } = createNetworkTestThrottles(pool);
  return networkTestRoutes({ spendDownload });
}
