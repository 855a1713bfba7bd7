import { createHash, timingSafeEqual } from 'node:crypto';
import { Router } from 'express';
import { AppError } from '../platform/errors.ts';
import { nothingHere } from '../platform/http.ts';
import type { Metrics } from './metrics.ts';

/** For Prometheus alone, which shows the token as `Authorization: Bearer`. Without a token in the settings nobody reads them. */
export function metricsRoute(metrics: Pick<Metrics, 'text' | 'contentType'>, token: string | null): Router {
  if (token === null) return Router().get('/metrics', nothingHere);
  const isKnown = (given: string) => timingSafeEqual(digest(given), digest(`Bearer ${token}`));
  return Router().get('/metrics', async (req, res) => {
    if (!isKnown(req.headers.authorization ?? '')) throw new AppError('not-signed-in');
    res.set({ 'content-type': metrics.contentType, 'cache-control': 'no-store' }).send(await metrics.text());
  });
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
