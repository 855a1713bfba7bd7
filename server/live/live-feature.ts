import type { MediaNode } from '#media';
import type { Pool } from 'pg';
import type { LiveCamera, LiveEnded } from '../contract/live.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import type { Decided, ViewQuestion } from './live-deps.ts';
import { HttpsReads } from './https-reads.ts';
import { KnownRefusals } from './known-refusals.ts';
import { createLiveSwitching, type LiveSwitching } from './live-switching.ts';
import { Live, RENEW_EVERY_MS } from './live.ts';
import { recordOpened } from './record-opened.ts';
import { createTurnAccess, type TurnSettings } from './turn-access.ts';
import { Viewers, type Viewer } from './viewers.ts';
import { closeExpired, countSecondPersons, extendLeases, recordEnded, recordRefused } from './viewing-session-store.ts';

/** How often rows of views whose server is gone are looked for. */
const SWEEP_EVERY_MS = 5_000;

export type LiveFeatureDeps = {
  db: Db;
  pool: Pool;
  media: MediaNode;
  decideWatch: (question: ViewQuestion) => Promise<Decided>;
  turn: TurnSettings | null;
  tellEnded: (socketId: string, ended: LiveEnded) => void;
  tellCamera: (socketId: string, camera: LiveCamera) => void;
  now: Clock;
  log: Log;
  count: LiveCounts;
};

/** What is counted of views, beside what is written down of them. */
export type LiveCounts = { refused: (reason: string) => void; ended: (reason: string) => void };

export type LiveFeature = {
  live: Live;
  switching: LiveSwitching;
  httpsReads: HttpsReads;
  countViewers: () => number;
  stop: () => Promise<void>;
};

/** Live views with everything that keeps them: leases renewed, media's own ends heard, rows of dead servers closed. */
export function createLiveFeature(deps: LiveFeatureDeps): LiveFeature {
  const { db, media, now, log } = deps;
  const viewers = new Viewers();
  const known = new KnownRefusals();
  const cameras = new Map<string, LiveCamera>();
  const live = new Live({
    viewers,
    media,
    decide: (viewer) => deps.decideWatch(questionOf(viewer, now())),
    records: {
      opened: (opening) => recordOpened(deps.pool, opening, now),
      refused: async (viewer, reason, at) => {
        deps.count.refused(reason);
        const refused = { ...viewer, reason };
        if (viewer.isAskedByItself && known.has(refused, at)) return;
        await recordRefused(db, viewer, reason, at);
        known.add(refused, at);
      },
      secondPersons: (viewer, at) => countSecondPersons(db, viewer, at),
      ended: async (viewer, reason, at) => {
        deps.count.ended(reason);
        await recordEnded(db, viewer, reason, at);
        known.add({ ...viewer, reason }, at);
      },
      extend: (viewIds, until) => extendLeases(db, viewIds, until),
    },
    cameraState: (cameraId) => cameras.get(cameraId) ?? { phase: 'connecting', since: now().toISOString() },
    turnServersFor: createTurnAccess(deps.turn),
    tellViewer: ({ socketId }, ended) => deps.tellEnded(socketId, ended),
    now,
    log,
  });
  media.on('camera', ({ cameraId, phase, since }) => {
    const camera = { cameraId: cameraId as LiveCamera['cameraId'], phase, since };
    cameras.set(cameraId, camera);
    for (const { socketId } of viewers.in({ cameraId })) deps.tellCamera(socketId, camera);
  });
  media.on('viewerEnded', ({ viewId, cause }) => void live.endViews({ viewId }, cause));
  media.on('down', () => void live.endViews({}, 'media-restarted'));

  const quietly = (what: string, run: () => Promise<unknown>) => () =>
    void run().catch((error: unknown) => log.warn({ err: error }, what));
  const renew = setInterval(
    quietly('leases could not be renewed', () => live.renewLeases()),
    RENEW_EVERY_MS,
  );
  const sweepNow = quietly('expired views could not be closed', () => closeExpired(db, now()));
  const sweep = setInterval(sweepNow, SWEEP_EVERY_MS);
  sweepNow();
  return {
    live,
    httpsReads: new HttpsReads({ viewers, media }),
    switching: createLiveSwitching({ viewers, media }),
    countViewers: () => viewers.in({}).length,
    stop: async () => {
      clearInterval(renew);
      clearInterval(sweep);
      await live.endViews({}, 'server-stopped');
    },
  };
}

const questionOf = (viewer: Viewer, at: Date): ViewQuestion => ({
  userId: viewer.userId,
  cameraId: viewer.cameraId,
  at,
  holderId: viewer.holderId,
  address: viewer.address,
  isReasonGiven: viewer.isReasonGiven,
  viewId: viewer.viewId,
});
