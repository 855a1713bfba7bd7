import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildApp, type App } from '../../server/app.ts';
import { openDatabase, type Database } from '../../server/platform/database.ts';
import { createLog } from '../../server/platform/log.ts';
import { FakeMediaNode } from './fake-media-node.ts';
import { openTestDatabase } from './test-database.ts';
import { METRICS_TOKEN } from './test-server.ts';

export const SECURITY_KEY = Buffer.alloc(32, 11);

export type SecuredServer = {
  url: string;
  database: Database;
  media: FakeMediaNode;
  app: App;
  http: Server;
  /** Every line it logged, as text. */
  logged: string[];
  stop: () => Promise<void>;
};

/** A whole server that logs everything into a list. Several on one database are one service: they share their keys. */
export async function startSecuredServer(
  databaseUrl: string,
  trustedProxies: string[] = [],
  origins: string[] = [],
): Promise<SecuredServer> {
  const http = createServer();
  const database = openDatabase(databaseUrl);
  const media = new FakeMediaNode();
  const logged: string[] = [];
  const app = await buildApp({
    http,
    database,
    databaseUrl,
    media,
    deriveKey: () => SECURITY_KEY,
    now: () => new Date(),
    log: createLog('trace', { write: (line: string) => void logged.push(line) }),
    settings: {
      ...{ isHttps: false, areCookiesSecure: false, origins, trustedProxies, adminSecondFactor: 'offered' },
      metricsToken: METRICS_TOKEN,
      notifications: { address: 'http://localhost', mail: null, pushServices: [], waitMs: 15_000 },
      turn: null,
    },
    openRoutes: [],
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const stop = async () => {
    await app.stop();
    http.close();
    http.closeAllConnections();
    await database.close();
    await media.close();
  };
  const url = `http://127.0.0.1:${String((http.address() as AddressInfo).port)}`;
  return { url, database, media, app, http, logged, stop };
}

/** One server on a database of its own. */
export async function startSecuredAlone(trustedProxies: string[] = [], origins: string[] = []): Promise<SecuredServer> {
  const { url, close } = await openTestDatabase();
  const server = await startSecuredServer(url, trustedProxies, origins);
  return {
    ...server,
    stop: async () => {
      await server.stop();
      await close();
    },
  };
}

type Listed = { path: string; methods?: string[]; router?: { listRoutes: () => Listed[] } };

/** Every REST route of a server, as `GET /api/home`, read from the router itself; sorted. */
export function routesOf({ http }: { http: Server }): string[] {
  const apps = http.listeners('request').map((listener) => (listener as { router?: Listed['router'] }).router);
  const routers = apps.filter((router) => router !== undefined);
  return routers.flatMap((router) => routesUnder('', router)).sort();
}

function routesUnder(prefix: string, router: NonNullable<Listed['router']>): string[] {
  return router.listRoutes().flatMap(({ path, methods = [], router: mounted }) => {
    const full = `${prefix}${path === '/' ? '' : path}`;
    if (mounted) return routesUnder(full, mounted);
    return methods.filter((method) => method !== 'HEAD').map((method) => `${method} ${full}`);
  });
}
