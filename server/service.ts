import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { lstatSync, mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server as HttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Logger } from 'pino';
import { acceptMediaNode, type RemoteMedia } from '../media/remote.ts';
import { spawnMediaNode, type SpawnedNode } from '../media/spawn-node.ts';
import { buildApp } from './app.ts';
import { childEnvironment, type Config } from './config.ts';
import { prepareDemo, type Demo } from './demo/demo.ts';
import { mailSettings } from './mail-settings.ts';
import { runEveryMinute } from './jobs/run-jobs.ts';
import { appRoleUrl } from './platform/app-role.ts';
import { rememberBelowTls } from './platform/below-tls.ts';
import { type Certificate, ownAddresses, selfMadeCertificate } from './platform/certificate.ts';
import { systemClock } from './platform/clock.ts';
import { openDatabase } from './platform/database.ts';
import { startEmbeddedDatabase } from './platform/embedded-database.ts';
import { hasAdministrator } from './people/operators-store.ts';
import { requireFreePorts } from './platform/free-ports.ts';
import { openMasterKey } from './platform/master-key.ts';
import { ensureDatabase, migrate } from './platform/migrate.ts';
import { StartError } from './platform/start-error.ts';
import { turnSettings } from './turn-settings.ts';
import { videoAddresses } from './video-addresses.ts';

const MIGRATIONS = path.join(import.meta.dirname, '../prisma/migrations');
const DATABASE_NAME = 'kanwa';
/** So long a visible page has to say that it has shown something, before it is told elsewhere. */
const SEEN_WITHIN_MS = 15_000;

/** `hasAdministrator`: false on an installation that nobody can sign in to yet. */
export type Service = { address: string; hasAdministrator: boolean; stop: () => Promise<void> };

/** What was opened, closed in the opposite order; each once. */
class Opened {
  readonly #closers: (() => Promise<void>)[] = [];

  push(close: () => Promise<void>): void {
    this.#closers.push(close);
  }

  async closeAll(log: Logger): Promise<void> {
    for (const close of this.#closers.splice(0).reverse()) {
      await close().catch((error: unknown) => log.error({ err: error }, 'something did not close'));
    }
  }
}

/** Database → media → app → demo → listen. What fails on the way closes what was open already. */
export async function startService(config: Config, log: Logger): Promise<Service> {
  const opened = new Opened();
  try {
    const started = await start(config, log, opened);
    return { ...started, stop: () => opened.closeAll(log) };
  } catch (error) {
    await opened.closeAll(log);
    throw error;
  }
}

async function start(config: Config, log: Logger, opened: Opened): Promise<Omit<Service, 'stop'>> {
  if (config.PORT !== 0) await requireFreePorts(config.HOST, [config.PORT], { setting: 'PORT', isUdpToo: false });
  mkdirSync(config.DATA_DIR, { recursive: true, mode: 0o755 });
  if (config.isDemo) requireOwnFolder(config.DATA_DIR);
  const [databaseUrl, deriveKey, http, media, mail, turn] = await allOrNone([
    databaseUrlOf(config, opened),
    openMasterKey(config.KANWA_KEY, config.DATA_DIR),
    httpServer(config),
    openMedia(config, log, opened),
    mailSettings(config),
    turnSettings(config),
  ]);
  const database = openDatabase(databaseUrl);
  opened.push(database.close);
  const demo: Demo | null = config.isDemo ? await prepareDemo({ db: database.db, config, log }) : null;
  if (demo) opened.push(demo.stop);
  // Let go of before the demo's cameras end: each would be a fault in the log.
  opened.push(() => media.setCameras([]));
  const app = await buildApp({
    http,
    database,
    databaseUrl,
    media,
    deriveKey,
    now: systemClock,
    log,
    settings: {
      isHttps: config.HTTPS !== 'off',
      areCookiesSecure: config.areCookiesSecure,
      origins: config.origins,
      trustedProxies: config.TRUST_PROXY ?? [],
      metricsToken: config.METRICS_TOKEN ?? null,
      adminSecondFactor: config.ADMIN_SECOND_FACTOR,
      notifications: {
        ...{ address: config.address, mail, waitMs: SEEN_WITHIN_MS },
        pushServices: config.PUSH_SERVICES ?? [],
      },
      turn,
    },
    openRoutes: demo ? [demo.routes] : [],
  });
  opened.push(app.stop);
  const clockwork = await runEveryMinute({ pool: database.pool, log }, app.everyMinute);
  opened.push(clockwork.stop);
  await demo?.open(app);
  media.on('up', () => void app.syncCameras());
  await app.syncCameras();
  const address = await listen(http, config, opened);
  return { address, hasAdministrator: await hasAdministrator(database.db) };
}

/** Waits for all even when one fails, so that what the others open is known to `opened` before it is closed. */
async function allOrNone<T extends unknown[]>(starting: { [K in keyof T]: Promise<T[K]> }): Promise<T> {
  await Promise.allSettled(starting);
  return Promise.all(starting);
}

/** The demo's folder lies where everybody may make one: another user's, or a link, is never followed. */
function requireOwnFolder(folder: string): void {
  const found = lstatSync(folder);
  const isOwn = found.isDirectory() && found.uid === (process.getuid?.() ?? found.uid) && (found.mode & 0o022) === 0;
  if (!isOwn)
    throw new StartError(`${folder} is not a folder of this user alone. Remove it, or set DATA_DIR and PUBLIC_URL.`);
}

async function databaseUrlOf(config: Config, opened: Opened): Promise<string> {
  const url = config.DATABASE_URL ?? (await embeddedUrl(config, opened));
  await ensureDatabase(url);
  await migrate(url, MIGRATIONS);
  // What an operator's own PostgreSQL lets us do is the operator's to say.
  return config.DATABASE_URL === undefined ? appRoleUrl(url) : url;
}

async function embeddedUrl(config: Config, opened: Opened): Promise<string> {
  const embedded = await startEmbeddedDatabase(path.join(config.DATA_DIR, 'postgres'));
  opened.push(embedded.stop);
  return embedded.url(DATABASE_NAME);
}

/** The media node is a process of its own: packets of video and the server's requests never share an event loop. */
async function openMedia(config: Config, log: Logger, opened: Opened): Promise<RemoteMedia> {
  const key = randomBytes(32).toString('hex');
  const link = { host: '127.0.0.1', port: config.MEDIA_LINK_PORT };
  if (link.port !== 0) await requireFreePorts(link.host, [link.port], { setting: 'MEDIA_LINK_PORT', isUdpToo: false });
  const media = await acceptMediaNode({ ...link, key, log });
  opened.push(() => media.close()); // also when what follows fails; a second close is none
  const { listenIp, announcedAddresses } = videoAddresses(config, ownAddresses());
  const workers = config.MEDIA_WORKERS ?? availableParallelism();
  const ports = Array.from({ length: workers }, (_, index) => config.MEDIA_PORT + index);
  if (config.MEDIA_PORT !== 0) await requireFreePorts(listenIp, ports, { setting: 'MEDIA_PORT', isUdpToo: true });
  const node: SpawnedNode = spawnMediaNode({
    address: media.address,
    key,
    environment: childEnvironment(),
    settings: {
      workers,
      listenIp,
      announcedAddresses,
      rtcPortBase: config.MEDIA_PORT,
      logLevel: config.LOG_LEVEL === 'fatal' ? 'error' : config.LOG_LEVEL,
    },
    log,
  });
  opened.push(async () => {
    await Promise.all([media.close(), node.stop()]);
  });
  return media;
}

async function httpServer(config: Config): Promise<HttpServer> {
  if (config.HTTPS === 'off') return createServer();
  const server = createHttpsServer(await certificateOf(config));
  rememberBelowTls(server);
  return server;
}

async function certificateOf({ HTTPS, DATA_DIR, TLS_CERT, TLS_KEY }: Config): Promise<Certificate> {
  if (HTTPS === 'self') return selfMadeCertificate(DATA_DIR);
  return { cert: await readFile(TLS_CERT ?? '', 'utf8'), key: await readFile(TLS_KEY ?? '', 'utf8') };
}

async function listen(http: HttpServer, config: Config, opened: Opened): Promise<string> {
  http.listen(config.PORT, config.HOST);
  await once(http, 'listening');
  opened.push(async () => {
    http.close();
    http.closeAllConnections();
    await Promise.resolve();
  });
  const { port } = http.address() as AddressInfo;
  return config.PUBLIC_URL ?? `${config.HTTPS === 'off' ? 'http' : 'https'}://localhost:${String(port)}`;
}
