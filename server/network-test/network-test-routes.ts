import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import { SpeedQuery, type NetworkTestAnswer } from '../contract/network-test.ts';
import { askingUser } from '../platform/asking.ts';
import { parseInput } from '../platform/parse-input.ts';
import type { NetworkTestRoutesDeps } from './network-test-deps.ts';

/** Random, so that nothing on the way makes it smaller; made once, for randomness is not what is measured. */
const BLOCK = randomBytes(65_536);
const LONGEST_DOWNLOAD_MS = 15_000;

/** What a page asks to know how far and how wide the way to this service is. */
export function networkTestRoutes({ spendDownload }: NetworkTestRoutesDeps): Router {
  return Router()
    .get('/api/network-test', (_req, res) => {
      askingUser(res);
      res.json({} satisfies NetworkTestAnswer);
    })
    .get('/api/network-test/bytes', async (req, res) => {
      const { userId } = askingUser(res);
      const { bytes } = parseInput(SpeedQuery, req.query);
      await spendDownload(userId);
      res.set({
        'Content-Type': 'application/octet-stream',
        'Content-Length': String(bytes),
        'Cache-Control': 'no-store, no-transform',
      });
      // A page has seen enough after a few seconds, and stops reading; who never stops is stopped.
      const signal = AbortSignal.timeout(LONGEST_DOWNLOAD_MS);
      await pipeline(Readable.from(blocksOf(bytes)), res, { signal }).catch(() => undefined);
    });
}

function* blocksOf(bytes: number): Generator<Buffer> {
  for (let left = bytes; left > 0; left -= BLOCK.length) yield left < BLOCK.length ? BLOCK.subarray(0, left) : BLOCK;
}
