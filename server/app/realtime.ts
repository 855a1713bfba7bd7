import proxyaddr from 'proxy-addr';
import type { MediaNode } from '#media';
import { decideWatch } from '../access/decide.ts';
import type { BrowserCapabilities } from '../contract/live.ts';
import { EventLog } from '../events/event-log.ts';
import { FanOut } from '../events/fan-out.ts';
import { eventsSince, familyEventsSince } from '../events/replay.ts';
import { bindLiveEvents } from '../live/live-events.ts';
import { createLiveFeature } from '../live/live-feature.ts';
import type { EventPage } from '../contract/events.ts';
import { holderOf, type Asking } from '../platform/asking.ts';
import { isAllowedHost, isAllowedOrigin } from '../platform/origin.ts';
import { createThrottle } from '../platform/throttle.ts';
import type { AppDeps } from './app-deps.ts';
import { createEffects, type Effects } from './effects.ts';
import type { Identity } from './identity.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { createSockets, type Sockets } from './sockets.ts';

/** Openings of one sign-in: enough for a page of tiles and a nervous network, too few for a flood. */
const OPENING_LIMIT = { tries: 60, windowSeconds: 60 };

export type Realtime = {
  effects: Effects;
  eventLog: EventLog;
  familyEventsSince: (asking: Asking, after: number, since: Date) => Promise<EventPage>;
  stop: () => Promise<void>;
};

/** The event log, live views and the sockets that tell of both; three that need one another. */
export function buildRealtime(deps: AppDeps, identity: Identity, metrics: Metrics): Realtime {
  const { database, media, now, log, settings } = deps;
  const { db, pool } = database;
  const eventLog = new EventLog({ db, url: deps.databaseUrl, log });
  const fanOut = new FanOut({
    db,
    now,
    askAllAnew: identity.askAllAnew,
    tell: (socketIds, event) => sockets.tell(socketIds, event),
  });
  const {
    live,
    countViewers,
    stop: stopLive,
  } = createLiveFeature({
    db,
    media,
    decideWatch: (question) => decideWatch(pool, { ...question, adminSecondFactor: settings.adminSecondFactor }),
    tellEnded: (socketId, ended) => sockets.tellEnded(socketId, ended),
    tellCamera: (socketId, camera) => void sockets.io.to(socketId).emit('live:camera', camera),
    now,
    log,
    count: metrics.live,
  });
  const effects = createEffects({ live, sockets: () => sockets, eventLog, pool, log });
  eventLog.onEvent(async (event) => {
    await fanOut.tell(event);
    metrics.eventTold(event.type, (now().getTime() - event.at.getTime()) / 1_000);
  });
  const opening = createThrottle(pool, 'live-open', OPENING_LIMIT);
  const sockets: Sockets = createSockets(deps.http, {
    log,
    authenticate: identity.authenticator.ofToken,
    askAnew: identity.askAnew,
    isOriginAllowed: ({ headers }) =>
      isAllowedHost(settings.origins, headers.host) &&
      isAllowedOrigin(
        settings.origins,
        headers.origin,
        `${settings.isHttps ? 'https' : 'http'}://${headers.host ?? ''}`,
      ),
    addressOf: (request) => proxyaddr(request, settings.trustedProxies).replace(/^::ffff:/, ''),
    hello: async () => ({
      position: eventLog.position,
      capabilities: await capabilitiesOf(media),
      now: now().toISOString(),
    }),
    eventsSince: (asking, after) => eventsSince(db, asking, after, eventLog.position),
    subscribe: (subscriber) => fanOut.add(subscriber),
    unsubscribe: (id) => fanOut.remove(id),
    bind: (socket, currentAsking) =>
      bindLiveEvents(socket, {
        live,
        currentAsking,
        spendOpening: (asking) => opening.take(holderOf(asking)),
        opened: metrics.live.opened,
        log,
      }),
  });
  media.on('up', () => void sockets.sayHello());
  metrics.now({
    viewers: countViewers,
    sockets: () => sockets.io.engine.clientsCount,
    cameras: async () => countBy((await media.cameraStates()).map(({ phase }) => phase)),
  });
  return {
    effects,
    eventLog,
    familyEventsSince: (asking, after, since) => familyEventsSince(db, asking, after, eventLog.position, since),
    stop: async () => {
      fanOut.stop();
      await stopLive();
      await sockets.close();
      await eventLog.stop();
    },
  };
}

/** null while media is away; told again when it is back. */
const capabilitiesOf = (media: MediaNode): Promise<BrowserCapabilities | null> =>
  media.capabilities().catch(() => null);

const countBy = (words: readonly string[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(words, (word) => word)].map(([word, found]) => [word, found.length]));
