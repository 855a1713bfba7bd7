import { Router } from 'express';
import type { MediaNode } from '#media';
import type { Database } from '../platform/database.ts';

export type HealthDeps = { database: Database; media: MediaNode; isStopping: () => boolean };

/** For whatever watches over the process. Ids and states only: it answers anyone. */
export function healthRoutes({ database, media, isStopping }: HealthDeps): Router {
  const isDatabaseReady = async () => (await database.pool.query('SELECT 1')).rowCount === 1;
  return Router()
    .get('/healthz', (_req, res) => {
      res.json({ status: 'ok' });
    })
    .get('/readyz', async (_req, res) => {
      const [isData, cameras] = await Promise.all([
        isDatabaseReady().catch(() => false),
        media.cameraStates().catch(() => null),
      ]);
      const isReady = isData && cameras !== null && !isStopping();
      res.status(isReady ? 200 : 503).json({
        status: isReady ? 'ready' : 'not-ready',
        database: isData ? 'ready' : 'not-ready',
        media: cameras === null ? 'not-ready' : 'ready',
        cameras: (cameras ?? []).map(({ cameraId, phase, since }) => ({ cameraId, state: phase, since })),
      });
    });
}
