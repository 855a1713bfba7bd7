import type { IncomingMessage } from 'node:http';
import proxyaddr from 'proxy-addr';
import type { MediaNode } from '#media';
import { decideWatch } from '../access/decide.ts';
import { EventLog } from '../events/event-log.ts';
import { FanOut, type FanOutDeps } from '../events/fan-out.ts';
import { eventsSince, familyEventsSince } from '../events/replay.ts';
import { bindLiveEvents } from '../live/live-events.ts';
import { createLiveFeature } from '../live/live-feature.ts';
import type { EventPage, Hello } from '../contract/events.ts';
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
  const tell: FanOutDeps['tell'] = (socketIds, event) => sockets.tell(socketIds, event);
  const fanOut = new FanOut({ db, now, askAllAnew: identity.askAllAnew, tell });
  const views = createLiveFeature({
    db,
    media,
    decideWatch: (question) => decideWatch(pool, { ...question, adminSecondFactor: settings.adminSecondFactor }),
    turn: settings.turn,
    tellEnded: (socketId, ended) => sockets.tellEnded(socketId, ended),
    tellCamera: (socketId, camera) => void sockets.io.to(socketId).emit('live:camera', camera),
    now,
    log,
    count: metrics.live,
  });
  const { live } = views;
  const effects = createEffects({ live, sockets: () => sockets, eventLog, pool, log });
  eventLog.onEvent((event) => fanOut.tell(event));
  eventLog.onEvent(({ type, at }) => metrics.eventTold(type, (now().getTime() - at.getTime()) / 1_000));
  const opening = createThrottle(pool, 'live-open', OPENING_LIMIT);
  const sockets: Sockets = createSockets(deps.http, {
    log,
    authenticate: identity.authenticator.ofToken,
    askAnew: identity.askAnew,
    isOriginAllowed: originRule(settings),
    addressOf: (request) => proxyaddr(request, settings.trustedProxies).replace(/^::ffff:/, ''),
    hello: () => helloAt(eventLog.position, now(), media),
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
    viewers: views.countViewers,
    sockets: () => sockets.io.engine.clientsCount,
    cameras: () => phasesOf(media),
  });
  return {
    effects,
    eventLog,
    familyEventsSince: (asking, after, since) => familyEventsSince(db, asking, after, eventLog.position, since),
    stop: async () => {
      fanOut.stop();
      await views.stop();
      await sockets.close();
      await eventLog.stop();
    },
  };
}

const originRule =
  ({ origins, isHttps }: AppDeps['settings']) =>
  ({ headers }: IncomingMessage): boolean =>
    isAllowedHost(origins, headers.host) &&
    isAllowedOrigin(origins, headers.origin, `${isHttps ? 'https' : 'http'}://${headers.host ?? ''}`);

/** Without capabilities while media is away; told again when it is back. */
const helloAt = async (position: number, now: Date, media: MediaNode): Promise<Hello> => ({
  position,
  capabilities: await media.capabilities().catch(() => null),
  now: now.toISOString(),
});

async function phasesOf(media: MediaNode): Promise<Record<string, number>> {
  const phases = Map.groupBy(await media.cameraStates(), ({ phase }) => phase);
  return Object.fromEntries([...phases].map(([phase, cameras]) => [phase, cameras.length]));
}
