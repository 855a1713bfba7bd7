import express, { type Request, type RequestHandler, type Response } from 'express';
import { listScopes } from '../access/roles.ts';
import { MAX_SCAN_BYTES } from '../contract/consents.ts';
import { askingUser } from '../platform/asking.ts';
import { scanFault } from './clean-scan.ts';
import type { ShownScan } from './look-at-scan.ts';

/** Who sends a file is asked before its first byte is taken: nobody fills the memory unknown. */
export const whoSends: RequestHandler = (_req, res, next) => {
  askingUser(res);
  next();
};
export const officeSends: RequestHandler = (_req, res, next) => {
  listScopes(askingUser(res), 'families:write');
  next();
};

/** The picture or PDF is the body as it is; more than the limit is answered with 'too-large' before it is read. */
export const scanFile = express.raw({ type: 'application/octet-stream', limit: MAX_SCAN_BYTES, inflate: false });

/** @throws AppError 'bad-request' for a body that came as something else than a file */
export function bytesOf(req: Request): Buffer {
  const body: unknown = req.body;
  if (!Buffer.isBuffer(body)) throw scanFault('empty');
  return body;
}

/** Never as a page of ours: a download that runs nothing, whatever it holds. */
export function sendScan(res: Response, { mediaType, bytes, kind }: ShownScan): void {
  const ending = mediaType === 'application/pdf' ? 'pdf' : 'jpg';
  res.set({
    'Content-Type': mediaType,
    'Content-Disposition': `attachment; filename="${kind}.${ending}"`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
  });
  res.end(bytes);
}
