import type { IncomingMessage } from 'node:http';
import proxyaddr from 'proxy-addr';
import type { MediaNode } from '#media';
import { decideWatch } from '../access/decide.ts';
import { EventLog } from '../events/event-log.ts';
import { FanOut, type FanOutDeps } from '../events/fan-out.ts';
import { eventsSince, familyEventsSince } from '../events/replay.ts';
import { bindLiveEvents, type LiveEventsDeps } from '../live/live-events.ts';
import { createLiveFeature, type LiveFeature } from '../live/live-feature.ts';
import type { EventPage, Hello } from '../contract/events.ts';
import { holderOf, type Asking } from '../platform/asking.ts';
import { isAllowedHost, isAllowedOrigin } from '../platform/origin.ts';
import { createThrottle } from '../platform/throttle.ts';
import type { AppDeps } from './app-deps.ts';
import { createEffects, type Effects } from './effects.ts';
import type { Identity } from './identity.ts';
import type { Metrics, Readings } from '../metrics/metrics.ts';
import { networkTestParts } from './network-test-parts.ts';
import { createSockets, type Sockets } from './sockets.ts';

/** Openings of one sign-in: enough for a page of tiles and a nervous network, too few for a flood. */
const OPENING_LIMIT = { tries: 60, windowSeconds: 60 };
/** Changes between clear and saving: each of a tablet's and a console's pictures rises once, and a hand presses a key often. */
const SWITCH_LIMIT = { tries: 90, windowSeconds: 60 };

export type Realtime = {
  effects: Effects;
  eventLog: EventLog;
  httpsReads: LiveFeature['httpsReads'];
  familyEventsSince: (asking: Asking, after: number, since: Date) => Promise<EventPage>;
  stop: () => Promise<void>;
};

/** The event log, live views and the sockets that tell of both; three that need one another. */
export function buildRealtime(deps: AppDeps, identity: Identity, metrics: Metrics): Realtime {
  const { media, now, log, settings } = deps;
  const { db, pool, rulePool } = deps.database;
  const eventLog = new EventLog({ db, url: deps.databaseUrl, log });
  const tell: FanOutDeps['tell'] = (socketIds, event) => sockets.tell(socketIds, event);
  const fanOut = new FanOut({ db, now, askAllAnew: identity.askAllAnew, tell });
  const views = createLiveFeature({
    ...{ db, pool, media },
    decideWatch: (question) => decideWatch(rulePool, { ...question, adminSecondFactor: settings.adminSecondFactor }),
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
  const spending = throttles(pool);
  const networkTest = networkTestParts(deps);
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
    bind: (socket, currentAsking) => {
      const { opened } = metrics.live;
      bindLiveEvents(socket, { ...views, currentAsking, ...spending, opened, seen: metrics.seen, log });
      networkTest.bind(socket, currentAsking);
    },
  });
  media.on('up', () => void sockets.sayHello());
  metrics.now(readings(media, views.countViewers, () => sockets.io.engine.clientsCount));
  return {
    effects,
    eventLog,
    httpsReads: views.httpsReads,
    familyEventsSince: (asking, after, since) => familyEventsSince(db, asking, after, eventLog.position, since),
    stop: async () => {
      fanOut.stop();
      await views.stop();
      await sockets.close();
      await eventLog.stop();
    },
  };
}

function throttles(pool: AppDeps['database']['pool']): Pick<LiveEventsDeps, 'spendOpening' | 'spendSwitch'> {
  const opening = createThrottle(pool, 'live-open', OPENING_LIMIT);
  const changing = createThrottle(pool, 'live-switch', SWITCH_LIMIT);
  return {
    spendOpening: (asking) => opening.take(holderOf(asking)),
    spendSwitch: (asking) => changing.take(holderOf(asking)),
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

/** What the metrics ask when somebody reads them. */
const readings = (media: MediaNode, viewers: () => number, sockets: () => number): Readings => ({
  ...{ viewers, sockets },
  cameras: () => phasesOf(media),
  media: () => media.stats(),
});

async function phasesOf(media: MediaNode): Promise<Record<string, number>> {
  const phases = Map.groupBy(await media.cameraStates(), ({ phase }) => phase);
  return Object.fromEntries([...phases].map(([phase, cameras]) => [phase, cameras.length]));
}
